// What a person reads fits a terminal of 100 columns, whichever command says it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "experiments/commands/command.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

struct LineWidth : support::Program {
  /// Runs it and looks at each line of its answer. Paths, and commands to be typed next, are as
  /// long as they are.
  void expect_to_fit(const std::string& arguments) {
    looked_at.insert(arguments.substr(0, arguments.find(' ')));
    const support::Answer answer = run(arguments);
    EXPECT_EQ(answer.status, 0) << arguments << "\n" << answer.err;
    EXPECT_NE(answer.out, "") << arguments;
    std::istringstream lines(answer.out);
    for (std::string line; std::getline(lines, line);) {
      const bool whole = line.find(" /") != std::string::npos || line.starts_with("Next: ");
      EXPECT_TRUE(whole || width_of(line) <= kLineWidth)
          << "armistice " << arguments << ": " << width_of(line) << " columns:\n"
          << line;
    }
  }

  std::set<std::string> looked_at;
};

TEST_F(LineWidth, OfEveryCommandIsAtMostThatOfATerminal) {
  const std::string few = " --trials 64 --horizon 24";
  const std::string both = " status_quo peace_through_strength", pair = both + few;
  expect_to_fit("run status_quo" + few + " --by 2026-12");
  expect_to_fit("run" + pair + " --record all --out run");
  expect_to_fit("compare" + pair + " --by 2026-12");
  expect_to_fit("attribute peace_through_strength --reference status_quo" + few);
  expect_to_fit("pivotal status_quo" + few);
  expect_to_fit("trace peace_through_strength --trial 3 --horizon 48");
  expect_to_fit("search peace_through_strength --finalists 3" + few);
  expect_to_fit("information" + both + " --trials 128 --horizon 24");
  expect_to_fit("validate --only definitions --trials 1000");
  expect_to_fit("backtest status_quo --from 2024-11 --trials 100");
  expect_to_fit("calibrate status_quo --points 32 --replicates 32 --draws 32 --moves 1 --waves 1");
  const std::string sweep =
      "sweep status_quo --design lhs --samples 32 --replicates 2 --horizon 12";
  expect_to_fit(sweep + " --out sweep");
  expect_to_fit("analyse sweep --outcome all --bootstrap 100");
  expect_to_fit("analyse sweep --bootstrap 100 --out analysis");
  for (const std::string shard : {"1", "2"}) {
    expect_to_fit(sweep + " --shard " + shard + "/2 --out shard_" + shard);
  }
  expect_to_fit("verify sweep");
  expect_to_fit("doctor");
  expect_to_fit("report run --out page.html");
  looked_at.insert("explore");  // needs a build with ARMISTICE_WEB: tools/page-test --web
  expect_to_fit("merge shard_1 shard_2 --out merged");
  for (const char* scenario :
       {"status_quo", "peace_through_strength", "korea_1953", "nato_provokes",
        "europe_only --with no_us_backup --set actors.DE.tie=0.2 --set levers.us_backup=0.3"}) {
    expect_to_fit(std::string("check ") + scenario);
  }
  for (const char* list : {"parameters", "levers", "actors", "scenarios"}) expect_to_fit(list);

  for (const CommandEntry* entry : command_entries()) {
    const std::string name(entry->name);
    EXPECT_TRUE(looked_at.contains(name)) << "nobody looks at what " << name << " says";
    expect_to_fit(name + " --help");
  }
  expect_to_fit("--help");
}

}  // namespace
}  // namespace armistice
