// The table of actors: what the shipped one holds, and what is refused.
#include "experiments/input/cast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <sstream>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

/// The shipped table with one piece of its text replaced.
class CastFile : public ScratchFolder {
 protected:
  Cast with(std::string_view piece, std::string_view replacement) const {
    std::ostringstream text;
    text << std::ifstream(shipped("actors.toml")).rdbuf();
    std::string changed = text.str();
    const auto at = changed.find(piece);
    EXPECT_NE(at, std::string::npos) << piece;
    changed.replace(at, piece.size(), replacement);
    return read_cast(write("changed.toml", changed));
  }
  std::string error_with(std::string_view piece, std::string_view replacement) const {
    return message_of([&] { with(piece, replacement); });
  }
};

std::size_t place_of_donor(const Cast& cast, std::string_view code) {
  std::size_t j = 0;
  while (cast.donors.at(j).code != code) ++j;
  return j;
}

TEST(Cast, HoldsThirtyNineActorsByKind) {
  const Cast cast = read_cast(shipped("actors.toml"));
  EXPECT_EQ(cast.actors.size(), 39u);  // China is one actor, patron and buyer
  EXPECT_EQ(cast.donors.size(), 31u);
  EXPECT_EQ(cast.patrons.size(), 3u);
  EXPECT_EQ(cast.blocs.size(), 7u);
  EXPECT_EQ(cast.actors.front().code, "RU");
  EXPECT_EQ(cast.actors.at(1).name, "Zelensky");
  EXPECT_EQ(cast.actors.at(2).kind, "donor");
  EXPECT_EQ(cast.actors.back().code, "XW");
  EXPECT_EQ(cast.buyers.size(), 3u);
  EXPECT_EQ(cast.buyers.front().code, cast.patrons.front().code);
  EXPECT_EQ(std::accumulate(cast.eu_member.begin(), cast.eu_member.end(), 0), 27);
  EXPECT_EQ(std::accumulate(cast.nato_member.begin(), cast.nato_member.end(), 0), 27);
  EXPECT_EQ(std::accumulate(cast.parallel_guarantor.begin(), cast.parallel_guarantor.end(), 0), 4);
  for (const char* neutral : {"AT", "IE", "CY", "MT"}) {
    EXPECT_FALSE(cast.nato_member[place_of_donor(cast, neutral)]) << neutral;
  }
  EXPECT_EQ(cast.columns.front().name, "code");
  EXPECT_EQ(cast.columns.size(), 23u);
  for (std::size_t j = 0; j < cast.donors.size(); ++j) {
    const std::string& code = cast.donors[j].code;
    EXPECT_EQ(bool(cast.european[j]), code != "CA" && code != "TR") << code;
  }
}

TEST(Cast, KeepsTheFiguresOfTheModelsTable) {
  const Cast cast = read_cast(shipped("actors.toml"));
  const auto hungary = static_cast<Eigen::Index>(place_of_donor(cast, "HU"));
  EXPECT_EQ(cast.gdp_eur_bn[hungary], 206);
  EXPECT_EQ(cast.initial_stance[hungary], -0.85);
  EXPECT_EQ(cast.threat[hungary], 0.2);
  EXPECT_EQ(cast.tie[hungary], 0.9);
  EXPECT_EQ(cast.blocs[static_cast<std::size_t>(cast.bloc[hungary])], "sceptics");
  EXPECT_NEAR(cast.gdp_eur_bn.sum(), 25044, 1e-9);
  EXPECT_NEAR(cast.base_aid_eur_bn_per_year.sum(), 36.17, 1e-9);
  // Kiel Institute, 2023-24: 21.4 of Europe's, .6 of Canada's.
  EXPECT_NEAR(cast.recorded_aid_eur_bn_per_year.sum(), 22.013, 1e-9);
  EXPECT_EQ(cast.patron_supply_weight[2], 0.32);
  EXPECT_EQ(cast.buyer_weight[0], 0.47);
  EXPECT_EQ(cast.buyer_intercept[1], -1.6);
  EXPECT_EQ(cast.buyer_sanctions_response[2], 4);
}

