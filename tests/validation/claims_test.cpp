// Every claim of the Plan can be pointed at: its mechanism, file, function, parameters, levers and
// the test of its first link exist, and the page of the docs has its row.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "agents/interface/declarations.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/validation/claim.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr int kClaims = 45;

std::string text_of(const fs::path& file) {
  std::ifstream in(fs::path(ARMISTICE_SOURCE_DIR) / file);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::vector<Claim>& claims() {
  static const std::vector<Claim> all = read_claims(find_claims());
  return all;
}

/// "Suite.Name" of all tests there are.
const std::set<std::string>& tests() {
  static const std::set<std::string> all = [] {
    std::set<std::string> names;
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(ARMISTICE_SOURCE_DIR) / "tests")) {
      if (entry.path().extension() != ".cpp") continue;
      const std::string text = text_of(entry.path());
      for (auto at = text.find("\nTEST"); at != text.npos; at = text.find("\nTEST", at + 1)) {
        const auto open = text.find('(', at), comma = text.find(", ", open),
                   close = text.find(')', comma);
        names.insert(text.substr(open + 1, comma - open - 1) + "." +
                     text.substr(comma + 2, close - comma - 2));
      }
    }
    return names;
  }();
  return all;
}

TEST(Claims, AreAllThereInTheirOrder) {
  ASSERT_EQ(claims().size(), kClaims);
  for (std::size_t i = 0; i < kClaims; ++i) {
    EXPECT_EQ(claims()[i].id, "C" + std::to_string(i + 1));
  }
}

TEST(Claims, NameAFileAndAFunctionInIt) {
  for (const Claim& claim : claims()) {
    EXPECT_THAT(text_of(claim.file), HasSubstr(" " + claim.function + "(")) << claim.id;
  }
}

TEST(Claims, NameParametersAndLeversThatAreDeclared) {
  std::set<std::string> parameters, levers;
  for (const auto& p : parameter_declarations()) {
    parameters.insert(std::string(p.group) + "." + std::string(p.name));
  }
  for (const auto& lever : lever_declarations()) levers.insert(std::string(lever.name));
  for (const Claim& claim : claims()) {
    EXPECT_FALSE(claim.parameters.empty()) << claim.id;
    for (const auto& name : claim.parameters) {
      EXPECT_TRUE(parameters.contains(name)) << claim.id << ": " << name;
    }
    for (const auto& name : claim.levers) {
      EXPECT_TRUE(levers.contains(name)) << claim.id << ": " << name;
    }
  }
}

TEST(Claims, NameATestOfTheirFirstLink) {
  for (const Claim& claim : claims()) {
    EXPECT_TRUE(tests().contains(claim.test)) << claim.id << ": " << claim.test;
  }
}

TEST(Claims, HaveTheirRowsInTheDocs) {
  const std::string page = text_of("docs/claims.md");
  for (const Claim& claim : claims()) {
    EXPECT_THAT(page, HasSubstr("| " + claim.id + " ")) << claim.id;
    EXPECT_THAT(page, HasSubstr("`" + claim.test + "`")) << claim.id;
    EXPECT_THAT(page, HasSubstr("`" + claim.function + "` in `" + claim.file + "`")) << claim.id;
  }
}

TEST(Claims, AreTriedOnScenariosThatDifferInWhatTheClaimIsAbout) {
  LaboratorySettings settings{.trials = 16};
  Laboratory laboratory(settings);
  for (const Claim& claim : claims()) {
    const Scenario without = Laboratory::scenario(claim.scenario, claim.without);
    const Scenario with = Laboratory::scenario(claim.scenario, claim.with);
    EXPECT_NE(without.digest, with.digest) << claim.id;
    EXPECT_EQ(claim.measure.of(laboratory.run_once(with, 16, claim.measure.record())).size(), 16u);
  }
}

TEST(Claims, AreJudgedBySignShareAndSizeOverParameterSets) {
  Laboratory laboratory({.trials = 2000});
  const Claim air = claims()[4];
  ASSERT_EQ(air.measure.name, "infrastructure_index@37");
  std::vector<Claim> asked(4, air);
  asked[1].sign = -1;
  asked[2].least = 50;
  asked[3].without = asked[3].with;
  asked[3].least = 0;
  const auto results = try_claims(laboratory, asked, {}, {.sets = 64, .replicates = 8});
  EXPECT_EQ(results[0].verdict, Verdict::kSupported);
  EXPECT_EQ(results[1].verdict, Verdict::kContradicted);
  EXPECT_EQ(results[2].verdict, Verdict::kNoEffect);
  EXPECT_EQ(results[3].verdict, Verdict::kNoEffect);
  EXPECT_NEAR(results[0].share + results[1].share, 1, 1e-9);
  EXPECT_NEAR(results[0].difference.value, results[0].with - results[0].without, 1e-9);
}

TEST(Claims, AVerdictDoesNotDependOnWhatElseIsAsked) {
  Laboratory laboratory({.trials = 1000, .threads = 2});
  const ClaimSettings small{.sets = 32, .replicates = 4};
  const std::vector<Claim> some{claims()[2], claims()[4], claims()[37]};
  const auto together = try_claims(laboratory, some, {}, small);
  for (std::size_t i = 0; i < some.size(); ++i) {
    const auto alone = try_claims(laboratory, {some[i]}, {}, small);
    EXPECT_EQ(alone[0].share, together[i].share);
    EXPECT_EQ(alone[0].difference.value, together[i].difference.value);
  }
}

TEST(Critics, EachChangesTheStatusQuoInWhatItSays) {
  const std::vector<Critic> critics = read_critics();
  EXPECT_GE(critics.size(), 6u);
  const std::string usual = Laboratory::scenario("status_quo").digest;
  for (const Critic& critic : critics) {
    EXPECT_FALSE(critic.title.empty()) << critic.name;
    EXPECT_FALSE(critic.settings.empty()) << critic.name;
    // The settings say what the file says: laid over the status quo they are the critic's scenario.
    const Scenario laid_over = Laboratory::scenario("status_quo", critic.settings);
    EXPECT_EQ(laid_over.digest, Laboratory::scenario("critics/" + critic.name).digest);
    if (critic.name != "membership_must_wait") EXPECT_NE(laid_over.digest, usual) << critic.name;
  }
}

TEST(Laboratory, GivesTheSameTrialsWhateverTheThreads) {
  const Scenario scenario = Laboratory::scenario("status_quo");
  const MonthlyQuantity line{Quantity::occupied_share_pct, 11};
  Laboratory one({.trials = 100, .threads = 1}), two({.trials = 100, .threads = 2});
  const Sample a = one.run_once(scenario, 100, {&line, 1}),
               b = two.run_once(scenario, 100, {&line, 1});
  EXPECT_EQ(a.results, b.results);
  EXPECT_EQ(a.monthly, b.monthly);
  EXPECT_EQ(a.of(line).size(), 100u);
  EXPECT_NEAR(a.share(Share::kNegotiatedAll) + a.share(Share::kDeFactoAll) +
                  a.share(Share::kDefeatAll) + a.share(Share::kContinuedWarAll),
              1, 1e-12);
}

TEST(Patterns, OfKoreaAreThereAndFiguresAreNumbers) {
  Laboratory laboratory({.trials = 1000});
  const Patterns rows = patterns_of_korea(laboratory);
  EXPECT_EQ(rows.size(), 10u);
  for (const Pattern& p : rows) {
    EXPECT_EQ(p.number, 27);
    EXPECT_TRUE(std::isfinite(p.figure.value)) << p.name;
  }
}

}  // namespace
}  // namespace armistice
