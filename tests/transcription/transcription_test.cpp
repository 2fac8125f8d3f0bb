// The second reading: what docs/model.md says, written once more by another hand, against the
// program. A difference is a fault of the page, of the program, or of the transcription.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/program.hpp"
#include "tests/transcription/replay.hpp"
#include "tests/transcription/summary.hpp"

namespace transcription {
namespace {

constexpr double kStandardErrors = 4;

using Settings = std::map<std::string, std::string>;

/// What a trace does not tell makes no difference: noise is off, and no ballot hangs on the private
/// costs of a state. Washington's are found from what the trace tells of its assurance.
const Settings kUntold{{"parameters.oil_market.shock", "0"},
                       {"parameters.donors.initial_noise", "0"},
                       {"parameters.donors.shock", "0"},
                       {"parameters.donors.election_rate", "0"},
                       {"parameters.united_states.initial_noise", "0"},
                       {"parameters.united_states.noise", "0"},
                       {"parameters.united_states.change_noise", "0"},
                       {"parameters.wind_down.execution_noise", "0"},
                       {"parameters.front.momentum_pct", "0"},
                       {"parameters.front.white_noise_pct", "0"},
                       {"parameters.front.breakthrough_rate", "0"},
                       {"parameters.patrons.challenge_rate", "0"}};

/// No union is ready within the horizon, and the force is a matter of degree.
const Settings kNoBallots{{"parameters.accession.eu_pace", "0.003"},
                          {"parameters.accession.eu_pace_fast", "0.004"},
                          {"parameters.accession.nato_pace_fast", "0.007"},
                          {"parameters.presence.quorum", "0.8"},
                          {"parameters.signals.staying_nato_progress", "0"},
                          {"parameters.united_states.vote_threshold_at_war", "0.2"},
                          {"parameters.united_states.vote_threshold_after_stop", "0.2"}};
const Settings kEverybodySaysYes{{"parameters.accession.eu_vote_base", "3"},
                                 {"parameters.accession.nato_vote_base", "3"},
                                 {"parameters.united_states.vote_threshold_at_war", "-3"},
                                 {"parameters.united_states.vote_threshold_after_stop", "-3"}};
const Settings kEverybodySaysNo{{"parameters.accession.eu_vote_base", "-3"},
                                {"parameters.accession.nato_vote_base", "-3"},
                                {"parameters.united_states.vote_threshold_at_war", "3"},
                                {"parameters.united_states.vote_threshold_after_stop", "3"}};
const Settings kAmericaDecides{{"parameters.accession.eu_vote_base", "3"},
                               {"parameters.accession.nato_vote_base", "3"},
                               {"parameters.united_states.vote_threshold_at_war", "0.6"},
                               {"parameters.united_states.vote_threshold_after_stop", "0.6"}};
const std::map<std::string, Settings> kWorlds{{"no ballots", kNoBallots},
                                              {"everybody says yes", kEverybodySaysYes},
                                              {"everybody says no", kEverybodySaysNo},
                                              {"America decides", kAmericaDecides}};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
  return cells;
}

/// Lines of a table without quoted cells, by column.
std::vector<std::map<std::string, std::string>> table_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> header = cells_of(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = cells_of(line);
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < header.size(); ++i)
      row[header[i]] = i < cells.size() ? cells[i] : "";
  }
  return rows;
}

/// Whether a row is one of those that a result is about: "relapsed|outcome=defeat".
bool meets(const std::map<std::string, std::string>& row, const std::string& result) {
  std::stringstream in(result);
  std::string condition;
  std::getline(in, condition, '|');  // the column itself
  while (std::getline(in, condition, '|')) {
    const auto equals = condition.find('=');
    if (row.at(condition.substr(0, equals)) != condition.substr(equals + 1)) return false;
  }
  return true;
}

Mean mean_of(const std::vector<double>& values) {
  Mean mean;
  for (const double value : values) mean.add(value);
  return mean;
}

/// The mean square deviation: luck spreads alike in both.
Mean spread_of(const std::vector<double>& values) {
  const double centre = mean_of(values).mean();
  Mean spread;
  for (const double value : values) spread.add((value - centre) * (value - centre));
  return spread;
}

class SecondReading : public armistice::support::Program {
 protected:
  Scenario read(const std::string& run) const {
    return read_scenario((folder_ / run / "parameters.csv").string(),
                         ARMISTICE_SOURCE_DIR "/scenarios/actors.toml");
  }

