// Charts alone and the printed page: what is asked of the browser, and what is refused. A script
// stands in for the browser; tools/page-test takes a real one.
#include "experiments/exhibits/chart_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using support::Program;
using testing::HasSubstr;

class ChartFiles : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run("run status_quo --trials 200 --horizon 12 --quiet --out out").status, 0);
    stand_in(R"(for word in "$@"; do
  case $word in --print-to-pdf=*) echo %PDF-of-a-browser >"${word#*=}" ;; esac
  last=$word
done
case $last in
  file:///*memo.html#svg)
    echo '<script type="application/json" id="drawn">{"exhibit-1": "\u003csvg>1\u003c/svg>"}</script>' ;;
esac)");
  }
  /// What is started for a browser from now on.
  void stand_in(const std::string& script) {
    std::ofstream(folder_ / "browser") << "#!/bin/sh\n" << script << '\n';
    fs::permissions(folder_ / "browser", fs::perms::owner_all);
  }
  support::Answer report(const std::string& options) {
    return shell("ARMISTICE_BROWSER=\"$PWD/browser\" \"$A\" report out " + options);
  }
};

TEST_F(ChartFiles, AreThoseThatTheBrowserDrew) {
  const auto answer = report("--svg charts");
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_EQ(answer.out, "charts: 1 chart from 1 result\n");
  EXPECT_EQ(names_in("charts"), (std::set<std::string>{"exhibit-1.svg"}));
  EXPECT_THAT(result("charts/exhibit-1.svg"), testing::StartsWith("<svg>1</svg>\n"));
  EXPECT_TRUE(is_unchanged_chart(result("charts/exhibit-1.svg")));
}

TEST_F(ChartFiles, ReplaceChartsThatNobodyEditedAndOnlyIfTold) {
  ASSERT_EQ(report("--svg charts").status, 0);
  EXPECT_EQ(report("--svg charts").status, 2);
  EXPECT_EQ(report("--svg charts --force").status, 0);
  std::ofstream(folder_ / "charts/exhibit-1.svg", std::ios::app) << "mine\n";
  EXPECT_THAT(report("--svg charts --force").err,
              HasSubstr("has changed since armistice wrote it"));
  EXPECT_THAT(result("charts/exhibit-1.svg"), HasSubstr("mine"));
}

TEST_F(ChartFiles, LeaveWhatElseIsInTheFolder) {
  ASSERT_EQ(shell("mkdir charts; echo mine > charts/figure.svg").status, 0);
  ASSERT_EQ(report("--svg charts").status, 0);
  EXPECT_EQ(result("charts/figure.svg"), "mine\n");
}

TEST_F(ChartFiles, AFileOfAnotherHandWithAChartsNameIsNotReplaced) {
  ASSERT_EQ(shell("mkdir charts; echo mine > charts/exhibit-1.svg").status, 0);
  EXPECT_THAT(report("--svg charts --force").err, HasSubstr("armistice did not write this file"));
  EXPECT_EQ(result("charts/exhibit-1.svg"), "mine\n");
}

TEST_F(ChartFiles, APageIsPrintedWhereNothingStands) {
  EXPECT_EQ(report("--pdf memo.pdf").status, 0);
  EXPECT_EQ(result("memo.pdf"), "%PDF-of-a-browser\n");
  EXPECT_THAT(report("--pdf memo.pdf --force").err, HasSubstr("is there already"));
}

TEST_F(ChartFiles, ABrowserThatFailsOrDrawsNothingLeavesNothing) {
  for (const char* script :
       {"exit 3", "echo '<p>nothing</p>'",
        "echo '<script type=\"application/json\" id=\"drawn\">{'",
        "echo '<script type=\"application/json\" id=\"drawn\">[1]</script>'"}) {
    stand_in(script);
    EXPECT_EQ(report("--svg charts").status, 3) << script;
    EXPECT_EQ(report("--pdf memo.pdf").status, 3) << script;
    EXPECT_FALSE(fs::exists(folder_ / "charts")) << script;
    EXPECT_FALSE(fs::exists(folder_ / "memo.pdf")) << script;
  }
}

