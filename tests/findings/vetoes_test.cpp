#include "experiments/findings/vetoes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/input/scenario_files.hpp"
#include "experiments/report/csv_table.hpp"
#include "experiments/report/printed.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

struct Vetoes {
  std::int64_t hungary_refused_a_renewal = 0;  // trials in which it was the most reluctant
  Scenario scenario = read_scenario(find_scenario("peace_through_strength"), {});
  Ensemble ensemble = run_ensemble(
      scenario, {.trials = 400, .horizon_months = 60, .timeline = false, .nested_sets = 2},
      counting());
  std::string csv = csv_of(vetoes_table(scenario, ensemble));

  RunHooks counting() {
    RunHooks hooks;
    hooks.sink = [this](const TrialBlock& block) {
      int hungary = 0;
      while (scenario.cast.donors[static_cast<std::size_t>(hungary)].code != "HU") ++hungary;
      for (int i = 0; i < block.trials; ++i) {
        hungary_refused_a_renewal +=
            block.donor_result(hungary, DonorResult::renewal_refusals, i) > 0;
      }
    };
    return hooks;
  }
};

const Vetoes& run() {
  static const Vetoes all;
  return all;
}

/// Returns the cells of one ballot, by actor.
std::map<std::string, std::vector<std::string>> rows_of(const std::string& csv,
                                                        const std::string& ballot) {
  std::map<std::string, std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    if (cells[0] == ballot) rows[cells[1]] = cells;
  }
  return rows;
}

TEST(Vetoes, RefusalsOfTheStatesAddUpToThoseOfTheBallot) {
  int refused = 0;
  for (const char* ballot :
       {"eu_accession", "nato_accession", "nato_promise", "sanctions_renewal"}) {
    const auto rows = rows_of(run().csv, ballot);
    ASSERT_TRUE(rows.contains("all")) << ballot;
    double refusals = 0;
    for (const auto& [actor, cells] : rows) {
      if (actor != "all") refusals += std::stod(cells[4]);
      EXPECT_LE(std::stoi(cells[5]), std::stoi(rows.at("all")[5])) << actor;
      EXPECT_NEAR(std::stod(cells[6]), std::stod(cells[5]) / 400, 1e-12) << actor;
    }
    EXPECT_NEAR(refusals, std::stod(rows.at("all")[4]), 1e-9) << ballot;
    refused += std::stod(rows.at("all")[4]) > 0;
  }
  EXPECT_GT(refused, 1) << "nothing was looked at";
}

TEST(Vetoes, TrialsAreCountedOnceHoweverOftenAStateRefused) {
  const auto rows = rows_of(run().csv, "sanctions_renewal");
  EXPECT_GT(run().hungary_refused_a_renewal, 0);
  EXPECT_EQ(std::stoll(rows.at("HU")[5]), run().hungary_refused_a_renewal);
  EXPECT_GT(std::stod(rows.at("HU")[4]), std::stod(rows.at("HU")[6])) << "some refused twice";
}

TEST(Vetoes, OnlyStatesWithAVoteHaveARow) {
  const auto eu = rows_of(run().csv, "eu_accession"), nato = rows_of(run().csv, "nato_promise");
  EXPECT_TRUE(eu.contains("HU"));
  EXPECT_FALSE(eu.contains("UK"));
  EXPECT_FALSE(eu.contains("US"));
  EXPECT_TRUE(nato.contains("UK"));
  EXPECT_TRUE(nato.contains("US"));
  EXPECT_FALSE(nato.contains("AT"));
}

TEST(Vetoes, TheSummaryTellsTheEuFromNatoAndNamesAState) {
  Report report;
  add_vetoes(report, run().scenario, run().ensemble);
  const std::string text = printed(report);
  EXPECT_THAT(text, HasSubstr("EU membership: "));
  EXPECT_THAT(text, HasSubstr("renewing EU sanctions: "));
  EXPECT_THAT(text, HasSubstr("the first to refuse: "));
  EXPECT_THAT(text, HasSubstr("Hungary"));
}

}  // namespace
}  // namespace armistice
