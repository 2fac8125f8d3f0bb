// What a scenario changes of the table of actors.
#include "experiments/input/cast_edits.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/input/cast_columns.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/trial_trace.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

class CastEdits : public ScratchFolder {
 protected:
  static std::size_t row(const Cast& cast, std::string_view code) {
    std::size_t j = 0;
    while (cast.donors.at(j).code != code) ++j;
    return j;
  }
  static double tie(const Scenario& s, std::string_view code) {
    return s.cast.tie[static_cast<Eigen::Index>(row(s.cast, code))];
  }
  std::string error_of_setting(const std::string& name, const std::string& value) const {
    return error_of("title = \"x\"\n", {{name, value}});
  }
  /// A state's stance, month by month.
  static std::vector<float> stances(const Scenario& s, const std::string& code, int months) {
    std::vector<float> all;
    const auto place = static_cast<int>(row(s.cast, code));
    for (const TraceEntry& e : trace_one(s, 1, months, {3, 0}).entries) {
      if (e.item == TraceItem::third_parties_donor_stance && e.place == place) {
        all.push_back(e.value);
      }
    }
    return all;
  }
};

TEST_F(CastEdits, OneCellOfOneStateIsSetInAFileOrOnTheCommandLine) {
  const Scenario plain = read("title = \"x\"\n");
  const Scenario file = read("title = \"x\"\n[actors.HU]\ntie = 0.3\n");
  const Scenario set = read("title = \"x\"\n", {{"actors.HU.tie", "0.3"}});
  EXPECT_EQ(tie(file, "HU"), 0.3);
  EXPECT_EQ(tie(file, "SK"), tie(plain, "SK"));
  EXPECT_EQ(file.digest, set.digest);
  EXPECT_NE(file.digest, plain.digest);
  EXPECT_EQ(read("title = \"x\"\n", {{"actors.HU.nato_member", "false"}})
                .cast.nato_member[row(plain.cast, "HU")],
            false);
  EXPECT_EQ(tie(read("[actors.HU]\ntie = 0.3\n", {{"actors.HU.tie", "0.4"}}), "HU"), 0.4);
}

TEST_F(CastEdits, EachColumnOfEachKindMovesTheDigest) {
  const Cast cast = read_cast(shipped("actors.toml"));
  const Scenario plain = read("title = \"x\"\n");
  std::set<std::string> digests = {plain.digest};
  std::size_t columns = 0;
  for (const std::string_view kind : kinds_with_columns()) {
    for (const CastCells& cells : cells_of(kind)) {
      Scenario changed = plain;
      const double value = cells.get(changed.cast, 1);
      cells.put(changed.cast, 1, value == 0 ? 1 : value == 1 ? 0 : value / 2);
      digests.insert(digest_of(changed));
      ++columns;
    }
  }
  EXPECT_EQ(columns, 22u);
  EXPECT_EQ(digests.size(), columns + 1);
}

TEST_F(CastEdits, DateChangesTheModelFromThatMonthOnAndNotBefore) {
  for (const char* mechanisms : {"full", "core"}) {
    const std::string head = std::string("mechanisms = \"") + mechanisms + "\"\n";
    const Scenario plain = read(head);
    const Scenario dated =
        read(head + "[actors.HU]\ninitial_stance = { value = 1, from = \"2026-05\" }\n");
    constexpr int kMonths = 30, kChange = 14;  // May 2026 is month 14, from 0
    const std::vector<float> before = stances(plain, "HU", kMonths),
                             after = stances(dated, "HU", kMonths);
    ASSERT_EQ(before.size(), static_cast<std::size_t>(kMonths));
    ASSERT_EQ(after.size(), static_cast<std::size_t>(kMonths));
    for (std::size_t month = 0; month < kMonths; ++month) {
      if (month < kChange) {
        EXPECT_EQ(after[month], before[month]) << mechanisms << " month " << month;
      } else {
        EXPECT_GT(after[month], before[month]) << mechanisms << " month " << month;
      }
    }
    EXPECT_NE(plain.digest, dated.digest);
  }
}

