// The line that a fault ends with replays the trial, whatever the scenario is called and whatever
// was laid over it.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiments/commands/replay_line.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/sweep/factor_choice.hpp"
#include "experiments/sweep/point_runner.hpp"
#include "experiments/trials/batch.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Answer;
/// The scalar kernel, except that no trial has a number of casualties.
void run_broken(const BatchInput& input, const BatchOutput& output) {
  kernel_named("scalar").run(input, output);
  output.results[static_cast<int>(Result::russian_casualties_thousand)] = std::nanf("");
}

class Replay : public support::Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    std::filesystem::create_directories(folder_ / "it's $HOME");
    std::ofstream(folder_ / "it's $HOME/a+b.toml")
        << "extends = \"status_quo\"\nwith = [\"nato_provokes\"]\n[levers]\nmediation = 0.25\n";
    std::ofstream(folder_ / "over it.toml") << "extends = \"status_quo\"\n[levers]\nus_backup = "
                                               "0.75\n";
  }

  /// What is said when trial 3 of a command with these words goes wrong.
  std::string said(const Scenario& scenario, const std::vector<std::string>& words) const {
    Kernel broken = kernel_named("scalar");
    broken.run = run_broken;
    const BatchContext context(scenario, 7, 24);
    GroupRunner runner(context, broken, false, false);
    const TrialAddress trial{3, 5};
    try {
      runner.run(&trial, 1);
    } catch (const TrialFault& fault) {
      return fault.what() + settings_for_replay(words);
    }
    ADD_FAILURE() << "the broken kernel broke nothing";
    return "";
  }

  Answer run_line(const std::string& line) const {
    EXPECT_TRUE(line.starts_with("armistice trace ")) << line;
    return run(line.substr(10) + " --json");
  }

  /// The line is run as it stands, with --json behind it: it must show that trial of the scenario.
  void expect_replayed(const Scenario& scenario, const std::string& message) const {
    const std::size_t at = message.find("replay it with: ");
    ASSERT_NE(at, std::string::npos) << message;
    const std::string line = message.substr(at + 16);
    const Answer answer = run_line(line);
    ASSERT_EQ(answer.status, 0) << line << "\n" << answer.err;
    const auto json = nlohmann::json::parse(answer.out);
    EXPECT_EQ(json.at("scenario").at("digest"), scenario.digest) << line;
    EXPECT_EQ(json.at("seed"), 7);
    EXPECT_EQ(json.at("trial"), 3);
    EXPECT_EQ(json.at("replicate"), 5);
    EXPECT_EQ(json.at("horizon_months"), 24);
  }

  void expect_replayed(const std::string& file, const std::vector<Setting>& settings,
                       const std::vector<std::string>& words) const {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder_);  // paths are relative to where the user is
    const Scenario scenario = read_scenario(file, settings);
    std::filesystem::current_path(before);
    expect_replayed(scenario, said(scenario, words));
  }
};

TEST_F(Replay, OfAScenarioAsItComes) {
  expect_replayed("it's $HOME/a+b.toml", {}, {"armistice", "run", "it's $HOME/a+b.toml"});
}

TEST_F(Replay, OfSettingsInBothSpellings) {
  expect_replayed(
      "it's $HOME/a+b.toml",
      {{"levers.european_forces", "{ intensity = 1, start_month = 3 }"}, {"rule", "rational"}},
      {"armistice", "run", "it's $HOME/a+b.toml", "--set",
       "levers.european_forces={ intensity = 1, start_month = 3 }", "--set=rule=rational",
       "--trials", "100"});
}

TEST_F(Replay, OfWhatIsLaidOverIt) {
  expect_replayed(
      "it's $HOME/a+b.toml",
      {{"with", "\"europe_only\""}, {"with", "\"over it.toml\""}, {"levers.mediation", "1"}},
      {"armistice", "run", "it's $HOME/a+b.toml", "--with", "europe_only", "--with=over it.toml",
       "--set", "levers.mediation=1"});
}

TEST_F(Replay, OfAPointOfASweepWithEverything) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  SweepPlan plan;
  plan.settings = {{"with", "\"over it.toml\""}, {"levers.mediation", "1"}};
  plan.scenario = read_scenario("it's $HOME/a+b.toml", plan.settings);
  plan.design.kind = DesignKind::kLatinHypercube;
  plan.design.samples = 2;
  plan.replicates = 1;
  add_factor(plan, "rule=rational,prospect");
  plan.design = checked(std::move(plan.design));
  plan.outcomes = {Share::kNegotiatedAll};
  Kernel broken = kernel_named("scalar");
  broken.run = run_broken;
  RunSettings run;
  run.horizon_months = 24;
  run.seed = 7;
  run.timeline = run.donors = false;
  run.kernel = &broken;
  const SweepBlock block = PointRunner(plan, checked_settings(run)).run(0, 2);
  const Scenario first = read_scenario(
      "it's $HOME/a+b.toml", {{"with", "\"over it.toml\""},
                              {"levers.mediation", "1"},
                              {"rule", value_text(plan.design.factors[0], block.values[0])}});
  std::filesystem::current_path(before);
  ASSERT_EQ(block.failures.size(), 2u);
  const Answer answer = run_line(block.failures[0].replay);
  ASSERT_EQ(answer.status, 0) << block.failures[0].replay << answer.err;
  const auto json = nlohmann::json::parse(answer.out);
  EXPECT_EQ(json.at("scenario").at("digest"), first.digest) << block.failures[0].replay;
  EXPECT_EQ(json.at("seed"), 7);
}

}  // namespace
}  // namespace armistice