TEST(Cast, InfluenceOfEachBlocSumsToOne) {
  const Cast cast = read_cast(shipped("actors.toml"));
  for (Eigen::Index a = 0; a < cast.influence.rows(); ++a) {
    EXPECT_NEAR(cast.influence.row(a).sum(), 1, 1e-12);
    EXPECT_GT(cast.influence(a, a), 0.6);
  }
  // Off the diagonal a column is one bloc's share of GDP, times what is not the own bloc's.
  EXPECT_DOUBLE_EQ(cast.influence(0, 2), cast.influence(5, 2));
  EXPECT_TRUE(default_influence(cast, 1).isIdentity());
}

TEST(Cast, SharesOfTheLanesTableSumToOne) {
  const Cast cast = read_cast(shipped("actors.toml"));
  const CastTable table = table_of(cast);
  double all = 0, eu = 0, parallel = 0;
  std::vector<double> blocs(cast.blocs.size());
  for (int j = 0; j < table.donors; ++j) {
    all += static_cast<double>(table.gdp_share[j]);
    eu += static_cast<double>(table.eu_gdp_share[j]);
    parallel += static_cast<double>(table.parallel_share[j]);
    blocs[static_cast<std::size_t>(table.bloc[j])] += static_cast<double>(table.bloc_gdp_share[j]);
    EXPECT_EQ(table.eu_gdp_share[j] > 0, table.eu_member[j]);
    EXPECT_EQ(table.parallel_share[j], table.parallel_guarantor[j] ? 0.25f : 0.0f);
  }
  EXPECT_NEAR(all, 1, 1e-6);
  EXPECT_NEAR(eu, 1, 1e-6);
  EXPECT_NEAR(parallel, 1, 1e-6);
  for (const double share : blocs) EXPECT_NEAR(share, 1, 1e-6);
  EXPECT_EQ(table.patrons, 3);
  EXPECT_EQ(table.influence[3][4], static_cast<float>(cast.influence(3, 4)));
}

TEST_F(CastFile, InfluenceCanBeGivenAsAMatrix) {
  const std::string rows =
      "matrix = [[1,0,0,0,0,0,0],[0,1,0,0,0,0,0],[0,0,1,0,0,0,0],[0,0,0,1,0,0,0],"
      "[0.5,0,0,0,0.5,0,0],[0,0,0,0,0,1,0],[0,0,0,0,0,0,1]]";
  EXPECT_EQ(with("own = 0.6", rows).influence(4, 0), 0.5);
  EXPECT_THAT(error_with("own = 0.6", "matrix = [[1, 0], [0, 1]]"),
              HasSubstr("influence.matrix has 2 elements; expected 7, one for each bloc"));
  std::string wrong = rows;
  wrong.replace(wrong.find("0.5"), 3, "0.6");
  EXPECT_THAT(error_with("own = 0.6", wrong),
              HasSubstr("the row of benelux_ireland in influence.matrix sums to 1.1; expected 1"));
  EXPECT_THAT(error_with("own = 0.6", "own = 0.6\nmatrix = []"), HasSubstr("own or matrix"));
  EXPECT_THAT(error_with("own = 0.6", "own = 1.6"), HasSubstr("influence.own is 1.6"));
}

