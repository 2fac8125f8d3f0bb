#include "experiments/search/finals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "experiments/comparison/archived_pairs.hpp"
#include "experiments/engine/pieces.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/trials/nested.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {

template <class Archive>
void JointSums::serialize_sums(Archive& archive) {
  archive(trials_);
  serialize_elements(archive, sums_);
  serialize_elements(archive, products_);
}

namespace {

constexpr std::size_t kMeasureCount = static_cast<std::size_t>(kMeasures);
constexpr std::int64_t kPieceTrials = 512, kPieceSets = 8;  // enough to be worth a task
constexpr std::size_t kHalf = kReplicates / 2;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Every option's values in some trials, one table after the other.
std::vector<double> tables_of(const std::vector<std::size_t>& options, const TrialValues& values,
                              std::span<const TrialAddress> trials) {
  const std::size_t table = trials.size() * kMeasureCount;
  std::vector<double> tables(table * options.size());
  for (std::size_t i = 0; i < options.size(); ++i) {
    values(options[i], trials, std::span(tables).subspan(i * table, table));
  }
  return tables;
}

bool run_trials(Finals& finals, std::int64_t trials, const TrialValues& values,
                const SearchHooks& hooks) {
  const std::size_t options = finals.options.size();
  const std::int64_t pieces = (trials + kPieceTrials - 1) / kPieceTrials;
  Stage stage(hooks.stages, hooks.stop, 0, pieces,
              archived_sums([&finals](auto& archive) { finals.sums.serialize_sums(archive); }));
  if (hooks.done && stage.next() > 0) {
    hooks.done(finals.sums.trials() * static_cast<std::int64_t>(options));
  }
  run_pieces<JointSums>(
      stage.next(), pieces, stage.stop(),
      [&](std::int64_t piece) {
        std::vector<TrialAddress> addresses;
        const std::int64_t first = piece * kPieceTrials;
        for (std::int64_t k = first; k < std::min(first + kPieceTrials, trials); ++k) {
          addresses.push_back({static_cast<std::uint32_t>(k), 0});
        }
        auto sums = std::make_unique<JointSums>(options);
        sums->add(tables_of(finals.options, values, addresses), addresses.size(), finals.origin);
        return sums;
      },
      [&](std::int64_t piece, const JointSums& sums) {
        finals.sums.add(sums);
        stage.keep(piece);
        if (hooks.done) hooks.done(sums.trials() * static_cast<std::int64_t>(options));
      });
  return stage.leave();
}

using SetSample = std::vector<std::vector<SetOutcome>>;  // [set][option]

SetSample outcomes_of_sets(std::int64_t first, std::int64_t end, const Finals& finals,
                           const TrialValues& values) {
  std::vector<TrialAddress> addresses;
  for (std::int64_t set = first; set < end; ++set) {
    for (std::uint32_t r = 0; r < kReplicates; ++r) {
      addresses.push_back({static_cast<std::uint32_t>(set), r});
    }
  }
  const std::vector<double> tables = tables_of(finals.options, values, addresses);
  const std::size_t options = finals.options.size(), trials = addresses.size();
  SetSample sample;
  for (std::size_t set = 0; set * kReplicates < trials; ++set) {
    std::vector<double> objective;
    for (std::size_t i = 0; i < options; ++i) {
      const auto table =
          tables.begin() +
          static_cast<std::ptrdiff_t>(i * trials * kMeasureCount +
                                      place_of(Measure::kObjective, set * kReplicates, trials));
      objective.insert(objective.end(), table, table + kReplicates);
    }
    sample.push_back(outcomes_of_set(objective, options, finals.rivals));
  }
  return sample;
}

bool run_nested_sets(Finals& finals, int sets, const TrialValues& values,
                     const SearchHooks& hooks) {
  const std::size_t options = finals.options.size();
  finals.regrets.resize(options);
  finals.objectives.resize(options);
  const std::int64_t pieces = (sets + kPieceSets - 1) / kPieceSets;
  Stage stage(hooks.stages, hooks.stop, 0, pieces, archived_sums([&finals, sets](auto& archive) {
                const auto most = static_cast<std::size_t>(sets);
                for (auto& of_option : finals.regrets) serialize_list(archive, of_option, most);
                for (auto& of_option : finals.objectives) serialize_list(archive, of_option, most);
              }));
  if (hooks.done && stage.next() > 0) {
    hooks.done(static_cast<std::int64_t>(finals.regrets.front().size() * options) * kReplicates);
  }
  run_pieces<SetSample>(
      stage.next(), pieces, stage.stop(),
      [&](std::int64_t piece) {
        const std::int64_t first = piece * kPieceSets;
        const std::int64_t end = std::min<std::int64_t>(first + kPieceSets, sets);
        return std::make_unique<SetSample>(outcomes_of_sets(first, end, finals, values));
      },
      [&](std::int64_t piece, const SetSample& sample) {
        for (const auto& outcomes : sample) {
          for (std::size_t i = 0; i < options; ++i) {
            finals.regrets[i].push_back(outcomes[i].regret);
            finals.objectives[i].push_back(outcomes[i].objective);
          }
        }
        stage.keep(piece);
        if (hooks.done) {
          hooks.done(static_cast<std::int64_t>(sample.size() * options) * kReplicates);
        }
      });
  return stage.leave();
}

}  // namespace

JointSums::JointSums(std::size_t options)
    : options_(options),
      sums_(kMeasureCount * options),
      products_(kMeasureCount * options * options) {}

