#include "experiments/backtest/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "agents/interface/kernel.hpp"
#include "experiments/backtest/baselines.hpp"
#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/starts.hpp"
#include "experiments/validation/laboratory.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kLongest = kAhead[std::size(kAhead) - 1];

/// The Correlates of War's inter-state wars that passed 36 months: 10 ended in 283 months more
/// (data/base_rates/war_duration.csv).
constexpr double kEndsOfLongWars = 10, kMonthsOfLongWars = 283;

bool is_scored(const SeriesDeclaration& series) { return series.kind != SeriesKind::kState; }

/// The model of a series as an origin knows it: how a share that is shot down hangs together with
/// the model's index is learned from the months before the origin alone. Nothing: there is none.
std::optional<ObservationModel> model_at(const SeriesDeclaration& series, int s,
                                         CalendarMonth origin, const Observations& seen,
                                         std::span<const float> index) {
  ObservationModel model = series.model;
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

class Origin {
 public:
  Origin(CalendarMonth month, const Observations& seen, const BacktestSettings& settings,
         Backtest& all)
      : month_(month), seen_(seen), settings_(settings), all_(all) {}

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
    const auto model = model_at(series, s, month_, seen_, sample.of({series.quantity, 0}));
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
    add("hazard_long_wars", 1 - survival(kEndsOfLongWars, kMonthsOfLongWars, ahead));
    add("hazard_this_war", 1 - survival(0, months_between(kFirstOfWar, month_), ahead));
  }

  CalendarMonth month_;
  const Observations& seen_;
  const BacktestSettings& settings_;
  Backtest& all_;
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
    if (asked && scored && months_between(seen.first, month) >= 0) origins.push_back(month);
  }
  if (!origins.empty()) return origins;
  throw Error(Fault::kInput,
              fmt::format("armistice backtest: no origin from {} on has a state and an observed "
                          "month: observations go from {} to {}, and states from {} to {}",
                          to_string(settings.from), to_string(seen.first), to_string(seen.last()),
                          to_string(starts_with_a_state().front()),
                          to_string(starts_with_a_state().back())));
}

/// Origins that each method of the same series and distance has.
template <class Forecast, class Same>
bool in_all_methods(const std::vector<Forecast>& forecasts, const Forecast& one,
                    std::size_t methods, const Same& same) {
  return static_cast<std::size_t>(
             std::count_if(forecasts.begin(), forecasts.end(), [&](const Forecast& other) {
               return same(one, other) && other.origin == one.origin;
             })) == methods;
}

ScoreRow row_of(std::string_view series, std::string_view method, int ahead, bool shared,
                std::size_t origins) {
  const auto n = static_cast<int>(origins);
  return {series,         method,         ahead, shared, n,     std::max(1, n / ahead),
          kNone,          kNone,          kNone, kNone,  kNone, kNone,
          {kNone, kNone}, {kNone, kNone}, kNone};
}

ScoreRow row_of(const std::vector<const SeriesForecast*>& forecasts, bool shared) {
  const SeriesForecast& first = *forecasts.front();
  ScoreRow row = row_of(series_declarations()[static_cast<std::size_t>(first.series)].name,
                        first.method, first.ahead, shared, forecasts.size());
  std::vector<bool> in_50, in_90;
  row.crps = row.interval_score = row.pit = row.error = 0;
  for (const SeriesForecast* f : forecasts) {
    const double weight = 1 / static_cast<double>(forecasts.size());
    row.crps += weight * f->score.crps;
    row.interval_score += weight * f->score.interval_score;
    row.pit += weight * f->score.pit;
    row.error += weight * f->score.error;
    in_50.push_back(f->score.inside_50);
    in_90.push_back(f->score.inside_90);
  }
  const auto share = [](const std::vector<bool>& held) {
    return static_cast<double>(std::count(held.begin(), held.end(), true)) /
           static_cast<double>(held.size());
  };
  row.inside_50 = share(in_50);
  row.inside_90 = share(in_90);
  row.range_50 = block_bootstrap(in_50, row.ahead);
  row.range_90 = block_bootstrap(in_90, row.ahead);
  return row;
}

