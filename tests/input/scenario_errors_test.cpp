// Whatever is wrong with a scenario is reported at its place, with what was expected.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class ScenarioErrors : public ScratchFolder {
 protected:
  std::string error_of_setting(const std::string& name, const std::string& value) const {
    return error_of("title = \"x\"\n", {{name, value}});
  }
};

TEST_F(ScenarioErrors, MisspelledNameIsReportedWithItsLineAndTheNearestValidOne) {
  EXPECT_EQ(error_of("title = \"x\"\n[levers]\nsecondary_sanction = 1\n"),
            "scenario.toml:3:1: unknown lever \"secondary_sanction\"; did you mean "
            "\"secondary_sanctions\"?");
  EXPECT_EQ(error_of("title = \"x\"\n\n[parameters.front]\n  dead_zon = 0.4\n"),
            "scenario.toml:4:3: unknown parameter \"dead_zon\" of [parameters.front]; did you mean "
            "\"dead_zone\"?");
  EXPECT_EQ(error_of("titel = \"x\"\n"),
            "scenario.toml:1:1: unknown key \"titel\"; did you mean \"title\"?");
  EXPECT_THAT(error_of("[parameters.frnt]\ndead_zone = 0.4\n"),
              AllOf(StartsWith("scenario.toml:1:13: unknown group \"frnt\""),
                    EndsWith("did you mean \"front\"?")));
  EXPECT_THAT(error_of("[switches]\ntalk = false\n"), EndsWith("did you mean \"talks\"?"));
  EXPECT_THAT(error_of("[initial]\noccupied_share = 19\n"),
              EndsWith("did you mean \"occupied_share_pct\"?"));
  EXPECT_THAT(error_of("[events]\nus_change = \"2029-01\"\n"),
              HasSubstr("scenario.toml:2:1: unknown event \"us_change\""));
  EXPECT_THAT(error_of("[implementation]\nshares = 1\n"), EndsWith("did you mean \"share\"?"));
}

TEST_F(ScenarioErrors, FirstOfTwoMistakesInAFileIsReported) {
  EXPECT_THAT(error_of("zebra = 1\naardvark = 2\n"),
              StartsWith("scenario.toml:1:1: unknown key \"zebra\""));
}

TEST_F(ScenarioErrors, NameInTheWrongTableIsSentHome) {
  EXPECT_THAT(error_of("[levers]\ndead_zone = 0.4\n"),
              EndsWith("did you mean \"parameters.front.dead_zone\"?"));
  EXPECT_THAT(error_of("us_backup = 1\n"), EndsWith("did you mean \"levers.us_backup\"?"));
  EXPECT_THAT(error_of("[front]\ndead_zone = 1\n"), EndsWith("did you mean \"parameters.front\"?"));
  EXPECT_THAT(error_of("[parameters.initial]\nreserve_usd_bn = 1\n"),
              EndsWith("expected [initial], not [parameters.initial]"));
}

TEST_F(ScenarioErrors, WrongTypeIsReportedWithWhatWasExpected) {
  EXPECT_EQ(error_of("title = \"x\"\n[levers]\nus_backup = \"high\"\n"),
            "scenario.toml:3:13: levers.us_backup is the text \"high\"; expected a number, 0 to 1, "
            "or a distribution");
  EXPECT_THAT(error_of("title = 3\n"), HasSubstr("title is the number 3; expected a text"));
  EXPECT_THAT(error_of("title = \"\"\n"), HasSubstr("expected one line of text"));
  EXPECT_THAT(error_of("levers = [1]\n"), HasSubstr("levers is a list; expected a table"));
  EXPECT_THAT(error_of("[switches]\ntalks = 1\n"), HasSubstr("expected true or false"));
  EXPECT_THAT(error_of("rule = \"quantel\"\n"), EndsWith("did you mean \"quantal\"?"));
  EXPECT_THAT(error_of("mechanisms = true\n"), EndsWith("expected \"core\" or \"full\""));
  EXPECT_THAT(error_of("start = 2025-03-01\n"), HasSubstr("expected a month in quotation marks"));
  EXPECT_THAT(error_of("start = \"2025-13\"\n"), HasSubstr("expected a month from"));
  EXPECT_THAT(error_of("start = \"25-03\"\n"), HasSubstr("expected a month from"));
}

