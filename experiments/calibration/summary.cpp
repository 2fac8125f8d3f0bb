#include "experiments/calibration/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kLeastMonths = 4;  // fewer say nothing of a window

std::size_t size(int n) { return static_cast<std::size_t>(n); }

struct DeclaredStatistic {
  std::string_view series, name;
  StatisticMeasure measure;
  bool each_window;
  double discrepancy;
  std::string_view words;
};
constexpr bool kWindow = true, kAll = false;
constexpr DeclaredStatistic kDeclared[] = {
#define STATISTIC(series, measure, each, discrepancy, words) \
  {#series, #measure, StatisticMeasure::k##measure, k##each, discrepancy, words},
#include "experiments/calibration/statistics.def"
#undef STATISTIC
};

/// "MeanChange": mean_change.
std::string spelled(std::string_view name) {
  std::string words;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !words.empty()) words += '_';
    words += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

double mean(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += value;
  return x.empty() ? kNone : sum / static_cast<double>(x.size());
}

std::vector<double> known(const std::vector<double>& x, std::size_t from, std::size_t to) {
  std::vector<double> values;
  for (std::size_t i = from; i < to; ++i) {
    if (!std::isnan(x[i])) values.push_back(x[i]);
  }
  return values;
}

double second_half_less_first(const std::vector<double>& x) {
  return mean(known(x, x.size() / 2, x.size())) - mean(known(x, 0, x.size() / 2));
}

double kept_log(double x) {
  constexpr double kLeast = 0.1;  // a tenth of the least unit that is published
  return std::isnan(x) ? kNone : std::log(std::max(x, kLeast));
}

}  // namespace

History::History(const std::vector<Window>& windows) : months_(0) {
  for (const Window& window : windows) months_ = std::max(months_, window.months);
  values_.assign(windows.size() * size(kSeries) * size(months_), kNone);
}

double& History::at(int window, int series, int month) {
  return values_[(size(window) * size(kSeries) + size(series)) * size(months_) + size(month)];
}
double History::at(int window, int series, int month) const {
  return values_[(size(window) * size(kSeries) + size(series)) * size(months_) + size(month)];
}

Summary::Summary(const Observations& seen, std::vector<Window> windows,
                 const std::vector<std::string>& without, double discrepancy)
    : windows_(std::move(windows)), seen_(windows_) {
  const auto left_out = [&without](std::string_view series) {
    return std::find(without.begin(), without.end(), series) != without.end();
  };
  for (int w = 0; w < static_cast<int>(windows_.size()); ++w) {
    const Window& window = windows_[size(w)];
    for (int s = 0; s < kSeries; ++s) {
      const SeriesDeclaration& series = series_declarations()[size(s)];
      const auto last = seen.value(s, add_months(window.start, -1));
      before_.push_back(last ? *last : kNone);
      for (int m = 0; m < window.months; ++m) {
        const CalendarMonth month = add_months(window.start, m);
        const auto x = seen.value(s, month);
        if (!x || months_between(series.from, month) < 0) continue;
        if (series.kind == SeriesKind::kState && *x != 0) {
          throw Error(Fault::kInput,
                      fmt::format("armistice calibrate: the fighting had stopped in {}; expected "
                                  "windows of a war, as with --until {}",
                                  to_string(month), to_string(month)));
        }
        if (!left_out(series.name)) seen_.at(w, s, m) = *x;
      }
    }
  }
  for (const DeclaredStatistic& d : kDeclared) {
    const int s = series_named(d.series);
    const auto add = [&](int window) {
      SummaryStatistic statistic{s,
                                 d.measure,
                                 window,
                                 d.discrepancy * discrepancy,
                                 fmt::format("{} {}", d.series, spelled(d.name)),
                                 std::string(d.words)};
      if (window >= 0) statistic.name += " " + to_string(windows_[size(window)].start);
      const double value = measure(statistic, seen_);
      if (std::isnan(value)) return;
      statistics_.push_back(std::move(statistic));
      observed_.push_back(value);
    };
    if (!d.each_window) {
      add(-1);
      continue;
    }
    for (int w = 0; w < static_cast<int>(windows_.size()); ++w) add(w);
  }
  if (statistics_.empty()) {
    throw Error(Fault::kInput,
                "armistice calibrate: nothing is left to compare; expected observed months of a "
                "series in some window");
  }
}