TEST_F(CastFile, BadRowIsReportedWithItsPlace) {
  const std::array<const char*, 3> mistakes[] = {
      {"gdp_eur_bn = 4330", "gdp_eur_bn = 0",
       "gdp_eur_bn of donor DE is 0; expected 0.1 to 100000; the nearest is 0.1"},
      {"gdp_eur_bn = 4330,", "", "donor DE lacks \"gdp_eur_bn\""},
      {"gdp_eur_bn = 4330", "gdp_eur_bn = 4330, gpd = 1", "unknown column \"gpd\" of donor DE"},
      {"bloc = \"south\"", "bloc = \"suth\"", "did you mean \"south\"?"},
      {"code = \"FR\"", "code = \"DE\"", "code \"DE\" is given twice"},
      {"code = \"CN\"", "code = \"DE\"", "code \"DE\" is given twice"},
      {"code = \"FR\"", "code = \"fra\"", "code \"fra\"; expected two capital letters"},
      {"name = \"France\"", "name = \"\"", "name of FR is empty"},
      {"nato_member = true", "nato_member = 1",
       "nato_member of donor DE is the number 1; expected true or false"},
      {"threat = 0.45", "threat = 45", "threat of donor DE is 45; expected 0 to 1"},
      {"initial_stance = 0.35", "initial_stance = 1.4", "is 1.4; expected -1 to 1.3"},
      {"initial_stance = 0.35", "initial_stance = nan", "is nan; expected a finite number"},
      {"base_aid_eur_bn_per_year = 9.0", "base_aid_eur_bn_per_year = -9.0",
       "is -9; expected 0 to 1000"},
      {"reference_support = 0.60", "reference_support = 0", "expected 0.001 to 1"},
      {"supply_weight = 0.32", "supply_weight = 0.3",
       "the patrons' supply_weight sum to 0.98; expected 1"},
      {"weight = 0.15", "weight = 0.2", "the buyers' weight sum to 1.05; expected 1"},
      {"code = \"XW\"", "code = \"IN\"", "code \"IN\" is given twice"},
      {"code = \"XW\"", "code = \"DE\"", "code \"DE\" is given twice"},
      {"\"China\",             weight", "\"Chine\", weight",
       "buyer CN is \"Chine\", but \"China\" among the patrons"},
      {"side = \"defender\"", "side = \"invader\"", "both principals are on one side"},
      {"{ code = \"US\", name = \"United States\" }", "", "united_states has 0 rows; expected 1"},
      {"\"sceptics\", ", "\"sceptics\", \"empty\", ", "bloc \"empty\" has no donor"},
      {"\"south\", ", "\"south\", \"south\", ", "bloc \"south\" is given twice"},
      {"tie = { unit", "ties = { unit",
       "unknown column \"ties\" of [columns]; did you mean \"tie\"?"},
      {"source = \"definition\" }", "source = \"\" }", "has no source"},
      {"side = { unit", "# side = { unit", "[columns] lacks \"side\""},
      {"[influence]", "[influences]", "did you mean \"influence\"?"},
  };
  for (const auto& [piece, replacement, message] : mistakes) {
    const std::string error = error_with(piece, replacement);
    EXPECT_THAT(error, testing::MatchesRegex("changed.toml:[0-9]+:[0-9]+: .*"));
    EXPECT_THAT(error, HasSubstr(message));
  }
}

TEST_F(CastFile, AMemberOfTheEuIsEuropean) {
  EXPECT_THAT(error_with("parallel_guarantor = false,  european = true,   gdp_eur_bn = 4330",
                         "parallel_guarantor = false,  european = false,   gdp_eur_bn = 4330"),
              HasSubstr("donor DE is in the EU and not European; expected european = true"));
}

TEST_F(CastFile, MoreDonorsThanTheLanesHoldAreRefused) {
  std::string rows = "donors = [\n";
  for (int j = 0; j < 10; ++j) {
    rows += std::string("  { code = \"X") + static_cast<char>('A' + j) +
            "\", name = \"X\", bloc = \"south\", eu_member = true, nato_member = true, "
            "parallel_guarantor = false, european = true, gdp_eur_bn = 1, initial_stance = 0, "
            "threat = 0, tie = 0, "
            "troop_willingness = 0, base_aid_eur_bn_per_year = 0, recorded_aid_eur_bn_per_year = "
            "0, share_of_months_without_aid = 0 },\n";
  }
  EXPECT_THAT(error_with("donors = [\n", rows), HasSubstr("donors has 41 rows; expected 1 to 40"));
}

}  // namespace
}  // namespace armistice