TEST_F(ScenarioErrors, NumberOutOfRangeIsReported) {
  EXPECT_EQ(error_of("[initial]\noccupied_share_pct = -4\n"),
            "scenario.toml:2:22: initial.occupied_share_pct is -4; expected 1 to 60 "
            "(% of territory); the nearest is 1");
  EXPECT_THAT(error_of("[levers]\nus_backup = 1.01\n"),
              EndsWith("is 1.01; expected 0 to 1; the nearest is 1"));
  EXPECT_THAT(
      error_of("[levers]\nus_backup = { start_month = 241 }\n"),
      EndsWith(
          "levers.us_backup.start_month is 241; expected 0 to 240 (months); the nearest is 240"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { ramp_months = 0 }\n"), HasSubstr("1 to 240"));
  EXPECT_THAT(error_of("[levers]\nimposed_terms = 0.5\n"), EndsWith("expected 0 or 1"));
  EXPECT_THAT(error_of("[parameters.front]\ndead_zone = nan\n"), HasSubstr("a finite number"));
  EXPECT_THAT(error_of("[implementation]\ncommon_variance = 2\n"), HasSubstr("expected 0 to 1"));
  EXPECT_THAT(
      error_of("[implementation]\nshare = { distribution = \"uniform\", min = 0.5, max = "
               "1.5 }\n"),
      EndsWith("implementation.share can be drawn as 1.5; expected 0 to 1; the nearest is 1"));
}

TEST_F(ScenarioErrors, NumbersThatContradictEachOtherAreReportedWithWhatWouldDo) {
  EXPECT_EQ(error_of("title = \"x\"\n[parameters.donors]\nlargest_stance = -0.5\nleast_stance = "
                     "-0.25\n"),
            "scenario.toml:3:18: parameters.donors.largest_stance is -0.5, below "
            "parameters.donors.least_stance, which is -0.25; expected -0.25 or more, or -0.5 of "
            "parameters.donors.least_stance at most");
  EXPECT_THAT(
      error_of("[parameters.settlement]\nline_annexed_pct = 7.5\n"),
      HasSubstr("less than 1 above parameters.settlement.line_before_invasion_pct, which is "
                "7; expected 8 or more"));
  // What can be drawn counts.
  EXPECT_THAT(error_of("[initial]\noccupied_share_pct = { distribution = \"uniform\", min = 10, "
                       "max = 30 }\n[parameters.front]\nleast_share_pct = 12\n"),
              HasSubstr("initial.occupied_share_pct can be drawn as 10, below "
                        "parameters.front.least_share_pct, which is 12"));
  EXPECT_THAT(error_of("[parameters.wind_down]\ndefender_attack = 0.95\n"),
              HasSubstr("more than 1 together"));
  EXPECT_THAT(error_of("[parameters.settlement]\ninvader_eu = 0.8\n"),
              HasSubstr("parameters.settlement.invader_armed_alone is 0.72, below"));
  EXPECT_THAT(error_of_setting("parameters.zelensky.least_trust", "0.99"),
              StartsWith("--set parameters.zelensky.least_trust: "));
}

TEST_F(ScenarioErrors, LeverThatIsNotQuiteATableIsExplained) {
  EXPECT_THAT(error_of("[levers]\nus_backup = {}\n"), HasSubstr("says nothing; expected"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity = 1, until = \"after_stop\" }\n"),
              HasSubstr("scenario.toml:2:30: unknown key \"until\" of levers.us_backup"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { distribution = \"uniform\", min = 0, max = 1 }\n"),
              EndsWith("expected { intensity = { distribution = ... } }"));
}

TEST_F(ScenarioErrors, ContradictionIsReported) {
  EXPECT_THAT(
      error_of("learning = \"none\"\n[switches]\nlearning = true\n"),
      StartsWith("scenario.toml:3:12: switches.learning is true, but learning is \"none\""));
  EXPECT_THAT(error_of("start = \"2030-01\"\n"),
              StartsWith("scenario.toml:1:9: the administration in Washington changes in 2029-01"));
  EXPECT_THAT(error_of("[events]\nus_administration_change = \"2025-02\"\n"),
              StartsWith("scenario.toml:2:28: the administration"));
  write("base.toml", "[events]\nus_administration_change = \"2029-01\"\n");
  EXPECT_THAT(error_of("extends = \"base.toml\"\nstart = \"2030-01\"\n"),
              StartsWith("scenario.toml:2:9: the administration"));
  EXPECT_EQ(error_of("start = \"2030-01\"\n[switches]\nus_change = false\n[initial]\n"
                     "occupied_share_pct = 19\n"),
            "");
}

TEST_F(ScenarioErrors, SyntaxIsReportedWithLineAndColumn) {
  EXPECT_THAT(error_of("title = \"x\"\n[levers\n"), StartsWith("scenario.toml:2:8: "));
  EXPECT_THAT(error_of("[ =\n"), StartsWith("scenario.toml:1:3: "));
  EXPECT_THAT(error_of("[levers]\nus_backup = 1\nus_backup = 0\n"),
              AllOf(StartsWith("scenario.toml:3:"), HasSubstr("us_backup")));
  EXPECT_THAT(error_of("[levers]\nus_backup = 99999999999999999999\n"),
              StartsWith("scenario.toml:2:"));
}

TEST_F(ScenarioErrors, FileThatIsNoSmallTextIsRefused) {
  EXPECT_THAT(error_of(""), StartsWith("scenario.toml:1:1: an empty file; expected at least"));
  EXPECT_THAT(error_of("# nothing\n"), StartsWith("scenario.toml:1:1: nothing but comments;"));
  EXPECT_EQ(error_of(std::string((std::size_t{1} << 20) + 1, '#')),
            "scenario.toml: larger than 1 MiB; expected a short text");
  EXPECT_EQ(error_of("title = \"x\"\n# \xC3\xA4\xFF\n"),
            "scenario.toml:2:4: not UTF-8; expected a text in that encoding");
  EXPECT_THAT(error_of("\xED\xA0\x80"), HasSubstr("1:1: not UTF-8"));
  EXPECT_THAT(error_of("\xF4\x90\x80\x80"), HasSubstr("1:1: not UTF-8"));
  EXPECT_THAT(error_of("\xC0\xAF"), HasSubstr("1:1: not UTF-8"));
  EXPECT_THAT(error_of("# cut short: \xE2\x82"), HasSubstr("1:14: not UTF-8"));
  EXPECT_THAT(error_of("\xFF\xFEt"), HasSubstr("1:1: the text is in UTF-16"));
  EXPECT_THAT(error_of(std::string_view("title\0", 6)), HasSubstr("1:6: a byte 0"));
  EXPECT_EQ(error_of("\xEF\xBB\xBFtitle = \"x\"\r\n"), "") << "a mark of UTF-8 is harmless";
  EXPECT_EQ(error_of("title = \"\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x95\x8A\"\n"), "");
}

TEST_F(ScenarioErrors, NameOfVeryManyPartsIsRefusedNotRecursedInto) {
  std::string name = "a";
  for (int i = 0; i < 100'000; ++i) name += ".a";
  EXPECT_THAT(error_of(name + " = 1\n"), HasSubstr("more than 20000 dots"));
}

TEST_F(ScenarioErrors, MissingFileIsReportedWithTheNearestOne) {
  EXPECT_EQ(message_of([&] { read_scenario(folder_ / "scenarios.toml", {}); }),
            "scenarios.toml: no such file");
  write("status_quo.toml", "title = \"x\"\n");
  EXPECT_EQ(message_of([&] { read_scenario(folder_ / "statusquo.toml", {}); }),
            "statusquo.toml: no such file");
  std::filesystem::create_directory(folder_ / "folder.toml");
  EXPECT_EQ(message_of([&] { read_scenario(folder_ / "folder.toml", {}); }),
            "folder.toml: a directory; expected a file");
  EXPECT_EQ(
      error_of("title = \"x\"\nextends = \"statusquo.toml\"\n"),
      "scenario.toml:2:1: extends statusquo.toml: no such file, and no scenario of that name; "
      "did you mean status_quo?");
  EXPECT_EQ(error_of("actors = \"actor.toml\"\n"),
            "scenario.toml:1:1: actors actor.toml: no such file, and no table of actors of that "
            "name; did you mean actors?");
}

TEST_F(ScenarioErrors, UsualSlipIsToldWithWhatToWriteInstead) {
  const std::array<const char*, 2> slips[] = {
      {"us_backup = 80%", "; write 0.8, not 80%"},
      {"us_backup = \"80%\"", "; write 0.8, not 80%"},
      {"us_backup = 0,8", "; write 0.8, not 0,8"},
      {"us_backup = \"0,8\"", "; write 0.8, not 0,8"},
      {"us_backup = \"0.8\"", "; write 0.8 without quotation marks"},
      {"us_backup = .8", "; write 0.8, not .8"},
      {"us_backup = 1.", "; write 1.0, not 1."},
      {"us_backup = true", "; write 1 for all of it"},
      {"us_backup = { intensity = 80% }", "; write intensity = 0.8, not 80%"},
      {"us_backup = \"80 % of it\"", "; a share is a number such as 0.8, without %"},
      {"us_backup: 0.8", "; write us_backup = 0.8"},
      {"us_backup = 80", "expected 0 to 1; did you mean 0.8?"},
      {"us_backup = 5", "expected 0 to 1; the nearest is 1"},
      {"// us_backup", "; a comment begins with #"},
  };
  for (const auto& [line, hint] : slips) {
    const std::string error = error_of(std::string("title = \"x\"\n[levers]\n") + line + "\n");
    EXPECT_THAT(error, StartsWith("scenario.toml:3:")) << line;
    EXPECT_THAT(error, EndsWith(hint)) << line;
  }
  EXPECT_THAT(error_of("title = My own title\n"),
              EndsWith("; write \"My own title\", not My own title"));
  EXPECT_THAT(error_of("title = \xE2\x80\x9CMine\xE2\x80\x9D\n"), EndsWith("title = \"Mine\""));
  EXPECT_THAT(error_of("start = 2025-03\n"), EndsWith("; write \"2025-03\", not 2025-03"));
  EXPECT_THAT(error_of("[initial]\ninvader_manpower_thousand = 1,200\n"),
              EndsWith("; write 1200, not 1,200"));
  EXPECT_THAT(error_of("[initial]\ninvader_manpower_thousand = 1 200\n"),
              EndsWith("; write 1200, not 1 200"));
  EXPECT_THAT(error_of("[switches]\ntalks = False\n"), EndsWith("; write false, not False"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "80%"), EndsWith("; write 0.8, not 80%"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "0,8"), EndsWith("; write 0.8, not 0,8"));
  EXPECT_THAT(error_of_setting("title", "My own"), EndsWith("; write \"My own\", not My own"));
  EXPECT_EQ(error_of("title = \"x\"\r\n[levers]\r\n\tus_backup\t=\t0.8\r\n"), "")
      << "tabs and the line ends of Windows are harmless";
}

TEST_F(ScenarioErrors, MonthOfTheCalendarForACountOfMonthsIsCounted) {
  const std::string counts = "start_month counts months from the start of the scenario";
  const std::string ten = counts + "; 2026-01 is 10 months after 2025-03";
  for (const char* month : {"\"2026-01\"", "2026-01-15", "2026-01-15T00:00:00"}) {
    EXPECT_THAT(error_of(std::string("[levers]\nus_backup = { intensity = 0.6, start_month = ") +
                         month + " }\n"),
                AllOf(StartsWith("scenario.toml:2:46: levers.us_backup.start_month is "),
                      EndsWith("expected a number; " + ten)))
        << month;
  }
  EXPECT_THAT(error_of_setting("levers.us_backup.start_month", "2026-01"), EndsWith(ten));
  EXPECT_THAT(error_of("extends = \"korea_1953\"\n[levers]\n"
                       "us_backup = { start_month = \"1951-09\" }\n"),
              EndsWith("1951-09 is 3 months after 1951-06"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "{ start_month = \"1999-01\" }"),
              EndsWith(counts));
  // Without marks the parser refuses it; quotation marks would not help.
  EXPECT_THAT(error_of("[levers]\nus_backup = { start_month = 2026-01 }\n"),
              EndsWith(counts + ": write a number"));
  EXPECT_THAT(error_of("[levers.us_backup]\nstart_month = 2026-01\n"),
              EndsWith(counts + ": write a number"));
  // Elsewhere a month is no number either, and to write it with marks would not help.
  EXPECT_THAT(error_of("[levers]\nus_backup = 2026-01\n"),
              EndsWith("; write a number, not 2026-01"));
  EXPECT_THAT(error_of("[levers]\nus_backup = \"2026-01\"\n"),
              EndsWith("expected a number, 0 to 1, or a distribution"));
}

TEST_F(ScenarioErrors, WordForYesOrNoIsToldWhatItsKeyTakes) {
  const std::array<const char*, 2> slips[] = {
      {"[levers]\nnato_before_ceasefire = yes", "; write 1, not yes"},
      {"[levers] # mine\nnato_before_ceasefire = No # never", "; write 0, not No"},
      {"levers.us_backup = on", "; write 1, not on"},
      {"levers = { us_backup = { intensity = yes } }", "; write intensity = 1, not yes"},
      {"[levers]\nnato_before_ceasefire = true", "; write 1, not true"},
      {"[levers]\nnato_before_ceasefire = \"yes\"", "; write 1, not yes"},
      {"[switches]\ntalks = no", "; write false, not no"},
      {"[switches]\ntalks = \"no\"", "; write false, not no"},
      {"switches = { talks = Yes }", "; write talks = true, not Yes"},
      {"[parameters.putin]\ncannot_stop = yes", "; write 1, not yes"},
      {"[parameters.front]\ndead_zone = yes", "; write a number, not yes"},
      {"[actors.HU]\nnato_member = no", "; write false, not no"},
      {"[actors.HU]\ntie = high", "; write a number, not high"},
      {"[levers]\nus_backup = high", "; write a number, not high"},
      {"[switches]\ntalks = maybe", "; write true or false, not maybe"},
  };
  for (const auto& [text, hint] : slips) {
    EXPECT_THAT(error_of(std::string(text) + "\n"), EndsWith(hint)) << text;
  }
  EXPECT_THAT(error_of_setting("levers.nato_before_ceasefire", "yes"),
              EndsWith("; write 1, not yes"));
  EXPECT_THAT(error_of_setting("switches.talks", "off"), EndsWith("; write false, not off"));
}

TEST_F(ScenarioErrors, HintForAWordOfYesOrNoIsAccepted) {
  EXPECT_EQ(error_of("[levers]\nnato_before_ceasefire = 1\n"), "");
  EXPECT_EQ(error_of("levers = { us_backup = { intensity = 1 } }\n"), "");
  EXPECT_EQ(error_of("[switches]\ntalks = false\n"), "");
  EXPECT_EQ(error_of("[parameters.putin]\ncannot_stop = 1\n"), "");
  EXPECT_EQ(error_of("[actors.HU]\nnato_member = false\n"), "");
  EXPECT_EQ(error_of("[actors.HU]\ntie = { value = 0.3, from = \"2026-05\" }\n"), "");
}

TEST_F(ScenarioErrors, NumberOfTheCommandLineThatIsNoTomlIsToldAsInAFile) {
  EXPECT_THAT(error_of_setting("levers.us_backup", ".3"), EndsWith("; write 0.3, not .3"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "1."), EndsWith("; write 1.0, not 1."));
  EXPECT_THAT(error_of_setting("actors.HU.tie", ".3"), EndsWith("; write 0.3, not .3"));
  EXPECT_THAT(error_of_setting("actors.HU.tie", "-.3"), EndsWith("; write -0.3, not -.3"));
  EXPECT_THAT(error_of_setting("levers.us_backup", ".3e1"), EndsWith("; write 0.3e1, not .3e1"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "00.5"), EndsWith("; write 0.5, not 00.5"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "{ intensity = .3 }"),
              EndsWith("; write intensity = 0.3, not .3"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "\"0.3\""),
              EndsWith("; write 0.3 without quotation marks"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "infinity"),
              EndsWith("expected a number, 0 to 1, or a distribution"));
}

TEST_F(ScenarioErrors, SlipInsideBracesIsToldWithItsKey) {
  const std::string hint = "; write from = \"2026-05\", not 2026-05";
  EXPECT_THAT(error_of("[actors.HU]\ntie = { value = 0.3, from = 2026-05 }\n"), EndsWith(hint));
  EXPECT_THAT(error_of("[actors.HU]\ntie = [\n  0.9,\n  { value = 0.3, from = 2026-05 },\n]\n"),
              EndsWith(hint));
  EXPECT_THAT(
      error_of("actors.HU = { name = \"a = b, c\", tie = { value = 0.3, from = 2026-05 } }\n"),
      EndsWith(hint));
  EXPECT_THAT(error_of_setting("actors.HU.tie", "{ value = 0.3, from = 2026-05 }"), EndsWith(hint));
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity = 0,8 }\n"),
              EndsWith("; write intensity = 0.8, not 0,8"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity = { distribution = uniform, min = 0, "
                       "max = 1 } }\n"),
              EndsWith("; write distribution = \"uniform\", not uniform"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity: 0.8 }\n"),
              EndsWith("; write intensity = 0.8"));
  EXPECT_THAT(error_of("with = [\"nato_provokes\", no_us_backup]\n"),
              EndsWith("; write \"no_us_backup\", not no_us_backup"));
  EXPECT_THAT(error_of("[events]\npatron_change = never\n"),
              EndsWith("; write a month such as \"2026-05\""));
  EXPECT_THAT(error_of_setting("actors.HU.tie", "{ value = 0.3, from = 2026-5 }"),
              EndsWith("; write from = \"2026-05\", not 2026-5"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { when = after_stop }\n"),
              EndsWith("; write when = \"after_stop\", not after_stop"));
}

TEST_F(ScenarioErrors, OptionOfTheCommandAndACriticAreToldFromKeys) {
  EXPECT_EQ(error_of("horizon = 24\n"),
            "scenario.toml:1:1: unknown key \"horizon\"; the horizon is an option of the command, "
            "not part of a scenario: --horizon 24");
  EXPECT_THAT(error_of("[levers]\nus_backup = 1\ntrials = 500\n"), EndsWith(": --trials 500"));
  EXPECT_THAT(error_of_setting("horizon", "36"), EndsWith(": --horizon 36"));
  EXPECT_THAT(error_of("critic = \"nato_provokes\"\n"),
              AllOf(HasSubstr("unknown key \"critic\"; a critic is a scenario"),
                    HasSubstr("write with = \"nato_provokes\", or say --with nato_provokes")));
  EXPECT_EQ(error_of("with = \"nato_provokes\"\n"), "") << "what the hint says is accepted";
  EXPECT_THAT(error_of("zebra = 1\n"),
              AllOf(HasSubstr("unknown key \"zebra\"; expected \"extends\", \"with\", "),
                    EndsWith(" or \"posterior\"")));
}

TEST_F(ScenarioErrors, KeyOfTheFileUnderATableIsSentAboveIt) {
  EXPECT_EQ(error_of("[levers]\nstart = \"2025-03\"\n"),
            "scenario.toml:2:1: unknown lever \"start\"; start is a key of the whole scenario; "
            "expected it above the first [table] of the file");
  EXPECT_THAT(error_of("[levers]\nus_backup = 1\ntitle = \"x\"\n"),
              HasSubstr("above the first [table]"));
}

TEST_F(ScenarioErrors, APartOfTheNameOfALeversKeyIsTakenForThatKey) {
  EXPECT_EQ(error_of("[levers]\nus_backup = { intensity = 1, start = 6 }\n"),
            "scenario.toml:2:30: unknown key \"start\" of levers.us_backup; did you mean "
            "\"start_month\"?");
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity = 1, ramp = 6 }\n"),
              EndsWith("did you mean \"ramp_months\"?"));
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity = 1, title = 6 }\n"),
              HasSubstr("above the first [table]"));
}

