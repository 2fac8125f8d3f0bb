// One look-up for names: the command line, `extends`, `with` and `actors` find the same files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/input/scenario_files.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Names : public ScratchFolder {
 protected:
  FoundFile found(const std::string& typed, const std::filesystem::path& asking = {}) const {
    return look_up(NamedFile::kScenario, typed, folder_, asking);
  }
};

TEST_F(Names, ShippedScenarioIsFoundByItsNameWithOrWithoutItsEndingAndFolder) {
  for (const char* typed :
       {"sanctions_do_not_coerce", "sanctions_do_not_coerce.toml",
        "critics/sanctions_do_not_coerce", "critics/sanctions_do_not_coerce.toml"}) {
    EXPECT_TRUE(std::filesystem::equivalent(found(typed).file,
                                            shipped("critics/sanctions_do_not_coerce.toml")))
        << typed;
  }
  EXPECT_TRUE(std::filesystem::equivalent(find_scenario("nato_provokes"),
                                          shipped("critics/nato_provokes.toml")));
}

TEST_F(Names, ScenarioElsewhereExtendsAShippedOneByItsName) {
  const Scenario status_quo = read_scenario(shipped("status_quo.toml"), {});
  for (const char* name : {"status_quo", "status_quo.toml"}) {
    EXPECT_EQ(read(std::string("extends = \"") + name + "\"\n").digest, status_quo.digest) << name;
  }
  std::filesystem::remove(folder_ / "actors.toml");
  EXPECT_EQ(read("extends = \"status_quo\"\n").digest, status_quo.digest)
      << "the actors are those of the shipped scenarios";
  EXPECT_EQ(read("title = \"by itself\"\n").digest, status_quo.digest) << "all defaults";
}

TEST_F(Names, FileBesideWinsWithItsEndingAndIsAmbiguousWithout) {
  write("status_quo.toml", "title = \"my own\"\n[levers]\nus_backup = 0.9\n");
  EXPECT_EQ(found("status_quo.toml").file, folder_ / "status_quo.toml");
  const FoundFile bare = found("status_quo");
  EXPECT_THAT(bare.why, AllOf(HasSubstr("two files have that name"),
                              HasSubstr((folder_ / "status_quo.toml").string()),
                              HasSubstr("scenarios/status_quo.toml")));
  // What asks by a bare name does not mean itself.
  EXPECT_TRUE(std::filesystem::equivalent(found("status_quo", folder_ / "status_quo.toml").file,
                                          shipped("status_quo.toml")));
}

TEST_F(Names, FolderOfThatNameHidesNoScenario) {
  std::filesystem::create_directory(folder_ / "status_quo");
  EXPECT_EQ(found("status_quo").why, "");
}

TEST_F(Names, MisspelledOneGetsTheNearestWhereverItLies) {
  write("winter.toml", "title = \"x\"\n");
  EXPECT_THAT(found("wintr").why, HasSubstr("did you mean winter?"));
  EXPECT_THAT(found("sanctions_do_not_corce").why,
              HasSubstr("did you mean sanctions_do_not_coerce?"));
  EXPECT_EQ(error_of("extends = \"statusquo\"\n"),
            "scenario.toml:1:1: extends statusquo: no such file, and no scenario of that name; did "
            "you mean status_quo?");
}

TEST_F(Names, TableOfActorsIsNamedAsAScenarioIs) {
  for (const char* said : {"actors = \"actors_korea_1953\"", "actors = \"actors_korea_1953.toml\"",
                           "[actors]\nfile = \"actors_korea_1953\""}) {
    EXPECT_TRUE(std::filesystem::equivalent(
        read(std::string("extends = \"status_quo\"\n") + said + "\n").cast.file,
        shipped("actors_korea_1953.toml")))
        << said;
  }
  EXPECT_THAT(error_of("actors = \"actors_corea_1953\"\n"),
              HasSubstr("did you mean actors_korea_1953?"));
}

TEST_F(Names, TableOfActorsOrClaimsIsNoScenario) {
  for (const char* typed :
       {"critics/../actors.toml", "actors_korea_1953", "critics/../actors_korea_1953"}) {
    EXPECT_THAT(found(typed).why, testing::StartsWith("a table of actors, which is no scenario"))
        << typed;
  }
  const auto read_as_one = [this](const char* file) {
    return message_of([file] { read_scenario(shipped(file), {}); });
  };
  EXPECT_THAT(read_as_one("critics/../actors.toml"),
              HasSubstr("\"blocs\"; this key belongs to a table of actors, which is no scenario"));
  EXPECT_THAT(read_as_one("claims.toml"), HasSubstr("to a table of claims, which is no scenario"));
  EXPECT_EQ(found("critics/../status_quo").why, "") << "a way round is a way";
}

TEST_F(Names, LongChainOfExtendsIsReadInTimeProportionalToItsLength) {
  constexpr int kFiles = 1000;
  for (int i = 0; i < kFiles; ++i) {
    const std::string base = i == 0 ? "status_quo" : "f" + std::to_string(i - 1) + ".toml";
    write("f" + std::to_string(i) + ".toml", "extends = \"" + base + "\"\n");
  }
  EXPECT_EQ(read_scenario(folder_ / ("f" + std::to_string(kFiles - 1) + ".toml"), {}).digest,
            read_scenario(shipped("status_quo.toml"), {}).digest);
}

}  // namespace
}  // namespace armistice
