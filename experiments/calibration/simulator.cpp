#include "experiments/calibration/simulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "experiments/engine/instruction_set.hpp"
#include "experiments/engine/pieces.hpp"
#include "experiments/engine/run_settings.hpp"
#include "experiments/engine/stage_archive.hpp"

namespace armistice {
namespace {

constexpr std::size_t kMostRows = 1 << 24, kMostNumbers = 1 << 16;  // that are read back

std::size_t size(int n) { return static_cast<std::size_t>(n); }

double variance(const std::vector<double>& x) {
  double mean = 0, sum = 0;
  for (const double value : x) mean += value / static_cast<double>(x.size());
  for (const double value : x) sum += (value - mean) * (value - mean);
  return x.size() > 1 ? sum / static_cast<double>(x.size() - 1) : 0;
}

HistoryMoments moments_of(const std::vector<HistoryStatistics>& histories, int statistics) {
  HistoryMoments m;
  m.replicates = static_cast<int>(histories.size());
  std::vector<const HistoryStatistics*> going_on;
  for (const HistoryStatistics& h : histories) {
    if (!h.stopped) going_on.push_back(&h);
  }
  m.histories = static_cast<int>(going_on.size());
  const std::size_t n = going_on.size(), k = size(statistics);
  m.mean.assign(k, 0);
  m.covariance.assign(k * k, 0);
  for (std::size_t i = 0; i < k; ++i) {
    std::vector<double> quantity, error;
    for (const HistoryStatistics* h : going_on) {
      m.mean[i] += h->measured[i] / static_cast<double>(n);
      quantity.push_back(h->quantity[i]);
      error.push_back(h->measured[i] - h->quantity[i]);
    }
    m.within.push_back(variance(quantity));
    m.error.push_back(variance(error));
  }
  if (n < 2) return m;
  for (const HistoryStatistics* h : going_on) {
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k; ++j) {
        m.covariance[i * k + j] += (h->measured[i] - m.mean[i]) * (h->measured[j] - m.mean[j]) /
                                   static_cast<double>(n - 1);
      }
    }
  }
  return m;
}

}  // namespace

StageSums kept_point_rows(std::vector<PointRow>& rows,
                          std::function<std::int64_t(std::int64_t n)> rows_before) {
  const StageSums sums = archived_sums([&rows](auto& archive) {
    cereal::size_type count = rows.size();
    archive(cereal::make_size_tag(count));
    require_shape(count <= kMostRows);
    // One by one: a damaged count reserves nothing.
    for (std::size_t i = 0; i < count; ++i) {
      if (i == rows.size()) rows.emplace_back();
      serialize_list(archive, rows[i], kMostNumbers);
    }
  });
  return {sums.save,
          [&rows, sums, before = std::move(rows_before)](std::string_view bytes, std::int64_t n) {
            return sums.restore(bytes, n) && static_cast<std::int64_t>(rows.size()) == before(n);
          }};
}

/// Some histories, window by window, as they come.
struct Simulator::Piece {
  std::vector<TrialAddress> addresses;
  std::vector<PointValues> points;    // one, or one for each history
  std::vector<std::uint8_t> stopped;  // by history
  std::vector<float> values;          // [window][month][quantity read][history]
  std::vector<PointRow> rows;
};

Simulator::Simulator(SimulatorSettings settings, const std::vector<Scenario>& starts,
                     const Summary& summary, const std::vector<FittedParameter>& fitted)
    : settings_(std::move(settings)),
      summary_(summary),
      fitted_(fitted),
      processor_(lane_processor(kernel_named("auto"))) {
  for (std::size_t w = 0; w < starts.size(); ++w) {
    const int horizon = std::max(kLeastHorizon, summary.windows()[w].months);
    contexts_.push_back(std::make_unique<BatchContext>(starts[w], settings_.seed, horizon));
  }
  for (const SeriesDeclaration& series : series_declarations()) {
    if (std::find(quantities_.begin(), quantities_.end(), series.quantity) == quantities_.end()) {
      quantities_.push_back(series.quantity);
    }
  }
}

Simulator::~Simulator() = default;

void Simulator::go_inside(const std::atomic<bool>* stop) {
  settings_.stop = stop;
  settings_.stages = nullptr;
  settings_.progress = {};
}

void Simulator::look(std::size_t group, const TrialGroup& trials, Piece& piece) const {
  const std::size_t groups = (piece.addresses.size() + kGroupTrials - 1) / kGroupTrials;
  const std::size_t window = group / groups, first = group % groups * kGroupTrials;
  const std::size_t histories = piece.addresses.size();
  const int months = summary_.windows()[window].months;
  std::size_t before = 0;
  for (std::size_t w = 0; w < window; ++w) before += size(summary_.windows()[w].months);
  for (int m = 0; m < months; ++m) {
    for (std::size_t q = 0; q < quantities_.size(); ++q) {
      const float* const from =
          trials.timeline + (m * kQuantities + static_cast<int>(quantities_[q])) * kGroupTrials;
      float* const to =
          piece.values.data() + ((before + size(m)) * quantities_.size() + q) * histories + first;
      std::copy_n(from, trials.trials, to);
      if (quantities_[q] != Quantity::share_fighting) continue;
      for (int i = 0; i < trials.trials; ++i) piece.stopped[first + size(i)] |= from[i] < 0.5f;
    }
  }
}