TEST_F(CastEdits, DateAtOrBeforeTheStartIsTheStateAtTheStart) {
  const Scenario from_start = read("[actors.HU]\ntie = { value = 0.3, from = \"2025-03\" }\n");
  const auto tables = tables_by_month(from_start.cast, from_start.start);
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].cast.tie[row(from_start.cast, "HU")], 0.3f);
  const Scenario later = read(
      "[actors.HU]\ntie = [0.8, { value = 0.5, from = \"2026-01\" }, { value = 0.3, from = "
      "\"2025-06\" }]\nthreat = { value = 0.6, from = \"2026-01\" }\n");
  const auto stages = tables_by_month(later.cast, later.start);
  ASSERT_EQ(stages.size(), 3u);
  const auto hungary = row(later.cast, "HU");
  EXPECT_EQ(stages[0].cast.tie[hungary], 0.8f);
  EXPECT_EQ(stages[1].month, 3);
  EXPECT_EQ(stages[1].cast.tie[hungary], 0.3f);
  EXPECT_EQ(stages[1].cast.threat[hungary], 0.2f);
  EXPECT_EQ(stages[2].month, 10);
  EXPECT_EQ(stages[2].cast.tie[hungary], 0.5f);
  EXPECT_EQ(stages[2].cast.threat[hungary], 0.6f);
  EXPECT_EQ(cell_history(later.cast, "donor", hungary, "tie"),
            "0.8, 0.3 from 2025-06, 0.5 from 2026-01");
}

TEST_F(CastEdits, DateOutsideTheRunIsNoted) {
  const Scenario early = read("[actors.HU]\ntie = { value = 0.3, from = \"2024-05\" }\n");
  EXPECT_THAT(
      early.notes,
      testing::ElementsAre("actors.HU.tie changes from 2024-05, before the start in 2025-03, so "
                           "it has its new value from the start"));
  Scenario late = read("[actors.HU]\ntie = { value = 0.3, from = \"2026-03\" }\n");
  EXPECT_THAT(late.notes, testing::IsEmpty());
  note_late_changes(late, 13);
  EXPECT_THAT(late.notes, testing::IsEmpty()) << "it holds in the last month";
  note_late_changes(late, 12);
  EXPECT_THAT(late.notes, testing::ElementsAre("actors.HU.tie changes from 2026-03, after the 12 "
                                               "months that are run, so it has no effect"));
}

TEST_F(CastEdits, PlainValueForgetsWhatWasToComeLater) {
  const Scenario s =
      read("[actors.HU]\ntie = { value = 0.3, from = \"2026-05\" }\n", {{"actors.HU.tie", "0.6"}});
  EXPECT_EQ(tables_by_month(s.cast, s.start).size(), 1u);
  EXPECT_EQ(s.digest, read("title = \"x\"\n", {{"actors.HU.tie", "0.6"}}).digest);
}

TEST_F(CastEdits, AMemberOfTheEuStaysEuropean) {
  const Scenario s = read("title = \"x\"\n", {{"actors.CA.european", "true"}});
  EXPECT_TRUE(s.cast.european[row(s.cast, "CA")]);
  EXPECT_NE(s.digest, read("title = \"x\"\n").digest);
  EXPECT_THAT(error_of("[actors.DE]\neuropean = false\n"),
              HasSubstr("donor DE is in the EU and not European; expected european = true"));
  EXPECT_THAT(error_of("[actors.TR]\neu_member = true\n"), HasSubstr("donor TR is in the EU"));
}

TEST_F(CastEdits, NewDonorIsARowOfTheScenario) {
  constexpr const char* kRow =
      "[actors.JP]\nkind = \"donor\"\nname = \"Japan\"\nbloc = \"far\"\neu_member = false\n"
      "nato_member = false\nparallel_guarantor = false\neuropean = false\ngdp_eur_bn = 3700\n"
      "initial_stance = 0.4\nthreat = 0.3\ntie = 0.1\ntroop_willingness = "
      "0\nbase_aid_eur_bn_per_year = 0.5\nrecorded_aid_eur_bn_per_year = 0.03\n"
      "share_of_months_without_aid = 0.88\n";
  const Scenario plain = read("title = \"x\"\n");
  const Scenario s = read(std::string("[actors]\nblocs = [\"far\"]\n") + kRow);
  ASSERT_EQ(s.cast.donors.size(), plain.cast.donors.size() + 1);
  EXPECT_EQ(s.cast.donors.back().name, "Japan");
  EXPECT_EQ(s.cast.actors.size(), plain.cast.actors.size() + 1);
  EXPECT_EQ(s.cast.blocs.back(), "far");
  EXPECT_EQ(s.cast.influence.rows(), plain.cast.influence.rows() + 1);
  for (Eigen::Index a = 0; a < s.cast.influence.rows(); ++a) {
    EXPECT_NEAR(s.cast.influence.row(a).sum(), 1, 1e-12);
  }
  EXPECT_EQ(table_of(s.cast).donors, 32);
  EXPECT_FALSE(stances(s, "JP", 12).empty());
  EXPECT_THAT(error_of(std::string("title = \"x\"\n") + kRow), HasSubstr("\"far\""));
  EXPECT_THAT(error_of("[actors.JP]\nkind = \"donor\"\nname = \"Japan\"\n"),
              HasSubstr("donor JP lacks \"bloc\""));
  EXPECT_THAT(error_of("[actors]\nblocs = [\"far\"]\n[actors.HU]\ntie = 0.1\n"),
              HasSubstr("bloc \"far\" has no donor"));
}

