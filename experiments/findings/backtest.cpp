#include "experiments/findings/backtest.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "experiments/findings/run_facts.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

const Digits kThreeDigits = Digits::general(3);
const Digits kWholePercent = Digits::fixed_percent(0);

Cell shown(double x) { return std::isfinite(x) ? Cell(Number{x, kThreeDigits}) : Cell(); }
Cell shown_share(double x) { return std::isfinite(x) ? Cell(Number{x, kWholePercent}) : Cell(); }
Cell value(double x) { return std::isfinite(x) ? Cell(x) : Cell(); }
Cell ends(const ShareInterval& range) {
  return std::isfinite(range.low) ? Cell(Ends{range.low, range.high, {kWholePercent}}) : Cell();
}

/// What a lower score of is better.
double loss(const ScoreRow& row) { return std::isfinite(row.crps) ? row.crps : row.log_score; }

/// Rows of one series and one distance, the model's first.
using Contest = std::vector<const ScoreRow*>;

std::vector<Contest> contests_of(const Backtest& b) {
  std::vector<Contest> contests;
  for (const ScoreRow& row : b.rows) {
    if (!row.shared) continue;
    if (row.method == kModel) contests.emplace_back();
    contests.back().push_back(&row);
  }
  return contests;
}

Table printed_scores(const Contest& contest) {
  Table table{.columns = {label_column({"method"}), figure_column({"origins"}),
                          figure_column({"apart"}), figure_column({"score"}),
                          figure_column({"error"}), figure_column({"in 50 %"}),
                          figure_column({"in 90 %"}), figure_column({"5 - 95 %"})}};
  for (const ScoreRow* row : contest) {
    table.rows.push_back({std::string(row->method), whole(row->origins), whole(row->independent),
                          shown(loss(*row)), shown(row->error), shown_share(row->inside_50),
                          shown_share(row->inside_90), ends(row->range_90)});
  }
  return table;
}

/// "1 month ahead", "12 months ahead".
Text distance(int ahead) { return say("{} ahead", Counted{ahead, "month"}); }

std::string_view words_of(std::string_view series) {
  for (const SeriesDeclaration& d : series_declarations()) {
    if (d.name == series) return d.words;
  }
  return "whether the fighting stops within so many months";
}

void add_contests(Report& report, const Backtest& b) {
  std::string_view series;
  for (const Contest& contest : contests_of(b)) {
    if (contest.front()->series != series) {
      series = contest.front()->series;
      report.paragraph(say("{}: {}", series, words_of(series)), 0, true);
    }
    report.paragraph(distance(contest.front()->ahead), 0, true);
    report.table(printed_scores(contest), 2, false);
  }
}

/// Where some baseline scores better than the model.
void add_verdict(Report& report, const Backtest& b) {
  int won = 0, all = 0;
  std::vector<std::string> lost;
  for (const Contest& contest : contests_of(b)) {
    const ScoreRow* best = contest.front();
    for (const ScoreRow* row : contest) {
      if (loss(*row) < loss(*best)) best = row;
    }
    ++all;
    won += best == contest.front();
    if (best == contest.front()) continue;
    lost.push_back(fmt::format("{} at {} to {}", contest.front()->series, contest.front()->ahead,
                               best->method));
  }
  report.paragraph(say("The model has the best score in {} of {} contests of a series and a "
                       "distance.{}",
                       won, all, lost.empty() ? "" : " It loses:"),
                   0, true);
  for (const std::string& each : lost) report.item(say("- {}", each));
}

nlohmann::ordered_json run_of(const Backtest& b) {
  nlohmann::ordered_json run = begin_run("backtest");
  run["scenario"] = {{"name", b.name}, {"title", b.title}, {"digest", b.digest}};
  if (!b.settings.set.empty()) {
    for (const Setting& s : b.settings.set) {
      run["set"].push_back(fmt::format("{} = {}", s.name, s.value));
    }
  }
  run["seed"] = b.settings.seed;
  run["trials"] = b.settings.trials;
  run["observations"] = b.settings.observations.filename().string();
  run["first_origin"] = to_string(b.origins.front());
  run["last_origin"] = to_string(b.origins.back());
  run["status"] = status_of(true);
  return run;
}

Table scores_of(const Backtest& b) {
  Table table{
      .name = "scores",
      .columns = {column("series"), column("horizon"), column("method"), column("origins"),
                  column("n"), column("independent"), column("crps"), column("interval_score"),
                  column("log_score"), column("error"), column("pit"), column("inside_50"),
                  column("inside_50_low"), column("inside_50_high"), column("inside_90"),
                  column("inside_90_low"), column("inside_90_high")}};
  for (const ScoreRow& r : b.rows) {
    table.rows.push_back({std::string(r.series), whole(r.ahead), std::string(r.method),
                          r.shared ? "shared" : "all", whole(r.origins), whole(r.independent),
                          value(r.crps), value(r.interval_score), value(r.log_score),
                          value(r.error), value(r.pit), value(r.inside_50), value(r.range_50.low),
                          value(r.range_50.high), value(r.inside_90), value(r.range_90.low),
                          value(r.range_90.high)});
  }
  return table;
}

Table forecasts_of(const Backtest& b) {
  Table table{.name = "forecasts",
              .columns = {column("series"), column("origin"), column("horizon"), column("method"),
                          column("observed"), column("p05"), column("p25"), column("median"),
                          column("p75"), column("p95"), column("crps"), column("pit"),
                          column("probability"), column("log_score")}};
  for (const SeriesForecast& f : b.forecasts) {
    const Score& s = f.score;
    table.rows.push_back(
        {std::string(series_declarations()[static_cast<std::size_t>(f.series)].name),
         to_string(f.origin), whole(f.ahead), std::string(f.method), s.observed, s.p05, s.p25,
         s.median, s.p75, s.p95, s.crps, s.pit, Cell(), Cell()});
  }
  for (const StopForecast& f : b.stops) {
    table.rows.push_back({std::string(kStopped), to_string(f.origin), whole(f.ahead),
                          std::string(f.method), f.stopped ? 1.0 : 0.0, Cell(), Cell(), Cell(),
                          Cell(), Cell(), Cell(), Cell(), f.probability, f.log_score});
  }
  return table;
}

}  // namespace

Report report_of(const Backtest& b) {
  Report report;
  report.of_trials = false;
  report.of_the_model = true;
  report.run = run_of(b);
  report.paragraph(say("{}: {}", b.name, b.title));
  report.paragraph(say("{} from {} to {}, {} each, seed {}, scored against {}",
                       Counted{static_cast<std::int64_t>(b.origins.size()), "origin"},
                       to_string(b.origins.front()), to_string(b.origins.back()),
                       Counted{b.settings.trials, "trial"}, whole(b.settings.seed),
                       b.settings.observations.filename().string()),
                   2);
  report.paragraph(say("A forecast starts in the state of its origin, which knows nothing later. "
                       "The parameters are those of March 2025: some were set on the months that "
                       "are forecast here (armistice parameters has their sources). A baseline "
                       "knows the months before the origin alone."),
                   0, true);
  report.paragraph(say("score: the continuous ranked probability score in the unit of the series, "
                       "of a stop the logarithmic score; less is better. error: median less "
                       "observed. in 50 %, in 90 %: share of what was observed that lies in those "
                       "intervals, and how sure the last is. apart: windows that do not overlap."),
                   0, true);
  add_verdict(report, b);
  add_contests(report, b);
  report.tables = {scores_of(b), forecasts_of(b)};
  return report;
}

}  // namespace armistice