void JointSums::add(std::span<const double> tables, std::size_t trials,
                    std::span<const double> origin) {
  std::vector<double> column(options_);
  for (std::size_t m = 0; m < kMeasureCount; ++m) {
    for (std::size_t k = 0; k < trials; ++k) {
      for (std::size_t i = 0; i < options_; ++i) {
        column[i] = tables[(i * kMeasureCount + m) * trials + k] - origin[i * kMeasureCount + m];
      }
      for (std::size_t i = 0; i < options_; ++i) {
        sums_[m * options_ + i] += column[i];
        double* const row = products_.data() + (m * options_ + i) * options_;
        for (std::size_t j = i; j < options_; ++j) row[j] += column[i] * column[j];
      }
    }
  }
  trials_ += static_cast<std::int64_t>(trials);
}

void JointSums::add(const JointSums& more) {
  trials_ += more.trials_;
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += more.sums_[i];
  for (std::size_t i = 0; i < products_.size(); ++i) products_[i] += more.products_[i];
}

double JointSums::mean(std::size_t option, Measure m, std::span<const double> origin) const {
  return origin[option * kMeasureCount + static_cast<std::size_t>(m)] +
         sums_[place(m, option)] / static_cast<double>(trials_);
}

double JointSums::covariance(std::size_t a, std::size_t b, Measure m) const {
  const double n = static_cast<double>(trials_);
  const double product = products_[place(m, std::min(a, b)) * options_ + std::max(a, b)];
  return (product - sums_[place(m, a)] * sums_[place(m, b)] / n) / (n - 1);
}

double JointSums::error_of_difference(std::size_t a, std::size_t b, Measure m) const {
  if (trials_ < 2) return kNone;
  const double variance = covariance(a, a, m) + covariance(b, b, m) - 2 * covariance(a, b, m);
  // A remainder from rounding alone is no variance.
  const double least = 1e-12 * (covariance(a, a, m) + covariance(b, b, m));
  return variance > least ? std::sqrt(variance / static_cast<double>(trials_)) : 0;
}

double JointSums::error_of_mean(std::size_t option, Measure m) const {
  if (trials_ < 2) return kNone;
  return std::sqrt(std::max(0.0, covariance(option, option, m)) / static_cast<double>(trials_));
}

std::vector<SetOutcome> outcomes_of_set(std::span<const double> objective, std::size_t options,
                                        std::span<const std::size_t> rivals) {
  static_assert(kReplicates % 2 == 0);
  const auto value = [&](std::size_t option, std::size_t r) {
    return objective[option * kReplicates + r];
  };
  // Replicates 0, 2, 4 ... are one half, 1, 3, 5 ... the other.
  std::array<std::size_t, 2> best{};
  for (std::size_t half = 0; half < 2; ++half) {
    double most = -std::numeric_limits<double>::infinity();
    for (const std::size_t i : rivals) {
      double sum = 0;
      for (std::size_t r = half; r < kReplicates; r += 2) sum += value(i, r);
      if (sum <= most) continue;
      most = sum;
      best[half] = i;
    }
  }
  std::vector<SetOutcome> outcomes;
  for (std::size_t i = 0; i < options; ++i) {
    SetDifference regret{0, 0};
    for (std::size_t half = 0; half < 2; ++half) {
      double worse[kHalf];
      for (std::size_t r = 0; r < kHalf; ++r) {
        const std::size_t replicate = 2 * r + half;
        worse[r] = value(best[1 - half], replicate) - value(i, replicate);
      }
      const SetDifference d = set_difference(moments_of(worse, static_cast<int>(kHalf)));
      regret.mean += d.mean / 2;
      regret.noise += d.noise / 4;
    }
    outcomes.push_back(
        {regret, set_difference(moments_of(objective.data() + i * kReplicates, kReplicates))});
  }
  return outcomes;
}

Regret regret_over(std::span<const SetDifference> sets) {
  if (sets.empty()) return {kNone, kNone, kNone};
  const double n = static_cast<double>(sets.size());
  std::vector<double> means;
  double sum = 0, noise = 0, squares = 0;
  for (const SetDifference& set : sets) {
    means.push_back(set.mean);
    sum += set.mean;
    noise += set.noise;
  }
  const double mean = sum / n;
  for (const double x : means) squares += (x - mean) * (x - mean);
  const BetweenSets between =
      sets.size() > 1 ? between_sets(squares / (n - 1), noise / n) : BetweenSets{0, 0};
  std::sort(means.begin(), means.end());
  const auto shrunk = [&](double raw) {
    return std::max(0.0, mean + between.shrink * (raw - mean));
  };
  return {std::max(0.0, mean), shrunk(interpolated_quantile(means, 0.9)), shrunk(means.back())};
}

bool Finals::is_within(const Budget& budget, std::size_t option) const {
  return std::all_of(std::begin(kBudgeted), std::end(kBudgeted), [&](Measure m) {
    const auto limit = budget.limit(m);
    return !limit || mean(option, m) <= *limit;
  });
}

Finals run_finals(std::vector<std::size_t> options, std::vector<double> origin,
                  const Budget& budget, std::int64_t trials, int sets, const TrialValues& values,
                  const SearchHooks& hooks) {
  Finals finals;
  finals.options = std::move(options);
  finals.origin = std::move(origin);
  finals.sums = JointSums(finals.options.size());
  if (!run_trials(finals, trials, values, hooks)) return finals;
  for (std::size_t i = 0; i < finals.options.size(); ++i) {
    if (finals.is_within(budget, i)) finals.rivals.push_back(i);
  }
  finals.complete = run_nested_sets(finals, sets, values, hooks);
  return finals;
}

}  // namespace armistice
