// Fans and the months that were observed before their start.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;
using testing::HasSubstr;

/// What a fan shows as observed: month and value, by the column of data/observed_monthly.csv.
std::map<std::string, std::string> observed_in(const Exhibit& fan) {
  std::map<std::string, std::string> observed;
  for (const auto& row : fan.table.rows) {
    if (row.at(1).value == "observed") observed[row.at(2).value] = row.back().value;
  }
  return observed;
}

std::map<std::string, std::string> observed_months(const std::string& column,
                                                   const std::string& before) {
  const ResultTable table =
      read_table(std::filesystem::path(ARMISTICE_SOURCE_DIR) / "data" / "observed_monthly.csv", {});
  std::map<std::string, std::string> months;
  for (const ResultRow& row : rows_of(table)) {
    if (row["month"] < before && !row[column].empty()) months[row["month"]] = row[column];
  }
  return months;
}

TEST_F(Exhibits, FansHaveTheObservedMonthsBeforeTheStartAndNoneAfterIt) {
  for (const std::string start : {"2025-03", "2023-03"}) {
    const ResultFolder result =
        result_of_command("run status_quo --force --trials 32 --horizon 12 --set start=" + start);
    const std::vector<Exhibit> fans_here = fans(result);
    ASSERT_EQ(fans_here.size(), 3u);
    EXPECT_EQ(observed_in(fans_here[0]), observed_months("occupied_share_pct", start));
    EXPECT_EQ(observed_in(fans_here[1]), observed_months("russian_casualties_thousand", start));
    EXPECT_TRUE(observed_in(fans_here[2]).empty());  // nobody published them
    EXPECT_THAT(fans_here[0].reading, HasSubstr("DeepStateMap"));
    EXPECT_THAT(fans_here[2].reading, testing::Not(HasSubstr("observed")));
  }
}

TEST_F(Exhibits, AWarOfAnotherTimeHasNoObservedMonths) {
  const ResultFolder result = result_of_command("run korea_1953 --trials 32 --horizon 12");
  for (const Exhibit& fan : fans(result)) EXPECT_TRUE(observed_in(fan).empty());
}

}  // namespace
}  // namespace armistice
