// Five trials of different endings, told as they were told before: a change of results shows here
// first. tools/golden writes them again, once the change is meant and explained in CHANGELOG.md.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "experiments/findings/trace.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/trials/trial_trace.hpp"

namespace armistice {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(ARMISTICE_SOURCE_DIR) / "tests" / "golden";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The first line that differs, for a message of bearable length.
std::string first_difference(const std::string& golden, const std::string& now) {
  std::istringstream a(golden), b(now);
  std::string was, is;
  for (int line = 1; std::getline(a, was) && std::getline(b, is); ++line) {
    if (was != is) {
      return "line " + std::to_string(line) + "\n  was " + was + "\n  is  " + is;
    }
  }
  return "one is longer than the other";
}

TEST(GoldenTraces, AreToldAsTheyWere) {
  std::ifstream list(kFolder / "traces.csv");
  std::string name, scenario, trial, horizon, ending;
  std::getline(list, name);  // the header
  ASSERT_EQ(name, "name,scenario,trial,horizon,ending");
  std::set<std::string> endings;
  while (std::getline(list, name, ',') && std::getline(list, scenario, ',') &&
         std::getline(list, trial, ',') && std::getline(list, horizon, ',') &&
         std::getline(list, ending)) {
    const Scenario read = read_scenario(find_scenario(scenario), {});
    const TrialAddress address{static_cast<std::uint32_t>(std::stoul(trial)), 0};
    const int months = std::stoi(horizon);
    const std::string golden = text_of(kFolder / (name + ".txt"));
    const std::string now =
        printed(account_of({read, trace_one(read, 1, months, address), address, 1, months}));
    EXPECT_TRUE(golden == now) << name << ": " << first_difference(golden, now)
                               << "\nif that is meant: tools/golden, and CHANGELOG.md says why";
    EXPECT_NE(now.find(ending), std::string::npos) << name;
    endings.insert(ending);
  }
  EXPECT_EQ(endings.size(), 5u) << "of different endings";
}

}  // namespace
}  // namespace armistice
