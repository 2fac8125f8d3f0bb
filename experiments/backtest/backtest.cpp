#include "experiments/backtest/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "agents/interface/kernel.hpp"
#include "experiments/backtest/baselines.hpp"
#include "experiments/base_rates/base_rates.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/starts.hpp"
#include "experiments/validation/laboratory.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kLongest = kAhead[std::size(kAhead) - 1];

bool is_scored(const SeriesDeclaration& series) { return series.kind != SeriesKind::kState; }

/// The model of a series as an origin knows it: how a share that is shot down hangs together with
/// the model's index is learned from the months before the origin alone. Nothing: there is none.
std::optional<ObservationModel> model_at(const SeriesDeclaration& series, int s,
                                         CalendarMonth origin, const Observations& seen,
                                         std::span<const float> index, double error) {
  ObservationModel model = series.model;
  model.level_sd *= error;
  model.month_sd *= error;
  if (model.scale != ErrorScale::kOdds) return model;
  const std::vector<double> known = seen.history(s, series.from, origin);
  if (known.empty()) return std::nullopt;
  double level = 0, of_index = 0;
  for (const double share : known) level += log_odds(share);
  for (const float x : index) of_index += log_odds(double{x});
  const auto months = static_cast<double>(known.size());
  model.offset = level / months - of_index / static_cast<double>(index.size());
  model.level_sd = std::min(model.level_sd, model.month_sd / std::sqrt(months));
  return model;
}

/// What would be measured in the last of `ahead` months, error included.
std::vector<double> observable(std::span<const float> values, const SeriesDeclaration& series,
                               const ObservationModel& model, int ahead, std::uint64_t seed) {
  std::vector<double> seen;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const HistoryErrors errors =
        draw_errors(series, model, {seed, static_cast<std::uint32_t>(i), 0}, ahead);
    seen.push_back(measured(model, double{values[i]}, errors.level, errors.month.back()));
  }
  return seen;
}

/// The logarithmic score of Good (1952): 0 if what came was certain.
double log_score(double probability, bool came) {
  return -std::log(came ? probability : 1 - probability);
}

bool is_nothing(double value) { return value <= 0; }

class Origin {
 public:
  Origin(CalendarMonth month, const Observations& seen, const BacktestSettings& settings,
         Backtest& all, std::vector<Unfit>& unfit)
      : month_(month), seen_(seen), settings_(settings), all_(all), unfit_(unfit) {}

  void forecast(const Sample& sample) {
    for (int s = 0; s < kSeries; ++s) {
      if (!is_scored(series_declarations()[static_cast<std::size_t>(s)])) continue;
      for (const int ahead : kAhead) forecast_series(sample, s, ahead);
    }
    for (const int ahead : kAhead) forecast_stop(sample, ahead);
  }

 private:
  CalendarMonth end(int ahead) const { return add_months(month_, ahead - 1); }

  void forecast_series(const Sample& sample, int s, int ahead) {
    const SeriesDeclaration& series = series_declarations()[static_cast<std::size_t>(s)];
    const auto observed = seen_.value(s, end(ahead));
    if (!observed || months_between(series.from, end(ahead)) < 0) return;
    const auto model = model_at(series, s, month_, seen_, sample.of({series.quantity, 0}),
                                settings_.observation_error);
    if (!model) return;
    const auto add = [&](std::string_view method, std::vector<double> ensemble) {
      all_.forecasts.push_back(
          {s, month_, ahead, method, score_of(std::move(ensemble), *observed)});
    };
    add(kModel,
        observable(sample.of({series.quantity, ahead - 1}), series, *model, ahead, settings_.seed));
    const CalendarMonth from = series.kind == SeriesKind::kLevel ? kFirstOfFront : kFirstOfWar;
    const std::vector<double> history = seen_.history(s, from, month_);
    for (const Baseline& baseline : baselines_of(series.kind)) {
      if (baseline.of_positive && std::any_of(history.begin(), history.end(), is_nothing)) {
        if (std::find(unfit_.begin(), unfit_.end(), Unfit{s, baseline.name}) == unfit_.end()) {
          unfit_.push_back({s, baseline.name});
        }
        continue;
      }
      auto ensemble = baseline.forecast(history, ahead, settings_.seed);
      if (ensemble) add(baseline.name, std::move(*ensemble));
    }
  }

