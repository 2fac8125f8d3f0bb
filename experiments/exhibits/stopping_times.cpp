// When the fighting stops: cumulative incidence of each way in which it can first stop.
#include <fmt/format.h>

#include <map>
#include <optional>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

/// One scenario: the outcome that every trial begins with, and the months of the table.
struct Course {
  std::string scenario;
  std::string still_fighting;  // the outcome whose share falls
  std::string last_date;
  std::optional<std::string> half_date;  // by which half of the trials have stopped
  double last_share = 0;
};

std::vector<Course> courses_of(const ResultFolder& result, const ResultTable& table) {
  std::vector<Course> courses;
  std::map<std::string, std::map<std::string, double>> first;
  const auto course_of = [&](const ResultRow& row) -> Course& {
    const std::string scenario = result.scenario_of(row);
    for (Course& course : courses) {
      if (course.scenario == scenario) return course;
    }
    Course& course = courses.emplace_back();
    course.scenario = scenario;
    return course;
  };
  for (const ResultRow& row : rows_of(table)) {
    Course& course = course_of(row);
    auto& start = first[result.scenario_of(row)];
    const double share = row.number("share");
    start.emplace(row["outcome"], share);
    // Only the share that has not stopped begins with most of the trials.
    if (course.still_fighting.empty() ||
        start.at(row["outcome"]) > start.at(course.still_fighting)) {
      course.still_fighting = row["outcome"];
    }
  }
  for (const ResultRow& row : rows_of(table)) {
    Course& course = course_of(row);
    if (row["outcome"] != course.still_fighting) continue;
    course.last_date = row["date"];
    course.last_share = row.number("share");
    if (!course.half_date && 2 * course.last_share <= 1) course.half_date = row["date"];
  }
  return courses;
}

std::string title_of(const Course& course, const Digits& digits) {
  if (course.half_date) {
    return fmt::format("{}: half of the trials have stopped fighting by {}", course.scenario,
                       *course.half_date);
  }
  return fmt::format("{}: by {} the fighting has stopped in {} of the trials", course.scenario,
                     course.last_date, digits.with_unit(1 - course.last_share));
}

}  // namespace

std::vector<Exhibit> stopping_times(const ResultFolder& result) {
  const ResultTable table = result.table("incidence.csv");
  const Digits digits = Digits::of_share(result.trials());
  std::vector<ColumnStyle> columns{
      made_column("scenario", "scenario",
                  [&result](const ResultRow& row) { return result.scenario_of(row); }),
      text_column("date", "by the end of"),
      made_column("label", "outcome",
                  [](const ResultRow& row) { return words_of(row["outcome"]); }),
      number_column("share", "share, %", digits)};
  for (ColumnStyle& column : both_uncertainties(digits)) columns.push_back(std::move(column));
  std::string title;
  for (const Course& course : courses_of(result, table)) {
    title += (title.empty() ? "" : "; ") + title_of(course, digits);
  }
  return {{"incidence", title,
           "Each line is the share of trials that had first stopped in this way by the end of a "
           "month; of continued war, the share that had not stopped. The dark band is the sampling "
           "error (95 %), which more trials would narrow. The light band is what we do not know: "
           "the 5 to 95 % range over parameter sets.",
           shown(rows_of(table), columns)}};
}

}  // namespace armistice