HistoryStatistics Simulator::statistics_of(const Piece& piece, int place) const {
  const std::size_t histories = piece.addresses.size();
  const TrialAddress& trial = piece.addresses[size(place)];
  HistoryStatistics all;
  all.stopped = piece.stopped[size(place)] != 0;
  if (all.stopped) return all;
  const std::vector<Window>& windows = summary_.windows();
  int months = 0;
  for (const Window& window : windows) months += window.months;
  History quantity(windows), seen(windows);
  for (int s = 0; s < kSeries; ++s) {
    const SeriesDeclaration& series = series_declarations()[size(s)];
    const auto q = static_cast<std::size_t>(
        std::find(quantities_.begin(), quantities_.end(), series.quantity) - quantities_.begin());
    HistoryErrors errors;
    int before = 0;
    for (int w = 0; w < static_cast<int>(windows.size()); ++w) {
      for (int m = 0; m < windows[size(w)].months; ++m) {
        if (!summary_.compares(w, s, m)) continue;
        if (errors.month.empty()) {
          errors = draw_errors(series, series.model,
                               {settings_.seed, trial.parameter_set, trial.replicate}, months);
        }
        const std::size_t month = size(before + m);
        const double x =
            double{piece.values[(month * quantities_.size() + q) * histories + size(place)]};
        quantity.at(w, s, m) = measured(series.model, x, 0, 0);
        seen.at(w, s, m) = measured(series.model, x, errors.level, errors.month[month]);
      }
      before += windows[size(w)].months;
    }
  }
  all.quantity = summary_.of(quantity);
  all.measured = summary_.of(seen);
  return all;
}

std::vector<PointRow> Simulator::run(std::string_view name, const std::vector<CubePoint>& points,
                                     int each, int points_of_piece, std::uint32_t slot,
                                     const AddressOf& address_of, const ReducePiece& reduce) {
  const auto all_points = static_cast<std::int64_t>(points.size());
  const std::int64_t pieces = (all_points + points_of_piece - 1) / points_of_piece;
  std::vector<PointRow> rows;
  Stage stage(settings_.stages, settings_.stop, 0, pieces,
              kept_point_rows(
                  rows, [=](std::int64_t n) { return std::min(n * points_of_piece, all_points); }));
  const std::size_t windows = contexts_.size();
  std::int64_t months = 0;
  for (const Window& window : summary_.windows()) months += window.months;

  Work<Piece> work{stage.next(), pieces};
  work.groups = [&](std::int64_t number, Piece& piece) {
    const std::int64_t from = number * points_of_piece;
    const std::int64_t to = std::min(from + points_of_piece, all_points);
    for (std::int64_t p = from; p < to; ++p) {
      piece.points.push_back(point_values(fitted_, points[static_cast<std::size_t>(p)]));
      for (int i = 0; i < each; ++i) {
        piece.addresses.push_back(address_of(p * each + i));
      }
    }
    const std::size_t histories = piece.addresses.size();
    piece.stopped.assign(histories, 0);
    piece.values.resize(static_cast<std::size_t>(months) * quantities_.size() * histories);
    std::vector<GroupRequest> groups;
    for (std::size_t w = 0; w < windows; ++w) {
      for (std::size_t begin = 0; begin < histories; begin += kGroupTrials) {
        GroupRequest& group = groups.emplace_back();
        group.context = contexts_[w].get();
        group.timeline = true;
        group.slot = slot + static_cast<std::uint32_t>(begin / kGroupTrials);
        group.count = static_cast<int>(std::min<std::size_t>(kGroupTrials, histories - begin));
        for (int i = 0; i < group.count; ++i) {
          group.trials[size(i)] = piece.addresses[begin + size(i)];
          group.points[size(i)] = &piece.points[(begin + size(i)) / size(each)];
        }
      }
    }
    return groups;
  };
  work.look = [this](std::size_t i, const TrialGroup& group, Piece& piece) {
    look(i, group, piece);
  };
  work.finish = [&](Piece& piece) {
    std::vector<HistoryStatistics> histories;
    for (int i = 0; i < static_cast<int>(piece.addresses.size()); ++i) {
      histories.push_back(statistics_of(piece, i));
    }
    piece.rows = reduce(histories);
    piece.values = {};
  };
  work.keep = [&](std::int64_t number, Piece& piece) {
    for (PointRow& row : piece.rows) rows.push_back(std::move(row));
    stage.keep(number);
    if (settings_.progress) {
      settings_.progress(name, static_cast<std::int64_t>(rows.size()), all_points);
    }
  };
  work.groups_of_piece =
      static_cast<int>(windows) * ((each * points_of_piece + kGroupTrials - 1) / kGroupTrials);
  with_threads(settings_.threads, [&] { run_work(*processor_, stage.stop(), work); });
  if (!stage.leave()) throw Stopped{};
  trials_ += all_points * each * static_cast<std::int64_t>(windows);
  return rows;
}

std::vector<PointRow> Simulator::moments(
    std::string_view stage, const std::vector<CubePoint>& points,
    const std::function<PointRow(const HistoryMoments&)>& reduce) {
  const int replicates = settings_.replicates;
  return run(
      stage, points, replicates, 1, 0,
      [replicates](std::int64_t place) {
        return TrialAddress{static_cast<std::uint32_t>(place % replicates), 0};
      },
      [&](const std::vector<HistoryStatistics>& histories) {
        return std::vector<PointRow>{reduce(moments_of(histories, statistics()))};
      });
}

std::vector<PointRow> Simulator::histories(
    std::string_view stage, const std::vector<CubePoint>& points, std::uint32_t first,
    const std::function<PointRow(const HistoryStatistics&)>& reduce) {
  constexpr std::uint32_t kApart = 1000;  // slots: these share no draws with the points' moments
  return run(
      stage, points, 1, kGroupTrials, kApart,
      [first](std::int64_t place) {
        return TrialAddress{first + static_cast<std::uint32_t>(place), 0};
      },
      [&](const std::vector<HistoryStatistics>& histories) {
        std::vector<PointRow> rows;
        for (const HistoryStatistics& history : histories) rows.push_back(reduce(history));
        return rows;
      });
}

}  // namespace armistice