  void forecast_stop(const Sample& sample, int ahead) {
    const auto stopped = seen_.stopped(end(ahead));
    if (!stopped) return;
    const auto ends = sample.of(Result::end_month);
    const auto stops = std::count_if(ends.begin(), ends.end(), [ahead](float month) {
      return month != kNever && month <= static_cast<float>(ahead);
    });
    // Jeffreys' rule: no finite sample shows that something is impossible.
    const double share =
        (static_cast<double>(stops) + 0.5) / (static_cast<double>(sample.trials) + 1);
    const auto add = [&](std::string_view method, double probability) {
      all_.stops.push_back(
          {month_, ahead, method, probability, *stopped, log_score(probability, *stopped)});
    };
    add(kModel, share);
    const double age = months_between(kFirstOfWar, month_) - kMonthsBeforeWar;
    const BaseRate wars = wars_ended(age, ahead);
    const auto cases = static_cast<double>(wars.cases);
    add(kWarsAsOld, (wars.share * cases + 0.5) / (cases + 1));
    add(kHazardThisWar, 1 - survival(0, age, ahead));
  }

  CalendarMonth month_;
  const Observations& seen_;
  const BacktestSettings& settings_;
  Backtest& all_;
  std::vector<Unfit>& unfit_;
};

std::vector<Setting> starting_in(CalendarMonth month, const std::vector<Setting>& set) {
  std::vector<Setting> settings = set;
  settings.push_back({"start", to_string(month)});
  return settings;
}

std::vector<CalendarMonth> origins_of(const BacktestSettings& settings, const Observations& seen) {
  std::vector<CalendarMonth> origins;
  for (const CalendarMonth month : starts_with_a_state()) {
    const bool asked = months_between(settings.from, month) >= 0;
    const bool scored = months_between(month, seen.last()) >= 0;
    // From a month before which the fighting had stopped nobody would forecast how it goes on.
    const bool fought = !seen.stopped(add_months(month, -1)).value_or(false);
    if (asked && scored && fought && months_between(seen.first, month) >= 0) {
      origins.push_back(month);
    }
  }
  if (!origins.empty()) return origins;
  throw Error(Fault::kInput,
              fmt::format("armistice backtest: no origin from {} on has a state, an observed month "
                          "and a war that goes on: observations go from {} to {}, and states from "
                          "{} to {}",
                          to_string(settings.from), to_string(seen.first), to_string(seen.last()),
                          to_string(starts_with_a_state().front()),
                          to_string(starts_with_a_state().back())));
}

/// Forecasts of one method of a series at one horizon, by origin: the loss of each, and where the
/// origins break off.
struct Losses {
  std::vector<CalendarMonth> origins;
  std::vector<double> loss;
};

Runs runs_of(const std::vector<CalendarMonth>& origins) {
  Runs runs;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const bool follows = i > 0 && months_between(origins[i - 1], origins[i]) == 1;
    if (!follows) runs.push_back(0);
    ++runs.back();
  }
  return runs;
}

int disjoint_windows(const std::vector<CalendarMonth>& origins, int ahead) {
  int windows = 0;
  const CalendarMonth* last = nullptr;
  for (const CalendarMonth& origin : origins) {
    if (last != nullptr && months_between(*last, origin) < ahead) continue;
    ++windows;
    last = &origin;
  }
  return windows;
}

ScoreRow row_of(std::string_view series, std::string_view method, int ahead, bool shared,
                const std::vector<CalendarMonth>& origins) {
  return {series,
          method,
          ahead,
          shared,
          static_cast<int>(origins.size()),
          disjoint_windows(origins, ahead),
          kNone,
          kNone,
          kNone,
          kNone,
          kNone,
          kNone,
          {kNone, kNone},
          {kNone, kNone},
          kNone,
          kNone,
          {kNone, kNone}};
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

MeanRange within_a_share(MeanRange range) {
  return {std::clamp(range.low, 0.0, 1.0), std::clamp(range.high, 0.0, 1.0)};
}

/// The model's loss less that of a method from the same origins (Diebold and Mariano 1995).
void compare(const Losses& model, const Losses& method, ScoreRow& row) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < model.loss.size(); ++i) {
    differences.push_back(model.loss[i] - method.loss[i]);
  }
  row.difference = mean_of(differences);
  row.range_difference = block_bootstrap(differences, runs_of(model.origins), row.ahead);
}

