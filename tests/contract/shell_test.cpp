// What the program does for the shell and the machine that it stands on: completion, the manual
// page, and the doctor.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Shells : support::Program {
  /// What bash offers for a line of words, of which the last is being typed.
  Answer offered(const std::string& words) const {
    return shell(
        "cat >line.bash <<'END'\n"
        "complete() { :; }\n"  // not there without an interactive shell
        "source <(\"$A\" completion bash)\n"
        "COMP_WORDS=(\"$A\" " +
        words +
        ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
        "_armistice\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
        "END\n"
        "export A; bash line.bash");
  }
};

TEST_F(Shells, CommandsAreCompleted) { EXPECT_EQ(offered("com").out, "compare\ncompletion\n"); }

TEST_F(Shells, OptionsOfTheCommandAreCompletedAndNoOthers) {
  EXPECT_EQ(offered("run status_quo --rec").out, "--record\n");
  EXPECT_EQ(offered("scenarios --rec").out, "\n");
}

TEST_F(Shells, ScenariosAreCompletedWithTheUsersOwn) {
  EXPECT_EQ(offered("run status_q").out, "status_quo\n");
  EXPECT_EQ(offered("compare status_quo --with nato_p").out, "nato_provokes\n");
  EXPECT_EQ(
      shell("mkdir scenarios; echo 'extends = \"status_quo\"' >scenarios/zzz_mine.toml").status, 0);
  EXPECT_EQ(offered("run zzz").out, "zzz_mine\n");
}

TEST_F(Shells, WhatHelpAndCompletionAreAboutIsCompleted) {
  EXPECT_EQ(offered("help com").out, "compare\ncompletion\n");
  EXPECT_EQ(offered("completion ''").out, "bash\nzsh\n");
  EXPECT_EQ(offered("completion bash ''").out, "\n");
  EXPECT_THAT(run("completion zsh").out,
              AllOf(HasSubstr("choices=(bash zsh)\n"), HasSubstr("choices=(run compare ")));
}

TEST_F(Shells, NamesOfParametersLeversAndActorsAreCompleted) {
  EXPECT_EQ(offered("parameters front.dead_z").out, "front.dead_zone\n");
  EXPECT_EQ(offered("levers media").out, "mediation\n");
  EXPECT_EQ(offered("actors H").out, "HR\nHU\n");
  EXPECT_EQ(offered("actors C").out, "CA\nCN\nCY\nCZ\n") << "each once";
  EXPECT_EQ(offered("levers mediation media").out, "\n") << "one name";
  // What is offered is what the command takes.
  for (const std::string command : {"parameters", "levers", "actors"}) {
    const std::string all = offered(command + " ''").out;
    EXPECT_GT(std::count(all.begin(), all.end(), '\n'), 20) << command;
    EXPECT_EQ(run(command + " " + all.substr(0, all.find('\n'))).status, 0) << command;
  }
  const std::string zsh = run("completion zsh").out;
  for (const std::string command : {"parameters", "levers", "actors"}) {
    EXPECT_THAT(zsh, HasSubstr("    " + command + ")\n      takes_scenarios=\n      listed=yes\n"));
  }
  EXPECT_THAT(zsh, HasSubstr("compadd -a names"));
}

TEST_F(Shells, TheValueOfAnOptionIsNoScenario) { EXPECT_EQ(offered("run --trials s").out, "\n"); }

TEST_F(Shells, ZshIsToldWhatEachOptionMeans) {
  const Answer answer = run("completion zsh");
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, AllOf(HasSubstr("#compdef armistice\n"),
                                HasSubstr("'--trials:number of trials [10000]'\n")));
}

TEST_F(Shells, AnotherShellIsRefusedWithTheChoice) {
  const Answer answer = run("completion fish");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("expected bash, zsh"));
}

TEST_F(Shells, TheManualPageHasEveryCommandAndNothingThatRoffTakesForARequest) {
  const Answer answer = run("manual");
  EXPECT_EQ(answer.status, 0);
  for (const std::string command : {"run", "sweep", "doctor", "completion"}) {
    EXPECT_THAT(answer.out, HasSubstr(".SS armistice " + command + "\n"));
  }
  EXPECT_THAT(answer.out, HasSubstr("\n.B \\-\\-trials N\n"));
  std::istringstream lines(answer.out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('.')) continue;
    const std::string request = line.substr(1, 2);
    EXPECT_THAT(request, testing::AnyOf("TH", "SH", "SS", "TP", "PP", "B ", "I ", "nf", "fi"))
        << line;
  }
}

TEST_F(Shells, NamesOfACatalogueStandAloneOnTheirLines) {
  EXPECT_EQ(run("scenarios europe_only --names").out, "europe_only\n");
  EXPECT_EQ(run("levers mediation --names").out, "levers.mediation\n");
}

TEST_F(Shells, TheDoctorFindsAllWellWhereItIs) {
  const Answer answer = run("doctor");
  EXPECT_EQ(answer.status, 0) << answer.out;
  EXPECT_THAT(answer.out,
              AllOf(HasSubstr("all give the same results, bit"), Not(HasSubstr("ILL"))));
}

TEST_F(Shells, TheDoctorNamesAScenarioThatCannotBeRead) {
  const Answer answer =
      shell("mkdir scenarios; echo 'title = 3' >scenarios/draft.toml; \"$A\" doctor --json");
  EXPECT_EQ(answer.status, 2);
  const auto data = nlohmann::json::parse(answer.out);
  for (const auto& finding : data) {
    EXPECT_EQ(finding["well"], finding["about"] != "scenarios") << finding;
    if (finding["about"] == "scenarios") {
      EXPECT_THAT(finding["words"].get<std::string>(), HasSubstr("draft.toml:1:9"));
    }
  }
}

TEST_F(Shells, TheDoctorSaysThatAFolderIsGone) {
  const Answer answer = shell("mkdir gone; cd gone; rmdir ../gone; \"$A\" doctor >../said");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(result("said"), HasSubstr("ILL   this folder       it no longer exists"));
}

}  // namespace
}  // namespace armistice
