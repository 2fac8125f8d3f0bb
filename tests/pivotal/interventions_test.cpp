#include "experiments/pivotal/interventions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/support/defaults.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;

const Switches kFull = support::full_structure().switches;
const char* const kShippedCast = ARMISTICE_SOURCE_DIR "/scenarios/actors.toml";

const PivotalActor& actor(const Interventions& all, std::string_view code) {
  return *std::find_if(all.actors.begin(), all.actors.end(),
                       [code](const PivotalActor& a) { return a.actor.code == code; });
}
std::set<Choice> choices(const PivotalActor& actor) {
  std::set<Choice> set;
  for (const Intervention& held : actor.interventions) set.insert(held.choice);
  return set;
}

TEST(Interventions, EveryActorHasItsOwnChoicesAtBothEnds) {
  const Interventions all = interventions_of(read_cast(kShippedCast), kFull);
  EXPECT_EQ(all.actors.size(), 39u);
  EXPECT_THAT(choices(actor(all, "RU")),
              ElementsAre(Choice::kCampaign, Choice::kSignature, Choice::kHalt));
  EXPECT_THAT(choices(actor(all, "DE")), ElementsAre(Choice::kVote, Choice::kAid, Choice::kStance));
  EXPECT_THAT(choices(actor(all, "US")), ElementsAre(Choice::kVote, Choice::kAid, Choice::kStance));
  EXPECT_THAT(choices(actor(all, "CN")), ElementsAre(Choice::kSupport, Choice::kCompliance));
  EXPECT_THAT(choices(actor(all, "IN")), ElementsAre(Choice::kCompliance));
  std::set<std::string> rows;
  for (const PivotalActor& one : all.actors) {
    for (const Intervention& held : one.interventions) {
      rows.insert(one.actor.code + " " + std::string(name_of(held.choice)) + " " +
                  std::string(end_name(held)));
    }
  }
  EXPECT_EQ(rows.size(), all.count()) << "no two are called the same";
}

TEST(Interventions, WhatAStateHasNotIsLeftOutByName) {
  Cast cast = read_cast(kShippedCast);
  cast.eu_member[0] = cast.nato_member[0] = false;
  const Interventions all = interventions_of(cast, kFull);
  std::vector<std::string> none;
  for (const NoSuchChoice& lacks : all.left_out) {
    none.push_back(lacks.code + " " + std::string(name_of(lacks.choice)));
  }
  EXPECT_THAT(none, ElementsAre("DE vote", "HU aid", "CY aid", "MT aid"));
  EXPECT_THAT(choices(actor(all, "DE")), ElementsAre(Choice::kAid, Choice::kStance));
  EXPECT_THAT(choices(actor(all, "HU")), ElementsAre(Choice::kVote, Choice::kStance));
}

TEST(Interventions, OneBuyerStandsForAllWhereBuyersAreNotSplit) {
  Switches joint = kFull;
  joint.split_buyers = false;
  const Interventions all = interventions_of(read_cast(kShippedCast), joint);
  EXPECT_THAT(choices(actor(all, "buyers")), ElementsAre(Choice::kCompliance));
  EXPECT_THAT(choices(actor(all, "CN")), ElementsAre(Choice::kSupport));
}

using CastFile = ScratchFolder;

TEST_F(CastFile, TellsLeadersBySideAndNotByRow) {
  std::ifstream in(kShippedCast);
  std::string table{std::istreambuf_iterator<char>(in), {}};
  const std::string invader = "\"invader\"", defender = "\"defender\"";
  const std::size_t first = table.find(invader), second = table.find(defender);
  ASSERT_LT(first, second);
  table.replace(second, defender.size(), invader).replace(first, invader.size(), defender);
  EXPECT_EQ(read_cast(kShippedCast).principals[0].code, "RU");
  EXPECT_EQ(read_cast(write("other.toml", table)).principals[0].code, "UA");
}

}  // namespace
}  // namespace armistice