void add_series_rows(const std::vector<SeriesForecast>& forecasts, std::vector<ScoreRow>& rows) {
  const auto same = [](const SeriesForecast& a, const SeriesForecast& b) {
    return a.series == b.series && a.ahead == b.ahead;
  };
  for (int s = 0; s < kSeries; ++s) {
    if (!is_scored(series_declarations()[static_cast<std::size_t>(s)])) continue;
    const auto baselines = baselines_of(series_declarations()[static_cast<std::size_t>(s)].kind);
    std::vector<std::string_view> methods = {kModel};
    for (const Baseline& baseline : baselines) methods.push_back(baseline.name);
    for (const int ahead : kAhead) {
      for (const std::string_view method : methods) {
        std::vector<const SeriesForecast*> all, shared;
        for (const SeriesForecast& f : forecasts) {
          if (f.series != s || f.ahead != ahead || f.method != method) continue;
          all.push_back(&f);
          if (in_all_methods(forecasts, f, methods.size(), same)) shared.push_back(&f);
        }
        if (!shared.empty()) rows.push_back(row_of(shared, true));
        if (method == kModel && all.size() > shared.size()) rows.push_back(row_of(all, false));
      }
    }
  }
}

void add_stop_rows(const std::vector<StopForecast>& stops, std::vector<ScoreRow>& rows) {
  for (const int ahead : kAhead) {
    std::map<std::string_view, std::vector<const StopForecast*>> methods;
    std::vector<std::string_view> order;
    for (const StopForecast& f : stops) {
      if (f.ahead != ahead) continue;
      if (!methods.contains(f.method)) order.push_back(f.method);
      methods[f.method].push_back(&f);
    }
    for (const std::string_view method : order) {
      ScoreRow row = row_of(kStopped, method, ahead, true, methods[method].size());
      row.log_score = 0;
      for (const StopForecast* f : methods[method]) {
        row.log_score += f->log_score / static_cast<double>(methods[method].size());
      }
      rows.push_back(row);
    }
  }
}

}  // namespace

std::vector<ScoreRow> score_rows(const std::vector<SeriesForecast>& forecasts,
                                 const std::vector<StopForecast>& stops) {
  std::vector<ScoreRow> rows;
  add_series_rows(forecasts, rows);
  add_stop_rows(stops, rows);
  return rows;
}

Backtest run_backtest(BacktestSettings settings) {
  if (settings.observations.empty()) settings.observations = find_observations();
  const Observations seen = read_observations(settings.observations);
  for (const Setting& setting : settings.set) {
    if (setting.name != "start") continue;
    throw Error(Fault::kInput,
                "armistice backtest: --set start: each origin is a start; --from says the first");
  }
  const Scenario itself = read_scenario(settings.scenario, settings.set);
  Backtest all{settings, itself.name, itself.title, itself.digest, {}, {}, {}, {}};
  all.origins = origins_of(settings, seen);
  Laboratory laboratory(
      {settings.trials, settings.seed, settings.threads, settings.stop, /*progress=*/{}});
  std::vector<MonthlyQuantity> record;
  for (const SeriesDeclaration& series : series_declarations()) {
    if (!is_scored(series)) continue;
    for (const int ahead : kAhead) record.push_back({series.quantity, ahead - 1});
  }
  std::int64_t done = 0;
  for (const CalendarMonth month : all.origins) {
    const Scenario scenario = read_scenario(settings.scenario, starting_in(month, settings.set));
    const Sample sample = laboratory.run_once(scenario, settings.trials, record, kLongest);
    Origin(month, seen, settings, all).forecast(sample);
    if (settings.progress) settings.progress(++done, static_cast<std::int64_t>(all.origins.size()));
  }
  all.rows = score_rows(all.forecasts, all.stops);
  return all;
}

}  // namespace armistice
