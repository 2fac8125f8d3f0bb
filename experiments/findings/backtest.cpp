#include "experiments/findings/backtest.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/findings/run_facts.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

const Digits kThreeDigits = Digits::general(3);
const Digits kWholePercent = Digits::fixed_percent(0);

Cell shown(double x) { return std::isfinite(x) ? Cell(Number{x, kThreeDigits}) : Cell(); }
Cell shown_share(double x) { return std::isfinite(x) ? Cell(Number{x, kWholePercent}) : Cell(); }
Cell value(double x) { return std::isfinite(x) ? Cell(x) : Cell(); }
Cell ends(const MeanRange& range, const Digits& digits) {
  return std::isfinite(range.low) ? Cell(Ends{range.low, range.high, {digits}}) : Cell();
}

/// Rows of one series and one horizon: the model's, then the baselines', first the one to compare
/// with.
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
                          figure_column({"disjoint", "windows"}), figure_column({"score"}),
                          figure_column({"model", "less it"}), figure_column({"5 - 95 %"}),
                          figure_column({"error"}), figure_column({"in 50 %"}),
                          figure_column({"in 90 %"}), figure_column({"5 - 95 %"})}};
  for (const ScoreRow* row : contest) {
    table.rows.push_back({std::string(row->method), whole(row->origins),
                          whole(row->disjoint_windows), shown(loss(*row)), shown(row->difference),
                          ends(row->range_difference, kThreeDigits), shown(row->error),
                          shown_share(row->inside_50), shown_share(row->inside_90),
                          ends(row->range_90, kWholePercent)});
  }
  return table;
}

/// "a horizon of 1 month", "a horizon of 12 months".
std::string horizon(int ahead) { return fmt::format("a horizon of {}", counted(ahead, "month")); }

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
    report.paragraph(say("{} at {}", series, horizon(contest.front()->ahead)), 0, true);
    report.table(printed_scores(contest), 2, false);
  }
}

std::string listed(const Contest& contest, std::string_view method) {
  return fmt::format("- {} at {}: {}", contest.front()->series, horizon(contest.front()->ahead),
                     method);
}

void add_list(Report& report, const std::string& head, const std::vector<std::string>& items) {
  if (items.empty()) return;
  report.paragraph(say("{}:", head), 0, true);
  for (const std::string& each : items) report.item(say("{}", each));
}

/// The model against the baseline that was named before, and against the best in hindsight.
void add_verdict(Report& report, const Backtest& b) {
  std::vector<std::string> better, worse, undecided, beaten;
  bool idle = false;
  for (const Contest& contest : contests_of(b)) {
    if (contest.size() < 2) continue;
    if (contest.front()->undecidable) {
      idle = true;
      continue;
    }
    const ScoreRow& named = *contest[1];
    const MeanRange& range = named.range_difference;
    (range.high < 0  ? better
     : range.low > 0 ? worse
                     : undecided)
        .push_back(listed(contest, named.method));
    const ScoreRow* best = contest.front();
    for (const ScoreRow* row : contest) {
      if (loss(*row) < loss(*best)) best = row;
    }
    if (best != contest.front()) beaten.push_back(listed(contest, best->method));
  }
  const auto all = static_cast<std::int64_t>(better.size() + worse.size() + undecided.size());
  if (all > 0) {
    report.paragraph(
        say("Against the baseline that was named beforehand the model is better in {} "
            "of {}, worse in {}, and undecided in {}: there the interval of the "
            "difference holds 0, or fewer than {} blocks of the horizon fit.",
            better.size(), counted(all, "contest"), worse.size(), undecided.size(), kLeastBlocks),
        0, true);
    add_list(report, "Better", better);
    add_list(report, "Worse", worse);
    add_list(report, "Undecided", undecided);
    add_list(report, "A baseline has the better mean, chosen afterwards", beaten);
  }
  if (idle) {
    report.paragraph(
        say("{} is no contest: the fighting stopped at all origins, or at none, so the "
            "score says only who expected less of the other.",
            kStopped),
        0, true);
  }
}

/// Empty for what cannot be read twice, such as a pipe.
std::string digest_of(const std::filesystem::path& file) {
  std::error_code error;
  return std::filesystem::is_regular_file(file, error) ? file_digest(file) : "";
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
  if (b.settings.observation_error != 1) {
    run["observation_error"] = b.settings.observation_error;
  }
  run["observations"] = b.settings.observations.filename().string();
  run["observations_digest"] = digest_of(b.settings.observations);
  run["starts_digest"] = digest_of(find_starts());
  run["first_origin"] = to_string(b.origins.front());
  run["last_origin"] = to_string(b.origins.back());
  run["status"] = status_of(true);
  return run;
}

Table scores_of(const Backtest& b) {
  Table table{.name = "scores",
              .columns = {column("series"),
                          column("horizon"),
                          column("method"),
                          column("origins"),
                          column("n"),
                          column("disjoint_windows"),
                          column("crps"),
                          column("interval_score"),
                          column("log_score"),
                          column("error"),
                          column("pit"),
                          column("inside_50"),
                          column("inside_50_low"),
                          column("inside_50_high"),
                          column("inside_90"),
                          column("inside_90_low"),
                          column("inside_90_high"),
                          column("difference"),
                          column("difference_low"),
                          column("difference_high")}};
  for (const ScoreRow& r : b.rows) {
    table.rows.push_back({std::string(r.series),
                          whole(r.ahead),
                          std::string(r.method),
                          r.shared ? "shared" : "all",
                          whole(r.origins),
                          whole(r.disjoint_windows),
                          value(r.crps),
                          value(r.interval_score),
                          value(r.log_score),
                          value(r.error),
                          value(r.pit),
                          value(r.inside_50),
                          value(r.range_50.low),
                          value(r.range_50.high),
                          value(r.inside_90),
                          value(r.range_90.low),
                          value(r.range_90.high),
                          value(r.difference),
                          value(r.range_difference.low),
                          value(r.range_difference.high)});
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
  report.paragraph(
      say("A forecast starts in the state of its origin: no datum of it was published "
          "later, but aid and maps are later vintages, and its judgements were made "
          "in hindsight (data/README.md). The parameters, and the levers that the state "
          "does not set, are those of March 2025: some were set on the months that are "
          "forecast here (armistice parameters has their sources). A baseline knows "
          "the months before the origin alone."),
      0, true);
  report.paragraph(
      say("score: the continuous ranked probability score in the unit of the series, "
          "of a stop the logarithmic score; less is better. model less it: the "
          "model's score less that of the method, with an interval by blocks of "
          "the horizon. The baseline named beforehand stands first. error: median less "
          "observed. in 50 %, in 90 %: share of what was observed that lies in those "
          "intervals, and how sure the last is. disjoint windows: of so many months, "
          "that do not overlap."),
      0, true);
  for (const std::string& note : b.notes) report.paragraph(say("Note: {}", note), 2);
  for (const std::string& each : b.left_out) report.paragraph(say("Left out: {}", each), 2);
  add_verdict(report, b);
  add_contests(report, b);
  report.tables = {scores_of(b), forecasts_of(b)};
  for (const Table& table : report.tables) report.findings[table.name] = data_of(table);
  if (!b.notes.empty()) report.findings["notes"] = b.notes;
  if (!b.left_out.empty()) report.findings["left_out"] = b.left_out;
  return report;
}

}  // namespace armistice