TEST_F(CastEdits, CellsThatAScenarioSetsAreAmongItsSettings) {
  const Scenario s =
      read("title = \"x\"\n", {{"actors.HU.tie", "{ value = 0.3, from = \"2026-05\" }"}});
  const ResolvedSetting last = resolved_settings(s).back();
  EXPECT_EQ(last.name, "actors.HU.tie");
  EXPECT_EQ(last.kind, "actor");
  EXPECT_EQ(last.value, "0.9, 0.3 from 2026-05");
  EXPECT_EQ(resolved_settings(read("title = \"x\"\n")).back().kind == "actor", false);
}

TEST_F(CastEdits, MistakeIsReportedAtItsPlace) {
  EXPECT_THAT(error_of("title = \"x\"\n[actors.HU]\ntie = 3\n"),
              HasSubstr("scenario.toml:3:7: tie of donor HU is 3; expected 0 to 1"));
  EXPECT_THAT(
      error_of_setting("actors.HU.tye", "0.3"),
      HasSubstr("--set actors.HU.tye: unknown column \"tye\" of HU; did you mean \"tie\"?"));
  for (const char* typed : {"Hungary", "HUN", "hu", "Hungry"}) {
    EXPECT_THAT(error_of_setting(fmt::format("actors.{}.tie", typed), "0.3"),
                testing::EndsWith("did you mean \"HU\" (Hungary)?"));
  }
  EXPECT_THAT(error_of_setting("actors.EST.tie", "0.3"),
              HasSubstr("did you mean \"EE\" (Estonia)?"))
      << "the name decides before Spain's code";
  EXPECT_THAT(error_of_setting("actors.Atlantis.tie", "0.3"),
              HasSubstr("expected a code of two capital letters"));
  EXPECT_THAT(error_of_setting("actors.XX.tie", "0.3"),
              HasSubstr(" new one has kind = \"donor\", \"patron\" or \"buyer\""));
  EXPECT_THAT(error_of_setting("actors.CN.intercept", "0.3"),
              HasSubstr("expected actors.CN.patron.intercept or actors.CN.buyer.intercept"));
  EXPECT_EQ(error_of_setting("actors.CN.buyer.intercept", "-2"), "");
  EXPECT_THAT(error_of_setting("actors.CN.supply_weight", "0.9"),
              HasSubstr("the patrons' supply_weight sum to 1.4; expected 1"));
  EXPECT_THAT(error_of_setting("actors.HU.gdp_eur_bn", "{ value = 300, from = \"2026-05\" }"),
              HasSubstr("holds for the whole trial and takes no date"));
  EXPECT_THAT(error_of_setting("actors.CN.initial_support", "{ value = 0.3, from = \"2026-05\" }"),
              HasSubstr("takes no date"));
  EXPECT_THAT(error_of_setting("actors.HU.tie", "{ value = 0.3, from = \"May\" }"),
              HasSubstr("actors.HU.tie.from is the text \"May\"; expected a month from"));
  EXPECT_THAT(error_of_setting("actors.CN.buyer.intercept", "{ value = true, from = \"2026-05\" }"),
              HasSubstr("actors.CN.buyer.intercept.value is true; expected"));
  EXPECT_THAT(error_of_setting("actors.HU.tie", "{ value = 0.3 }"), HasSubstr("lacks \"from\""));
  EXPECT_THAT(error_of_setting("actors.RU.tie", "0.3"), HasSubstr("unknown column \"tie\" of RU"));
  EXPECT_THAT(error_of_setting("actors.HU.bloc", "\"suth\""), HasSubstr("did you mean \"south\"?"));
}

}  // namespace
}  // namespace armistice