ScoreRow row_of(const std::vector<const SeriesForecast*>& forecasts, bool shared, Losses& losses) {
  const SeriesForecast& first = *forecasts.front();
  losses = {};
  std::vector<double> in_50, in_90;
  for (const SeriesForecast* f : forecasts) {
    losses.origins.push_back(f->origin);
    losses.loss.push_back(f->score.crps);
    in_50.push_back(f->score.inside_50);
    in_90.push_back(f->score.inside_90);
  }
  ScoreRow row = row_of(series_declarations()[static_cast<std::size_t>(first.series)].name,
                        first.method, first.ahead, shared, losses.origins);
  row.crps = mean_of(losses.loss);
  row.interval_score = row.pit = row.error = 0;
  for (const SeriesForecast* f : forecasts) {
    const double weight = 1 / static_cast<double>(forecasts.size());
    row.interval_score += weight * f->score.interval_score;
    row.pit += weight * f->score.pit;
    row.error += weight * f->score.error;
  }
  const Runs runs = runs_of(losses.origins);
  row.inside_50 = mean_of(in_50);
  row.inside_90 = mean_of(in_90);
  row.range_50 = within_a_share(block_bootstrap(in_50, runs, row.ahead));
  row.range_90 = within_a_share(block_bootstrap(in_90, runs, row.ahead));
  return row;
}

/// The methods of a series that can forecast it, the model first.
std::vector<std::string_view> methods_of(int s, const std::vector<Unfit>& unfit) {
  std::vector<std::string_view> methods = {kModel};
  for (const Baseline& b : baselines_of(series_declarations()[static_cast<std::size_t>(s)].kind)) {
    const Unfit left{s, b.name};
    if (std::find(unfit.begin(), unfit.end(), left) == unfit.end()) methods.push_back(b.name);
  }
  return methods;
}

using ByOrigin = std::map<std::pair<int, int>, const SeriesForecast*>;

ByOrigin by_origin(const std::vector<SeriesForecast>& forecasts, int s, int ahead,
                   std::string_view method) {
  ByOrigin found;
  for (const SeriesForecast& f : forecasts) {
    if (f.series == s && f.ahead == ahead && f.method == method) {
      found[{f.origin.year, f.origin.month}] = &f;
    }
  }
  return found;
}

void add_series_rows(const std::vector<SeriesForecast>& forecasts, int s, int ahead,
                     const std::vector<std::string_view>& methods, std::vector<ScoreRow>& rows) {
  std::vector<ByOrigin> found;
  for (const std::string_view method : methods) {
    found.push_back(by_origin(forecasts, s, ahead, method));
  }
  Losses model, losses;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    std::vector<const SeriesForecast*> all, shared;
    for (const auto& [origin, forecast] : found[m]) {
      all.push_back(forecast);
      const bool has_all = std::all_of(found.begin(), found.end(),
                                       [&o = origin](const auto& f) { return f.contains(o); });
      if (has_all) shared.push_back(forecast);
    }
    if (!shared.empty()) {
      ScoreRow row = row_of(shared, true, losses);
      if (m == 0) model = losses;
      if (m > 0) compare(model, losses, row);
      rows.push_back(row);
    }
    if (m == 0 && all.size() > shared.size()) rows.push_back(row_of(all, false, losses));
  }
}