bool Summary::compares(int window, int series, int month) const {
  return !std::isnan(seen_.at(window, series, month));
}

std::vector<double> Summary::changes(const History& history, int window, int series) const {
  std::vector<double> moves;
  double last = before_[size(window) * size(kSeries) + size(series)];
  for (int m = 0; m < windows_[size(window)].months; ++m) {
    const double x = compares(window, series, m) ? history.at(window, series, m) : kNone;
    moves.push_back(x - last);
    last = x;
  }
  return moves;
}

double Summary::measure(const SummaryStatistic& statistic, const History& history) const {
  const auto of_window = [&](int w, const auto& of) {
    std::vector<double> x;
    for (int m = 0; m < windows_[size(w)].months; ++m) {
      x.push_back(compares(w, statistic.series, m) ? of(history.at(w, statistic.series, m))
                                                   : kNone);
    }
    return x;
  };
  const auto enough = [](const std::vector<double>& x) {
    return static_cast<int>(known(x, 0, x.size()).size()) >= kLeastMonths;
  };
  const auto as_it_is = [](double x) { return x; };
  // Changes around their window's mean, one window after the other.
  const auto deviations = [&] {
    std::vector<std::vector<double>> all;
    for (int w = 0; w < static_cast<int>(windows_.size()); ++w) {
      std::vector<double> moves = changes(history, w, statistic.series);
      const double centre = mean(known(moves, 0, moves.size()));
      for (double& x : moves) x -= centre;
      all.push_back(std::move(moves));
    }
    return all;
  };
  switch (statistic.measure) {
    case StatisticMeasure::kMeanChange: {
      const auto moves = changes(history, statistic.window, statistic.series);
      return enough(moves) ? mean(known(moves, 0, moves.size())) : kNone;
    }
    case StatisticMeasure::kHalfDifference: {
      const auto moves = changes(history, statistic.window, statistic.series);
      return enough(moves) ? second_half_less_first(moves) : kNone;
    }
    case StatisticMeasure::kSpreadOfChanges: {
      double sum = 0;
      int n = 0, windows = 0;
      for (const auto& window : deviations()) {
        const auto moves = known(window, 0, window.size());
        for (const double x : moves) sum += x * x;
        n += static_cast<int>(moves.size());
        windows += !moves.empty();
      }
      return n - windows >= kLeastMonths ? std::sqrt(sum / (n - windows)) : kNone;
    }
    case StatisticMeasure::kLagOne: {
      double products = 0, squares = 0;
      int n = 0;
      for (const auto& window : deviations()) {
        for (std::size_t i = 0; i < window.size(); ++i) {
          if (std::isnan(window[i])) continue;
          squares += window[i] * window[i];
          if (i == 0 || std::isnan(window[i - 1])) continue;
          products += window[i] * window[i - 1];
          ++n;
        }
      }
      return n >= kLeastMonths && squares > 0 ? products / squares : kNone;
    }
    case StatisticMeasure::kMeanLog: {
      const auto x = of_window(statistic.window, kept_log);
      return enough(x) ? mean(known(x, 0, x.size())) : kNone;
    }
    case StatisticMeasure::kHalfDifferenceLog: {
      const auto x = of_window(statistic.window, kept_log);
      return enough(x) ? second_half_less_first(x) : kNone;
    }
    case StatisticMeasure::kMean: {
      const auto x = of_window(statistic.window, as_it_is);
      return enough(x) ? mean(known(x, 0, x.size())) : kNone;
    }
    case StatisticMeasure::kRootMean: {
      const auto x = of_window(statistic.window, as_it_is);
      return enough(x) ? std::sqrt(std::max(mean(known(x, 0, x.size())), 0.0)) : kNone;
    }
    case StatisticMeasure::kMeanOdds: {
      const auto x = of_window(statistic.window, [](double share) {
        return std::isnan(share) ? kNone : log_odds(share);
      });
      return enough(x) ? mean(known(x, 0, x.size())) : kNone;
    }
  }
  return kNone;
}

std::vector<double> Summary::of(const History& history) const {
  std::vector<double> values;
  for (const SummaryStatistic& statistic : statistics_)
    values.push_back(measure(statistic, history));
  return values;
}

}  // namespace armistice