TEST_F(ChartFiles, ChartsInPlaceStayIfNewOnesCannotBeDrawn) {
  ASSERT_EQ(report("--svg charts/").status, 0);
  const std::string before = result("charts/exhibit-1.svg");
  stand_in("exit 1");
  EXPECT_EQ(report("--svg charts --force").status, 3);
  EXPECT_EQ(result("charts/exhibit-1.svg"), before);
}

TEST_F(ChartFiles, ChartsOfAnEarlierPageAreRemovedAndCounted) {
  ASSERT_EQ(report("--svg charts").status, 0);
  ASSERT_EQ(shell("cp charts/exhibit-1.svg charts/exhibit-7.svg").status, 0);
  const auto answer = report("--svg charts --force");
  EXPECT_EQ(answer.out, "charts: 1 chart from 1 result; 1 chart of an earlier page removed\n");
  EXPECT_EQ(names_in("charts"), (std::set<std::string>{"exhibit-1.svg"}));
}

TEST_F(ChartFiles, AResultIsGivenOnce) {
  stand_in("exit 1");
  EXPECT_EQ(report("out --out a.html --svg charts").status, 2);
}

TEST_F(ChartFiles, ABrowserThatFailsLeavesThePageAsItIs) {
  ASSERT_EQ(report("--out a.html").status, 0);
  const std::string before = result("a.html");
  stand_in("exit 1");
  EXPECT_EQ(report("--out a.html --force --svg charts").status, 3);
  EXPECT_EQ(report("--out b.html --pdf b.pdf").status, 3);
  EXPECT_EQ(result("a.html"), before);
  EXPECT_EQ(names_in("."), (std::set<std::string>{"a.html", "browser", "out", "stderr", "stdout"}));
}

TEST_F(ChartFiles, OnePlaceIsNotWrittenTwice) {
  EXPECT_THAT(report("--out a.html --pdf ./a.html").err, HasSubstr("are the same place"));
  EXPECT_FALSE(fs::exists(folder_ / "a.html"));
}

TEST_F(ChartFiles, AFileBesideThePlaceStays) {
  ASSERT_EQ(shell("echo mine > a.html.part").status, 0);
  ASSERT_EQ(report("--out a.html").status, 0);
  EXPECT_EQ(result("a.html.part"), "mine\n");
  EXPECT_EQ(names_in("."),
            (std::set<std::string>{"a.html", "a.html.part", "browser", "out", "stderr", "stdout"}));
}

TEST_F(ChartFiles, AStopEndsTheBrowserTooAndLeavesNothing) {
  stand_in("echo $$ > \"$(dirname \"$0\")/process\"; exec sleep 60");
  const auto answer = shell(
      "export TMPDIR=\"$PWD/tmp\"; mkdir tmp; ARMISTICE_BROWSER=\"$PWD/browser\" \"$A\" report out "
      "--pdf memo.pdf & while [ ! -s process ]; do sleep .05; done; kill -TERM $!; wait $!; s=$?; "
      "ls tmp; kill -0 $(cat process) 2>/dev/null && echo alive; exit $s");
  EXPECT_EQ(answer.status, 75) << answer.err;
  EXPECT_EQ(answer.out, "");
  EXPECT_FALSE(fs::exists(folder_ / "memo.pdf"));
}

TEST_F(ChartFiles, WithoutABrowserOnlyThePageCanBeHad) {
  const auto answer =
      shell("env -u ARMISTICE_BROWSER PATH=/nowhere \"$A\" report out --svg charts");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("apt-get install chromium"));
  EXPECT_EQ(shell("env -u ARMISTICE_BROWSER PATH=/nowhere \"$A\" report out --out a.html").status,
            0);
  EXPECT_THAT(shell("ARMISTICE_BROWSER=/no/such \"$A\" report out --svg charts").err,
              HasSubstr("\"/no/such\": expected a program"));
}

}  // namespace
}  // namespace armistice