  /// What the program says that a scenario is.
  Scenario resolve(const std::string& scenario) const {
    std::filesystem::remove_all(folder_ / "resolved");
    const auto answer = run("run " + scenario + " --trials 1 --horizon 12 --out resolved");
    EXPECT_EQ(answer.status, 0) << answer.err;
    return read("resolved");
  }

  /// Writes fixed.toml: a scenario with every number fixed, somewhere in its range.
  void fix(const std::string& scenario, unsigned seed, const std::vector<Settings>& world,
           bool levers) const {
    const Scenario from = resolve(scenario);
    std::mt19937 generator(seed);
    const auto uniform = [&](double low, double high) {
      return low + (high - low) * std::generate_canonical<double, 53>(generator);
    };
    const auto coin = [&] { return uniform(0, 1) < 0.5 ? 0.0 : 1.0; };
    Settings settings;
    for (const Setting& p : from.parameters) {
      const Distribution& d = p.distribution;
      if (d.law == Law::kConstant) continue;
      const double value = d.law == Law::kBernoulli ? coin() : uniform(d.low, d.high);
      settings[p.name] = std::to_string(value);
    }
    for (const Lever& lever : from.levers) {
      const double value = lever.at_once ? coin() : uniform(0, 1);
      const char* when[] = {"always", "no_agreement_by_month:20", "after_stop", "after_breach"};
      const auto which = static_cast<std::size_t>(uniform(0, std::size(when)));
      if (!levers) continue;
      settings[lever.name] =
          "{ intensity = " + std::to_string(value) + ", when = \"" + when[which] + "\" }";
    }
    for (const Settings& more : world) {
      for (const auto& [name, value] : more) settings[name] = value;
    }
    std::ofstream out(folder_ / "fixed.toml");
    out << "extends = \"" << scenario << "\"\ntitle = \"Fixed\"\n";
    for (const auto& [name, value] : settings) out << name << " = " << value << "\n";
  }

  /// Follows one trial of fixed.toml.
  void follow(const std::string& what, unsigned seed) {
    const Scenario fixed = resolve("fixed.toml");
    const auto answer = run("trace fixed.toml --format csv --seed " + std::to_string(seed));
    ASSERT_EQ(answer.status, 0) << answer.err;
    const Chance chance = replay(fixed, read_trace((folder_ / "stdout").string()));
    for (const auto& [row, parting] : chance.parted()) {
      ADD_FAILURE() << what << ": " << row << ", first in month " << parting.month << ", "
                    << parting.count << " times: " << parting.mine << " by docs/model.md, "
                    << parting.theirs << " by the program";
    }
    for (const auto& [row, times] : chance.compared()) compared_[row] += times;
    for (const auto& [item, frequency] : chance.events()) {
      Frequency& all = events_[item];
      all.happened += frequency.happened;
      all.expected += frequency.expected;
      all.variance += frequency.variance;
      all.impossible += frequency.impossible;
    }
  }

  void follow_worlds(const std::string& scenario, bool levers, unsigned rounds) {
    unsigned seed = 0;
    for (unsigned round = 0; round < rounds; ++round) {
      for (const auto& [world, settings] : kWorlds) {
        fix(scenario, ++seed, {kUntold, settings}, levers);
        follow(scenario + ", " + world + ", seed " + std::to_string(seed), seed);
      }
    }
    for (const auto& [item, frequency] : events_) {
      EXPECT_EQ(frequency.impossible, 0) << item;
      EXPECT_LE(std::fabs(frequency.happened - frequency.expected),
                kStandardErrors * std::sqrt(frequency.variance) + 1)
          << item << ": happened " << frequency.happened << " times, expected "
          << frequency.expected;
    }
    // What a trace tells in months of war and of peace; else nothing was compared.
    for (const char* row :
         {"war,world,movement_pct", "outlook,putin,value_of_fighting_on",
          "wind_down,zelensky,advantage_of_fighting", "talks,talks,probability_of_signing",
          "peace,putin,advantage_of_attacking", "third_parties,DE,stance",
          "institutions,HU,utility_of_eu_yes_over_no", "month_end,world,occupied_share_pct"}) {
      EXPECT_GT(compared_[row], 0) << row;
    }
    EXPECT_GT(compared_.size(), 220U);
  }

