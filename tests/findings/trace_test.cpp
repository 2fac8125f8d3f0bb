// The account of a trial says what its declarations say that it says, and misses nothing in
// silence.
#include "experiments/findings/trace.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/report/printed.hpp"

namespace armistice {
namespace {

constexpr int kHorizonMonths = 120;
constexpr std::uint64_t kSeed = 5;
constexpr std::uint32_t kTrials = 4;

struct Told {
  Scenario scenario;
  TrialAddress address;
  TrialTrace trace;
  std::string text;
};

std::string account(const Told& told, const TrialTrace& trace) {
  return printed(account_of({told.scenario, trace, told.address, kSeed, kHorizonMonths}));
}

/// The account, or the message that says what it misses.
std::string text_of(const Told& told, const TrialTrace& trace) {
  try {
    return account(told, trace);
  } catch (const Error& error) {
    return error.what();
  }
}

std::string path_of(TraceItem item) {
  const TraceItemDeclaration& declared = declaration_of(item);
  return std::string(declared.step) + "/" + declared.actor + "/" + declared.name;
}

/// Trials in which between them everything happens that an account can tell of.
const std::vector<Told>& told_trials() {
  static const std::vector<Told> all = [] {
    std::vector<std::vector<Setting>> variants{{{"mechanisms", "core"}},
                                               {{"mechanisms", "full"}},
                                               {{"relapse", "game"},
                                                {"levers.guarantee_scope", "0"},
                                                {"switches.kyiv_decides", "false"},
                                                {"parameters.reinvasion.rate", "0.3"}},
                                               {{"war", "walk"}, {"switches.nuclear_tail", "true"}},
                                               {{"rule", "equilibrium"}},
                                               // Forces that are attacked, and clashes.
                                               {{"levers.european_forces", "1"},
                                                {"parameters.presence.attack_rate", "0.2"},
                                                {"parameters.presence.clash_rate", "0.2"}},
                                               // A member that loses ground, so that all
                                               // guarantees are tested.
                                               {{"initial.eu_progress", "1"},
                                                {"initial.nato_progress", "1"},
                                                {"levers.nato_before_ceasefire", "1"},
                                                {"levers.nato_fast_track", "1"},
                                                {"levers.eu_fast_track", "1"},
                                                {"levers.european_forces", "1"},
                                                {"levers.parallel_guarantees", "1"},
                                                {"levers.us_backup", "1"},
                                                {"switches.vetoes", "false"},
                                                {"parameters.guarantors.test_pct", "0"}}};
    std::vector<Told> told;
    for (const std::vector<Setting>& settings : variants) {
      const Scenario scenario =
          read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", settings);
      for (std::uint32_t k = 0; k < kTrials; ++k) {
        const TrialAddress address{k, 0};
        told.push_back(
            {scenario, address, trace_one(scenario, kSeed, kHorizonMonths, address), ""});
        told.back().text = text_of(told.back(), told.back().trace);
      }
    }
    return told;
  }();
  return all;
}

std::vector<TraceItem> declared_items() {
  std::vector<TraceItem> items;
  for (const TraceItemDeclaration& declared : kTraceItems) {
    items.push_back(static_cast<TraceItem>(&declared - kTraceItems));
  }
  return items;
}

TEST(TraceAccount, EachDeclaredFigureIsRecordedInSomeTrial) {
  std::set<TraceItem> recorded;
  for (const Told& told : told_trials()) {
    for (const TraceEntry& e : told.trace.entries) recorded.insert(e.item);
  }
  for (const TraceItem item : declared_items()) {
    EXPECT_TRUE(recorded.contains(item))
        << "agents/interface/trace_items.def: no trial has " << path_of(item);
  }
}

/// Whether the account of some trial changes if all values of an item do.
bool text_tells(TraceItem item) {
  for (const Told& told : told_trials()) {
    TrialTrace changed = told.trace;
    for (const float moved_to : {0.F, 1.F}) {
      bool moved = false;  // else the account is what it was
      for (TraceEntry& e : changed.entries) {
        if (e.item != item || e.value == moved_to) continue;
        e.value = moved_to;
        moved = true;
      }
      if (moved && text_of(told, changed) != told.text) return true;
    }
  }
  return false;
}

TEST(TraceAccount, FiguresDeclaredAsPrintedAreThoseThatItTells) {
  for (const TraceItem item : declared_items()) {
    EXPECT_EQ(text_tells(item), declaration_of(item).printed)
        << path_of(item) << ": agents/interface/trace_items.def says otherwise";
  }
}

/// Without every entry of an item an account is another, or says which figure it misses.
TEST(TraceAccount, APrintedFigureThatIsMissingIsNoticed) {
  int named = 0;
  for (const TraceItem item : declared_items()) {
    if (!declaration_of(item).printed) continue;
    bool noticed = false;
    for (const Told& told : told_trials()) {
      TrialTrace without = told.trace;
      std::erase_if(without.entries, [item](const TraceEntry& e) { return e.item == item; });
      const std::string text = text_of(told, without);
      if (text == told.text) continue;
      noticed = true;
      named += text.find("has no " + path_of(item)) != std::string::npos;
      break;
    }
    EXPECT_TRUE(noticed) << path_of(item);
  }
  EXPECT_GT(named, 20);
}

TEST(TraceAccount, TheValuesThatALeaderComparesAddUpToWhatIsBetterByHowMuch) {
  static const std::regex kLine(
      R"((Putin|Zelensky)\s+fighting\s+on\s+(\S+),\s+stopping\s+(-?[\d.]+)([^:]*):)"
      R"(\s+fighting\s+is\s+(better|worse)\s+by\s+([\d.]+);)");
  static const std::regex kCost(R"(stopping\s+costs\s+(-?[\d.]+))");
  int seen = 0;
  for (const Told& told : told_trials()) {
    for (std::sregex_iterator line(told.text.begin(), told.text.end(), kLine), end; line != end;
         ++line) {
      const double sign = (*line)[5] == "better" ? 1 : -1;
      const std::string more = (*line)[4];
      std::smatch cost;
      const bool costs = std::regex_search(more, cost, kCost);
      const double difference =
          std::stod((*line)[2]) - std::stod((*line)[3]) + (costs ? std::stod(cost[1]) : 0);
      // Each of the printed figures is rounded to the third place.
      EXPECT_NEAR(difference, sign * std::stod((*line)[6]), 0.0021) << line->str();
      seen += (*line)[1] == "Zelensky" ? 1 : 0;
    }
  }
  EXPECT_GT(seen, 100);
}

TEST(TraceAccount, ALullIsToldWithTheMonthsThatItTakes) {
  for (const auto& [months, words] : {std::pair{"6", "month 1 of 6 with"}, {"3", "month 1 of 3"}}) {
    const Scenario scenario = read_scenario(
        ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml",
        {{"switches.kyiv_decides", "false"}, {"parameters.wind_down.lull_months", months}});
    bool told = false;
    for (std::uint32_t k = 0; k < 20 && !told; ++k) {
      const TrialTrace trace = trace_one(scenario, kSeed, kHorizonMonths, {k, 0});
      told = account({scenario, {k, 0}, trace, ""}, trace).find(words) != std::string::npos;
    }
    EXPECT_TRUE(told) << words;
  }
}

TEST(TraceAccount, AFigureThatIsMissingIsAFaultOfOursThatIsNamed) {
  const Told& told = told_trials().front();
  TrialTrace without = told.trace;
  std::erase_if(without.entries, [](const TraceEntry& e) {
    return e.item == TraceItem::third_parties_united_states_stance;
  });
  try {
    account(told, without);
    FAIL() << "it was told as if nothing were missing";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kOurs);
    EXPECT_NE(std::string(error.what()).find("third_parties/united_states/stance"),
              std::string::npos)
        << error.what();
  }
}

/// What is printed, what CSV has and what data have are of one report.
TEST(TraceAccount, AReportHasTheAccountAndEachFigureAsARowAndAsData) {
  const Told& told = told_trials().front();
  const Report report = report_of({told.scenario, told.trace, told.address, kSeed, kHorizonMonths});
  EXPECT_EQ(printed(report), told.text);
  ASSERT_EQ(report.tables.size(), 1u);
  EXPECT_EQ(report.tables.front().rows.size(), told.trace.entries.size());
  EXPECT_EQ(report.findings["rows"].size(), told.trace.entries.size());
  EXPECT_EQ(report.run["trial"], told.address.parameter_set);
  EXPECT_FALSE(report.of_trials) << "one trial has no shares";
}

TEST(TraceAccount, TellsOfEachTrialUnderCoreAndFullMechanisms) {
  for (const Told& told : told_trials()) {
    EXPECT_NO_THROW(account(told, told.trace));
  }
}

}  // namespace
}  // namespace armistice
