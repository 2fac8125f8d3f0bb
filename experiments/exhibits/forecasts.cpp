// How forecasts from months that have passed fared: their scores against those of baselines, where
// the model loses, and how often what was observed lay in its intervals.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

constexpr std::string_view kModel = "model";

/// "American military aid, EUR bn a month"
std::string series_words(const ResultRow& row) {
  constexpr std::string_view kUnits[][2] = {
      {"_pct", ", %"}, {"_thousand", ", thousand a month"}, {"_eur_bn", ", EUR bn a month"}};
  std::string name = row["series"];
  if (name == "stopped") return "whether the fighting stops";
  std::string unit;
  for (const auto& [end, words] : kUnits) {
    if (!name.ends_with(end)) continue;
    name.erase(name.size() - end.size());
    unit = words;
  }
  name = words_of(name);
  if (name.starts_with("us ")) name = "American" + name.substr(2);
  if (name.starts_with("european ")) name.front() = 'E';
  if (name.starts_with("russian ")) name.front() = 'R';
  return name + unit;
}

std::string ahead(const ResultRow& row) {
  return counted(static_cast<std::int64_t>(row.number("horizon")), "month") + " ahead";
}

/// The score of a row, of which less is better: logarithmic where only a chance was forecast.
double score_of(const ResultRow& row) {
  return row["crps"].empty() ? row.number("log_score") : row.number("crps");
}

bool is_model(const ResultRow& row) { return row["method"] == kModel; }

/// Rows of one series and one distance, over the origins that all methods have.
std::vector<RowGroup> contests_of(const ResultTable& table) {
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(table)) {
    if (row["origins"] == "shared" && std::isfinite(score_of(row))) rows.push_back(row);
  }
  std::vector<RowGroup> contests =
      grouped(rows, [](const ResultRow& row) { return row["series"] + ' ' + row["horizon"]; });
  std::erase_if(contests, [](const RowGroup& contest) {
    return std::none_of(contest.rows.begin(), contest.rows.end(), is_model);
  });
  return contests;
}

const ResultRow& best_of(const RowGroup& contest) {
  return *std::min_element(
      contest.rows.begin(), contest.rows.end(),
      [](const ResultRow& a, const ResultRow& b) { return score_of(a) < score_of(b); });
}
const ResultRow& model_of(const RowGroup& contest) {
  return *std::find_if(contest.rows.begin(), contest.rows.end(), is_model);
}
bool loses(const RowGroup& contest) {
  return score_of(best_of(contest)) < score_of(model_of(contest));
}

constexpr std::string_view kScores =
    "The score is the continuous ranked probability score, in the unit of the series; of a stop "
    "the "
    "logarithmic score. Less is better. It is a mean over the origins that all methods forecast "
    "from. A baseline knows the months before the origin alone.";

std::vector<ColumnStyle> contest_columns() {
  const Digits digits = Digits::three();
  return {made_column("panel", "series", series_words),
          made_column("label", "distance", ahead),
          text_column("method", "method"),
          made_column("kind", "kind",
                      [](const ResultRow& row) { return is_model(row) ? "model" : "baseline"; }),
          number_column("n", "forecasts", Digits::exact()),
          number_column("disjoint_windows", "that do not overlap", Digits::exact()),
          number_column("crps", "score (CRPS)", digits),
          number_column("log_score", "score (logarithmic)", digits),
          change_column("error", "median less observed", digits)};
}

}  // namespace

std::vector<Exhibit> forecast_scores(const ResultFolder& result) {
  const ResultTable table = result.table("scores.csv");
  const std::vector<RowGroup> contests = contests_of(table);
  std::vector<ResultRow> rows;
  for (const RowGroup& contest : contests) {
    // The model is drawn last, above what it is held against.
    std::copy_if(contest.rows.begin(), contest.rows.end(), std::back_inserter(rows),
                 [](const ResultRow& row) { return !is_model(row); });
    rows.push_back(model_of(contest));
  }
  const auto won = std::count_if(contests.begin(), contests.end(),
                                 [](const RowGroup& contest) { return !loses(contest); });
  return {{"scores",
           fmt::format("The model forecasts best in {} of {} of a series and a distance", won,
                       counted(std::ssize(contests), "contest")),
           fmt::format("Each dot is the score of a method. {}", kScores),
           shown(rows, contest_columns())}};
}

std::vector<Exhibit> forecasts_lost(const ResultFolder& result) {
  const ResultTable table = result.table("scores.csv");
  std::vector<ResultRow> rows;
  const ResultRow* worst = nullptr;  // the model's
  const ResultRow* than = nullptr;
  double most = 1;
  const std::vector<RowGroup> contests = contests_of(table);
  for (const RowGroup& contest : contests) {
    if (!loses(contest)) continue;
    const ResultRow &model = model_of(contest), &best = best_of(contest);
    rows.push_back(model);
    rows.push_back(best);
    const double times = score_of(best) > 0 ? score_of(model) / score_of(best) : 1;
    if (times <= most) continue;
    most = times;
    worst = &model;
    than = &best;
  }
  if (worst == nullptr) return {};
  return {{"",
           fmt::format("It loses most at {}, {}: its score is {} times that of {}",
                       series_words(*worst), ahead(*worst), Digits::three().plain(most),
                       words_of((*than)["method"])),
           fmt::format("Each pair of rows is a contest that the model loses, and the best baseline "
                       "there. {}",
                       kScores),
           shown(rows, contest_columns())}};
}

std::vector<Exhibit> forecast_coverage(const ResultFolder& result) {
  const ResultTable table = result.table("scores.csv");
  std::vector<ResultRow> rows;
  constexpr double kShould = 0.9;
  const auto off = [](const ResultRow& row) { return std::abs(row.number("inside_90") - kShould); };
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    // Where baselines lack an origin, the model has a row over all of its own too.
    const bool wider = std::any_of(all.begin(), all.end(), [&](const ResultRow& other) {
      return is_model(other) && other["origins"] == "all" && other["series"] == row["series"] &&
             other["horizon"] == row["horizon"];
    });
    if (!is_model(row) || row["inside_90"].empty() || (wider && row["origins"] != "all")) continue;
    rows.push_back(row);
  }
  if (rows.empty()) return {};
  const ResultRow& farthest =
      *std::max_element(rows.begin(), rows.end(),
                        [&](const ResultRow& a, const ResultRow& b) { return off(a) < off(b); });
  const Digits digits = Digits::fixed_percent(0);
  return {
      {"coverage",
       fmt::format("90 % intervals of the model hold {} of what was observed of {}, {}: the "
                   "farthest from 90 %",
                   digits.with_unit(farthest.number("inside_90")), series_words(farthest),
                   ahead(farthest)),
       "The dots are shares of what was observed that lay in the model's intervals of 50 and of "
       "90 %; the lines are 5 to 95 % of a bootstrap of blocks of origins. The dashed lines are "
       "where the dots should be.",
       shown(rows,
             {made_column("panel", "series", series_words), made_column("label", "distance", ahead),
              number_column("n", "forecasts", Digits::exact()),
              number_column("disjoint_windows", "that do not overlap", Digits::exact()),
              number_column("inside_50", "in 50 %, %", digits),
              number_column("inside_50_low", "from", digits),
              number_column("inside_50_high", "to", digits),
              number_column("inside_90", "in 90 %, %", digits),
              number_column("inside_90_low", "from", digits),
              number_column("inside_90_high", "to", digits)})}};
}

}  // namespace armistice
