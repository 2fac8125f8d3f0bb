#include "experiments/output/sealed_json.hpp"

#include <gtest/gtest.h>

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json sealed() {
  Json json{{"seed", 1}, {"environment", {{"threads", 2}, {"wall_seconds", 0.1}}}};
  seal(json);
  return json;
}

TEST(Seal, CoversEveryMemberTheEnvironmentToo) {
  EXPECT_EQ(seal_of(sealed()), Seal::kWhole);
  EXPECT_EQ(seal_of(Json::parse(sealed().dump())), Seal::kWhole) << "as it is read again";
  Json json = sealed();
  json["seed"] = 2;
  EXPECT_EQ(seal_of(json), Seal::kBroken);
  json = sealed();
  json["environment"]["threads"] = 3;
  EXPECT_EQ(seal_of(json), Seal::kBroken);
  json = sealed();
  json["environment"]["note"] = "mine";
  EXPECT_EQ(seal_of(json), Seal::kBroken);
}

TEST(Seal, OfOneResultIsTheSameInEveryEnvironment) {
  Json other{{"seed", 1}, {"environment", {{"threads", 64}}}};
  seal(other);
  EXPECT_EQ(other["crc64"], sealed()["crc64"]);
  EXPECT_NE(other["environment"]["crc64"], sealed()["environment"]["crc64"]);
}

TEST(Seal, IsMadeAnewAndNotOfItself) {
  Json json = sealed();
  seal(json);
  EXPECT_EQ(json, sealed());
}

TEST(Seal, OfAnEarlierVersionHadNoneOfTheEnvironment) {
  Json json = sealed();
  json["environment"].erase("crc64");
  EXPECT_EQ(seal_of(json), Seal::kWhole);
  EXPECT_EQ(seal_of(Json{{"seed", 1}}), Seal::kNone);
}

}  // namespace
}  // namespace armistice