TEST_F(ScenarioErrors, AKeyOrATableThatIsThereTwiceIsToldWithBothPlaces) {
  EXPECT_EQ(error_of("[levers]\nus_backup = 1\nmediation = 1\nus_backup = 0\n"),
            "scenario.toml:4:13: levers.us_backup is set twice, first in line 2; expected it once");
  EXPECT_EQ(
      error_of("[levers]\nus_backup = 1\n[switches]\ntalks = true\n[levers]\n"),
      "scenario.toml:5:1: [levers] stands twice, first in line 1; expected one table with all "
      "its keys");
  EXPECT_EQ(error_of("title = \"x\"\nlevers.mediation = 1\nlevers.mediation = 0\n"),
            "scenario.toml:3:20: levers.mediation is set twice, first in line 2; expected it once");
  EXPECT_THAT(error_of("[levers]\nus_backup = { intensity = 1, intensity = 0 }\n"),
              HasSubstr("intensity is set twice; expected it once"));
  EXPECT_EQ(error_of_setting("levers.us_backup", "{ intensity = 1, intensity = 0 }"),
            "--set levers.us_backup: intensity is set twice; expected it once");
}

TEST_F(ScenarioErrors, SlipOfTheUnitAndHalfAnEventAreRefused) {
  EXPECT_THAT(error_of_setting("initial.occupied_share_pct", "0.19"),
              EndsWith("expected 1 to 60 (% of territory); did you mean 19?"));
  EXPECT_THAT(error_of_setting("initial.occupied_share_pct", "95"), HasSubstr("expected 1 to 60"));
  EXPECT_THAT(error_of_setting("initial.invader_manpower_thousand", "600000"),
              HasSubstr("expected 10 to 5000 (thousand)"));
  EXPECT_THAT(error_of_setting("initial.reserve_usd_bn", "37e9"), HasSubstr("expected 0 to 1000"));
  EXPECT_THAT(error_of_setting("parameters.putin.cannot_stop", "0.3"),
              HasSubstr("is 0.3; expected 0 or 1; or { distribution = \"bernoulli\", probability = "
                        "0.3 }"));
  EXPECT_THAT(error_of_setting("parameters.putin.cannot_stop",
                               "{ distribution = \"uniform\", min = 0, max = 1 }"),
              HasSubstr("expected 0 or 1: use \"bernoulli\""));
  EXPECT_THAT(
      error_of_setting("parameters.putin.cannot_stop",
                       "{ distribution = \"discrete\", values = [0, 0.5], weights = [1, 1] }"),
      HasSubstr("can be drawn as 0.5; expected 0 or 1"));
  EXPECT_EQ(error_of_setting("parameters.putin.cannot_stop",
                             "{ distribution = \"bernoulli\", probability = 0.3 }"),
            "");
}