void add_stop_rows(const std::vector<StopForecast>& stops, int ahead, std::vector<ScoreRow>& rows) {
  Losses model;
  for (const std::string_view method : {kModel, kWarsAsOld, kHazardThisWar}) {
    Losses losses;
    int stopped = 0;
    for (const StopForecast& f : stops) {
      if (f.ahead != ahead || f.method != method) continue;
      losses.origins.push_back(f.origin);
      losses.loss.push_back(f.log_score);
      stopped += f.stopped;
    }
    if (losses.origins.empty()) continue;
    ScoreRow row = row_of(kStopped, method, ahead, true, losses.origins);
    row.log_score = mean_of(losses.loss);
    row.undecidable = stopped == 0 || stopped == row.origins;
    if (method == kModel) model = losses;
    if (method != kModel) compare(model, losses, row);
    rows.push_back(row);
  }
}

std::vector<std::string> what_is_left_out(const Backtest& all, const std::vector<Unfit>& unfit) {
  std::vector<std::string> left_out;
  for (const Unfit& u : unfit) {
    left_out.push_back(fmt::format("{} is left out of {}: a month of 0 has no logarithm", u.method,
                                   series_declarations()[static_cast<std::size_t>(u.series)].name));
  }
  for (const ScoreRow& row : all.rows) {
    const bool compared =
        row.shared || std::any_of(all.rows.begin(), all.rows.end(), [&](const ScoreRow& other) {
          return other.shared && other.series == row.series && other.ahead == row.ahead;
        });
    if (compared) continue;
    left_out.push_back(fmt::format(
        "{} at a horizon of {} is compared with nothing: no baseline has months enough before an "
        "origin",
        row.series, counted(row.ahead, "month")));
  }
  return left_out;
}

}  // namespace

std::vector<ScoreRow> score_rows(const std::vector<SeriesForecast>& forecasts,
                                 const std::vector<StopForecast>& stops,
                                 const std::vector<Unfit>& unfit) {
  std::vector<ScoreRow> rows;
  for (int s = 0; s < kSeries; ++s) {
    if (!is_scored(series_declarations()[static_cast<std::size_t>(s)])) continue;
    for (const int ahead : kAhead) {
      add_series_rows(forecasts, s, ahead, methods_of(s, unfit), rows);
    }
  }
  for (const int ahead : kAhead) add_stop_rows(stops, ahead, rows);
  return rows;
}

double loss(const ScoreRow& row) { return std::isfinite(row.crps) ? row.crps : row.log_score; }

namespace {

/// Notes that differ in the origin alone are one.
void add_notes(const Scenario& at_origin, std::vector<std::string>& notes) {
  const std::string month = to_string(at_origin.start);
  for (std::string note : at_origin.notes) {
    if (const auto at = note.find(month); at != std::string::npos) {
      note.replace(at, month.size(), "the origin");
    }
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  }
}

}  // namespace

Backtest run_backtest(BacktestSettings settings) {
  if (settings.observations.empty()) settings.observations = find_observations();
  const Observations seen = read_observations(settings.observations);
  for (const Setting& setting : settings.set) {
    if (setting.name != "start") continue;
    throw Error(Fault::kInput,
                "armistice backtest: --set start: each origin is a start; --from says the first");
  }
  const Scenario itself = read_scenario(settings.scenario, settings.set);
  Backtest all{settings, itself.name, itself.title, itself.digest, {}, {}, {}, {}, {}, {}};
  all.origins = origins_of(settings, seen);
  Laboratory laboratory(
      {settings.trials, settings.seed, settings.threads, settings.stop, /*progress=*/{}});
  std::vector<MonthlyQuantity> record;
  for (const SeriesDeclaration& series : series_declarations()) {
    if (!is_scored(series)) continue;
    for (const int ahead : kAhead) record.push_back({series.quantity, ahead - 1});
  }
  std::int64_t done = 0;
  std::vector<Unfit> unfit;
  for (const CalendarMonth month : all.origins) {
    const Scenario scenario = read_scenario(settings.scenario, starting_in(month, settings.set));
    const Sample sample = laboratory.run_once(scenario, settings.trials, record, kLongest);
    add_notes(scenario, all.notes);
    Origin(month, seen, settings, all, unfit).forecast(sample);
    if (settings.progress) settings.progress(++done, static_cast<std::int64_t>(all.origins.size()));
  }
  all.rows = score_rows(all.forecasts, all.stops, unfit);
  all.left_out = what_is_left_out(all, unfit);
  return all;
}

}  // namespace armistice
