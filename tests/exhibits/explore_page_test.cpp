// The page that holds the model: all that there is to set is in it, and nobody's words are markup.
#include "experiments/exhibits/explore_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/exhibits/sealed_page.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/report/caveats.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Answer;
using support::Program;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr WebModel kSome{"var armisticeModel;", "H4sIAAAA"};

ExploreStart start() {
  return {.scenario = {"peace_through_strength", {{"levers.us_backup", "0.5"}}},
          .reference = {"status_quo", {}}};
}

nlohmann::json contents(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"contents\">";
  const std::size_t from = page.find(open) + open.size();
  return nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from));
}

TEST(ExplorePage, WithoutTheModelNamesWhatBringsIt) {
  EXPECT_THAT(
      [] { explore_page(start(), {}); },
      ThrowsMessage<Error>(AllOf(HasSubstr("tools/setup --web"), HasSubstr("-DARMISTICE_WEB=ON"))));
}

TEST(ExplorePage, HasEachLeverWithItsConsentAndEachParameterWithItsSource) {
  const nlohmann::json page = contents(explore_page(start(), kSome));
  ASSERT_EQ(page["levers"].size(), lever_declarations().size());
  for (std::size_t i = 0; i < lever_declarations().size(); ++i) {
    EXPECT_EQ(page["levers"][i]["name"], lever_declarations()[i].name);
    EXPECT_EQ(page["levers"][i]["consent"], lever_declarations()[i].consent);
    EXPECT_EQ(page["levers"][i]["moves"], lever_declarations()[i].moves);
  }
  ASSERT_EQ(page["parameters"].size(), parameter_declarations().size());
  for (std::size_t i = 0; i < parameter_declarations().size(); ++i) {
    EXPECT_EQ(page["parameters"][i]["name"], setting_name(parameter_declarations()[i]));
    EXPECT_EQ(page["parameters"][i]["source"], parameter_declarations()[i].source);
  }
  EXPECT_EQ(page["switches"].size(), switch_declarations().size());
  EXPECT_EQ(page["quantities"].size(), quantity_declarations().size());
}

TEST(ExplorePage, HasTheScenariosWithWhatTheyAreReadFrom) {
  const nlohmann::json page = contents(explore_page(start(), kSome));
  std::set<std::string> critics;
  for (const auto& scenario : page["scenarios"]) {
    if (scenario["critic"] == true) critics.insert(scenario["name"]);
  }
  EXPECT_TRUE(critics.contains("nato_provokes"));
  EXPECT_FALSE(critics.contains("status_quo"));
  for (const char* const file :
       {"status_quo.toml", "actors.toml", "starts.toml", "critics/nato_provokes.toml"}) {
    EXPECT_TRUE(page["files"].contains(file)) << file;
  }
  EXPECT_EQ(page["start"]["set"][0][0], "levers.us_backup");
}

TEST(ExplorePage, IsTheSameBytesAndNamesNoPlaceOfThisMachine) {
  const std::string page = explore_page(start(), kSome);
  EXPECT_TRUE(page == explore_page(start(), kSome));
  // Without the page in the message.
  const auto has = [&page](std::string_view words) { return page.find(words) != page.npos; };
  EXPECT_FALSE(has(ARMISTICE_SOURCE_DIR));
  EXPECT_TRUE(has(kNoForecast));
  EXPECT_TRUE(has("worker-src blob:"));
  EXPECT_TRUE(is_unchanged_page(page));
  EXPECT_FALSE(is_unchanged_page(page + " "));
}

class Explore : public Program {};

TEST_F(Explore, WritesItsPageOrSaysWhichBuildDoes) {
  const Answer answer = run("explore --out explore.html");
  if (kWebModel.empty()) {
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.err, AllOf(HasSubstr("tools/setup --web"), HasSubstr("-DARMISTICE_WEB=ON")));
    EXPECT_FALSE(fs::exists(folder_ / "explore.html"));
  } else {
    EXPECT_EQ(answer.status, 0) << answer.err;
    EXPECT_TRUE(is_unchanged_page(result("explore.html")));
    EXPECT_EQ(run("explore --out explore.html").status, 2) << "not without --force";
    EXPECT_EQ(run("explore --out explore.html --force").status, 0);
  }
}

TEST_F(Explore, RefusesBeforeItWritesWhatIsWrong) {
  std::ofstream(folder_ / "mine.txt") << "mine";
  for (const auto& [line, said] : {std::pair{"explore", "expected --out FILE"},
                                   {"explore --out nowhere/e.html", "there is no folder nowhere"},
                                   {"explore --out mine.txt --force", "did not write this file"},
                                   {"explore pece_through_strength --out e.html", "did you mean"},
                                   {"explore --set levers.us_bakup=1 --out e.html", "us_backup"},
                                   {"explore --reference nobody --out e.html", "nobody"}}) {
    const Answer answer = run(line);
    EXPECT_EQ(answer.status, 2) << line;
    EXPECT_THAT(answer.err, HasSubstr(said)) << line;
    EXPECT_FALSE(fs::exists(folder_ / "e.html")) << line;
  }
  EXPECT_EQ(result("mine.txt"), "mine");
}

// The scenarios of ./scenarios are in the page too, whoever wrote them.
TEST_F(Explore, HostileWordsOfAScenarioEndNoScript) {
  fs::create_directories(folder_ / "scenarios");
  std::ofstream(folder_ / "scenarios" / "hostile.toml")
      << "extends = \"status_quo\"\ntitle = \"</script><img src=x onerror=alert(1)>\"\n"
         "# </script><img src=y>\n";
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  const std::string page = explore_page(start(), kSome);
  fs::current_path(before);
  EXPECT_EQ(page.find("<img"), page.npos);
  bool listed = false;
  const nlohmann::json there = contents(page);
  for (const auto& scenario : there["scenarios"]) listed |= scenario["name"] == "hostile";
  EXPECT_TRUE(listed);
}

}  // namespace
}  // namespace armistice