  /// Runs both, each with its own luck.
  void compare_summaries(const std::string& scenario) const {
    constexpr int kTrials = 3000, kHorizon = 120;
    const auto answer = run("run " + scenario + " --trials " + std::to_string(kTrials) +
                            " --seed 1 --out theirs --quiet");
    ASSERT_EQ(answer.status, 0) << answer.err;
    const Summary mine = run_trials(read("theirs"), kTrials, kHorizon, 1);
    compare_shares(mine);
    compare_results(mine);
    compare_months(mine);
  }

  void compare_shares(const Summary& mine) const {
    std::set<std::string> seen;
    for (const auto& row : table_of(folder_ / "theirs" / "outcomes.csv")) {
      const std::string name = row.at("outcome") + "," + row.at("detail");
      const auto found = mine.shares.find(name);
      if (found == mine.shares.end()) continue;
      seen.insert(name);
      const double n = found->second.count, share = std::stod(row.at("share"));
      const double both = ((share + found->second.mean()) * n + 1) / (2 * n + 2);
      EXPECT_NEAR(found->second.mean(), share,
                  kStandardErrors * std::sqrt(both * (1 - both) * 2 / n))
          << name;
    }
    EXPECT_EQ(seen.size(), mine.shares.size()) << "a row of outcomes.csv has another name now";
  }

  void compare_results(const Summary& mine) const {
    std::map<std::string, std::vector<double>> theirs;
    for (const auto& row : table_of(folder_ / "theirs" / "trials.csv")) {
      for (const auto& [name, expected] : mine.results) {
        const auto comma = name.find(',');
        const bool happened = comma != std::string::npos;
        const std::string column =
            happened ? name.substr(comma + 1) : name.substr(0, name.find('|'));
        const std::string& value = row.at(column);
        if (happened) theirs[name].push_back(!value.empty());
        if (!happened && meets(row, name) && !value.empty()) {
          theirs[name].push_back(std::stod(value));
        }
      }
    }
    for (const auto& [name, values] : mine.results) {
      const std::vector<double>& others = theirs[name];
      if (values.size() < kFew || others.size() < kFew) continue;
      compare_means(mean_of(values), mean_of(others), name);
      compare_means(spread_of(values), spread_of(others), "squared deviation of " + name);
    }
  }

  static void compare_means(const Mean& mine, const Mean& theirs, const std::string& name) {
    const double rare = 1 / mine.count / mine.count;  // where nobody saw it vary
    EXPECT_NEAR(mine.mean(), theirs.mean(),
                kStandardErrors * std::sqrt(mine.error_squared() + theirs.error_squared() + rare))
        << name;
  }

  void compare_months(const Summary& mine) const {
    std::size_t seen = 0;
    for (const auto& row : table_of(folder_ / "theirs" / "timeline.csv")) {
      const std::string name = row.at("month") + "," + row.at("quantity");
      const auto found = mine.months.find(name);
      if (found == mine.months.end()) continue;
      ++seen;
      const Mean& mean = found->second;
      const double rare = 1 / mean.count / mean.count;
      EXPECT_NEAR(mean.mean(), std::stod(row.at("mean")),
                  kStandardErrors * std::sqrt(2 * mean.error_squared() + rare))
          << name;
    }
    EXPECT_EQ(seen, mine.months.size()) << "a quantity of timeline.csv has another name now";
  }

 private:
  static constexpr std::size_t kFew = 30;  // too few for a standard error
  std::map<std::string, int> compared_;
  std::map<std::string, Frequency> events_;
};

TEST_F(SecondReading, MonthsOfTheStatusQuoAgree) { follow_worlds("status_quo", false, 2); }
TEST_F(SecondReading, MonthsOfThePlanAgree) { follow_worlds("peace_through_strength", false, 2); }
TEST_F(SecondReading, MonthsOfThePlanAfterTalksAgree) {
  follow_worlds("negotiate_then_unilateral", false, 2);
}
TEST_F(SecondReading, MonthsAgreeWithLeversDrawnAtRandom) { follow_worlds("status_quo", true, 3); }

TEST_F(SecondReading, SharesOfTheStatusQuoAgree) { compare_summaries("status_quo"); }
/// What is left is luck: noise of the front, lumps of aid, elections, challenges, breakthroughs.
TEST_F(SecondReading, LuckAgreesWhereEveryNumberIsFixed) {
  fix("status_quo", 1, {}, false);
  compare_summaries("fixed.toml");
}
TEST_F(SecondReading, SharesOfThePlanAgree) { compare_summaries("peace_through_strength"); }
TEST_F(SecondReading, SharesOfThePlanAfterTalksAgree) {
  compare_summaries("negotiate_then_unilateral");
}

}  // namespace
}  // namespace transcription