TEST_F(ScenarioErrors, CircleOfExtendsIsReportedWhereItCloses) {
  EXPECT_EQ(error_of("extends = \"scenario.toml\"\n"),
            "scenario.toml:1:1: extends names this file itself: scenario.toml -> scenario.toml");
  write("other.toml", "title = \"x\"\nextends = \"scenario.toml\"\n");
  EXPECT_EQ(error_of("extends = \"other.toml\"\n"),
            "other.toml:2:1: extends goes round in a circle: scenario.toml -> other.toml -> "
            "scenario.toml");
}

TEST_F(ScenarioErrors, MistakeInAnExtendedFileIsReportedThere) {
  write("base.toml", "[levers]\nus_backup = 3\n");
  EXPECT_THAT(error_of("extends = \"base.toml\"\n[levers]\nus_backup = 0.5\n"),
              StartsWith("base.toml:2:13: levers.us_backup is 3"));
}

TEST_F(ScenarioErrors, SettingIsCheckedAsAFileIs) {
  EXPECT_EQ(error_of_setting("levers.secondary_sanction", "1"),
            "--set levers.secondary_sanction: unknown lever \"secondary_sanction\"; did you mean "
            "\"secondary_sanctions\"?");
  EXPECT_EQ(error_of_setting("levers.us_backup", "2"),
            "--set levers.us_backup: levers.us_backup is 2; expected 0 to 1; the nearest is 1");
  EXPECT_EQ(error_of_setting("rule", "fair"),
            "--set rule: rule is the text \"fair\"; expected \"quantal\", \"rational\", "
            "\"prospect\" or \"equilibrium\"");
  EXPECT_EQ(error_of_setting("war", "cold"),
            "--set war: war is the text \"cold\"; expected \"hazard\" or \"walk\"");
  EXPECT_EQ(error_of_setting("commitment", "\"oath\""),
            "--set commitment: commitment is the text \"oath\"; expected \"belief\" or "
            "\"threshold\"");
  EXPECT_EQ(error_of_setting("relapse", "chess"),
            "--set relapse: relapse is the text \"chess\"; expected \"hazard\" or \"game\"");
  EXPECT_THAT(error_of_setting("switches.talks", "no"), HasSubstr("expected true or false"));
  EXPECT_THAT(error_of_setting("levers.us_backup", ""), EndsWith("the value is missing"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "[1"), HasSubstr("[1 is no value"));
  EXPECT_THAT(error_of_setting("levers.us_backup", "1\nrule = \"rational\""),
              HasSubstr("longer than one line"));
  EXPECT_THAT(error_of_setting("a]\n[levers", "1"), HasSubstr("not a name"));
  EXPECT_THAT(error_of_setting("", "1"), HasSubstr("not a name"));
  EXPECT_THAT(error_of_setting("levers..us_backup", "1"), HasSubstr("not a name"));
  EXPECT_THAT(error_of_setting("dead_zone", "1"),
              EndsWith("did you mean \"parameters.front.dead_zone\"?"));
  EXPECT_THAT(error_of_setting("extends", "\"x.toml\""),
              EndsWith("only a file can extend another"));
  EXPECT_THAT(error_of_setting("actors", "nowhere.toml"), HasSubstr("no such file"));
}

}  // namespace
}  // namespace armistice
