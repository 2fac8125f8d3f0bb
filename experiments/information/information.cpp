#include "experiments/information/information.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <utility>

#include "experiments/comparison/archived_pairs.hpp"
#include "experiments/engine/memory_limit.hpp"
#include "experiments/engine/pieces.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/error.hpp"
#include "experiments/information/inputs.hpp"

namespace armistice {

template <class Archive>
void serialize(Archive& archive, SetGain& gain) {
  archive(gain.extrapolated, gain.split_sample, gain.plug_in);
}

template <class Archive>
void serialize(Archive& archive, PartialInformation& p) {
  archive(p.evppi, p.plug_in, p.cross_fitted, p.sampling.low, p.sampling.high, p.switches);
  // As numbers of one size on every machine.
  std::uint64_t low = p.low_choice, high = p.high_choice;
  archive(low, high);
  p.low_choice = static_cast<std::size_t>(low);
  p.high_choice = static_cast<std::size_t>(high);
}

namespace {

constexpr std::int64_t kPieceTrials = 512;  // enough to be worth a task
constexpr std::int64_t kLeastTrials = 100, kMostTrials = 10'000'000;

/// Options' values net of cost, [option][trial], of any trials.
class NetValues {
 public:
  NetValues(std::span<const Scenario> scenarios, const InformationPlan& plan,
            const RunSettings& settings)
      : options_(scenarios.size()),
        values_(values_of_scenarios([scenarios](std::size_t i) { return scenarios[i]; }, settings,
                                    plan.objective)) {
    const double point = std::holds_alternative<Share>(plan.objective.what) ? 0.01 : 1;
    if (plan.eur_bn_per_point > 0) price_ = point / plan.eur_bn_per_point;
  }

  std::vector<double> operator()(std::span<const TrialAddress> trials) const {
    const std::size_t n = trials.size();
    std::vector<double> net(options_ * n), table(n * static_cast<std::size_t>(kMeasures));
    for (std::size_t i = 0; i < options_; ++i) {
      values_(i, trials, table);
      for (std::size_t k = 0; k < n; ++k) {
        net[i * n + k] = table[place_of(Measure::kObjective, k, n)] -
                         price_ * table[place_of(Measure::kCostTotal, k, n)];
      }
    }
    return net;
  }
  std::size_t options() const { return options_; }

 private:
  std::size_t options_;
  TrialValues values_;
  double price_ = 0;  // of a EUR bn, in units of the objective
};

/// The trials of pieces `first` to before `next`, of each option in turn.
StageSums kept_choices(Choices& choices, std::int64_t first, std::int64_t trials) {
  const auto each = [&choices, first, trials](auto& archive, std::int64_t next) {
    const std::int64_t from = first * kPieceTrials, to = std::min(next * kPieceTrials, trials);
    for (std::size_t i = 0; i < choices.options; ++i) {
      double* const values = choices.objective.data() + i * static_cast<std::size_t>(trials) + from;
      archive(cereal::binary_data(values, static_cast<std::size_t>(to - from) * sizeof(double)));
    }
  };
  return {[each](std::int64_t next) {
            return written_archive([&](auto& archive) { each(archive, next); });
          },
          [each](std::string_view bytes, std::int64_t next) {
            return read_archive(bytes, [&](auto& archive) { each(archive, next); });
          }};
}

/// Pieces of a stage. What came of a whole stage is written down once, so its size does not matter.
constexpr std::int64_t kStagePieces = 256;

bool run_some_trials(const NetValues& values, const RunHooks& hooks, StageKeeper* stages,
                     std::int64_t first, std::int64_t end, std::int64_t trials, Choices& choices,
                     const std::function<void(std::int64_t)>& done) {
  const auto options = static_cast<std::int64_t>(choices.options);
  Stage stage(stages, hooks.stop, first, end, kept_choices(choices, first, trials));
  done(options * (std::min(stage.next() * kPieceTrials, trials) - first * kPieceTrials));
  run_pieces<std::int64_t>(
      stage.next(), end, stage.stop(),
      [&](std::int64_t piece) {
        const std::int64_t from = piece * kPieceTrials, to = std::min(from + kPieceTrials, trials);
        std::vector<TrialAddress> addresses;
        for (std::int64_t k = from; k < to; ++k) {
          addresses.push_back({static_cast<std::uint32_t>(k), 0});
        }
        const std::vector<double> net = values(addresses);
        for (std::size_t i = 0; i < choices.options; ++i) {
          std::copy_n(net.begin() + static_cast<std::ptrdiff_t>(i * addresses.size()), to - from,
                      choices.objective.begin() +
                          static_cast<std::ptrdiff_t>(i) * static_cast<std::ptrdiff_t>(trials) +
                          from);
        }
        return std::make_unique<std::int64_t>(to - from);
      },
      [&](std::int64_t piece, std::int64_t count) {
        stage.keep(piece);
        done(count * options);
      });
  return stage.leave();
}

bool run_trials(const NetValues& values, const RunHooks& hooks, StageKeeper* stages,
                std::int64_t trials, Choices& choices,
                const std::function<void(std::int64_t)>& done) {
  choices.options = values.options();
  choices.objective.resize(choices.options * static_cast<std::size_t>(trials));
  const std::int64_t pieces = (trials + kPieceTrials - 1) / kPieceTrials;
  for (std::int64_t first = 0; first < pieces; first += kStagePieces) {
    const std::int64_t end = std::min(first + kStagePieces, pieces);
    if (!run_some_trials(values, hooks, stages, first, end, trials, choices, done)) return false;
  }
  return true;
}

/// A parameter set in each option.
struct SetValues {
  SetGain gain;
  std::vector<SetDifference> options;
};

bool run_nested_sets(const NetValues& values, const RunHooks& hooks, StageKeeper* stages,
                     Information& information, const std::function<void(std::int64_t)>& done) {
  const std::size_t options = values.options();
  std::vector<SetGain> gains;
  std::vector<std::vector<SetDifference>> means(options);
  const std::int64_t sets = information.settings.nested_sets;
  Stage stage(stages, hooks.stop, 0, sets, archived_sums([&](auto& archive) {
                const auto most = static_cast<std::size_t>(sets);
                serialize_list(archive, gains, most);
                for (auto& of_option : means) serialize_list(archive, of_option, most);
              }));
  done(static_cast<std::int64_t>(options) * kReplicates * stage.next());
  run_pieces<SetValues>(
      stage.next(), sets, stage.stop(),
      [&](std::int64_t set) {
        std::vector<TrialAddress> addresses;
        for (std::uint32_t r = 0; r < kReplicates; ++r) {
          addresses.push_back({static_cast<std::uint32_t>(set), r});
        }
        const std::vector<double> net = values(addresses);
        auto of_set = std::make_unique<SetValues>();
        of_set->gain = gain_in_set(net, options, information.best);
        for (std::size_t i = 0; i < options; ++i) {
          of_set->options.push_back(
              set_difference(moments_of(net.data() + i * kReplicates, kReplicates)));
        }
        return of_set;
      },
      [&](std::int64_t number, const SetValues& set) {
        gains.push_back(set.gain);
        for (std::size_t i = 0; i < options; ++i) means[i].push_back(set.options[i]);
        stage.keep(number);
        done(static_cast<std::int64_t>(options) * kReplicates);
      });
  information.perfect = perfect_information(gains);
  for (std::size_t i = 0; i < options; ++i) {
    information.options[i].ranges = difference_range(means[i]);
  }
  return stage.leave();
}

void judge_options(const Choices& choices, Information& information) {
  const auto trials = static_cast<int>(choices.trials());
  for (std::size_t i = 0; i < choices.options; ++i) {
    const Moments moments = moments_of(choices.objective.data() + i * choices.trials(), trials);
    information.options.push_back(
        {choices.mean(i), paired_mean_interval(choices.mean(i), moments), {}});
  }
  information.best = choices.best();
}

}  // namespace

double Information::share_of_evpi(const ParameterInformation& p) const {
  return perfect.evpi > 0 ? p.value.evppi / perfect.evpi : std::numeric_limits<double>::quiet_NaN();
}

/// What an input is worth, and what it seems to be worth in each permutation.
struct InputWorth {
  PartialInformation value{};
  std::vector<double> chance = std::vector<double>(kPermutations);
};

template <class Archive>
void serialize(Archive& archive, InputWorth& worth) {
  archive(worth.value);
  serialize_elements(archive, worth.chance);
}

bool inform(const Choices& choices, const std::vector<InformationInput>& inputs, std::uint64_t seed,
            const std::atomic<bool>* stop, Information& information, StageKeeper* stages) {
  std::vector<std::vector<std::uint32_t>> orders(kPermutations);
  tbb::parallel_for(0, kPermutations, [&](int i) {
    orders[static_cast<std::size_t>(i)] =
        permutation(choices.trials(), seed, static_cast<std::uint32_t>(i));
  });
  std::vector<InputWorth> worths;
  Stage stage(stages, stop, 0, static_cast<std::int64_t>(inputs.size()),
              archived_sums([&worths, &inputs](auto& archive) {
                serialize_list(archive, worths, inputs.size());
              }));
  run_pieces<InputWorth>(
      stage.next(), static_cast<std::int64_t>(inputs.size()), stage.stop(),
      [&](std::int64_t i) {
        const std::vector<float>& input = inputs[static_cast<std::size_t>(i)].values;
        const SmoothBasis basis(input);
        const Smoother smoother = smoother_of(basis);
        auto worth = std::make_unique<InputWorth>();
        worth->value = partial_information(choices, basis, input);
        for (std::size_t p = 0; p < orders.size(); ++p) {
          if (is_raised(stage.stop())) return std::unique_ptr<InputWorth>();
          worth->chance[p] = plug_in_of_permuted(choices, basis, smoother, orders[p]);
        }
        return worth;
      },
      [&](std::int64_t i, const InputWorth& worth) {
        worths.push_back(worth);
        stage.keep(i);
      });
  if (!stage.leave()) return false;
  std::vector<ParameterInformation> found;
  std::vector<double> largest(kPermutations);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    found.push_back({inputs[i].name, worths[i].value, 1});
    for (std::size_t p = 0; p < largest.size(); ++p) {
      largest[p] = std::max(largest[p], worths[i].chance[p]);
    }
  }
  std::sort(largest.begin(), largest.end());
  information.noise_95 = largest[static_cast<std::size_t>(0.95 * (kPermutations + 1)) - 1];
  for (ParameterInformation& p : found) {
    const auto as_large =
        largest.end() - std::lower_bound(largest.begin(), largest.end(), p.value.plug_in);
    if (p.value.plug_in > 0) p.p_value = static_cast<double>(as_large + 1) / (kPermutations + 1);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.value.evppi != b.value.evppi ? a.value.evppi > b.value.evppi
                                          : a.value.plug_in > b.value.plug_in;
  });
  information.parameters = std::move(found);
  return true;
}

double information_bytes(std::span<const Scenario> scenarios, std::int64_t trials) {
  const std::vector<Distribution>& parameters = scenarios.front().parameters;
  const auto drawn = std::count_if(parameters.begin(), parameters.end(), [](const Distribution& d) {
    return d.kind != DistributionKind::kFixed;
  });
  const double each_trial =
      sizeof(double) * static_cast<double>(scenarios.size()) +     // values of the options
      sizeof(float) * static_cast<double>(drawn + kLevers) +       // inputs
      sizeof(std::uint32_t) * static_cast<double>(kPermutations);  // orders
  return each_trial * static_cast<double>(trials);
}

Information run_information(std::span<const Scenario> scenarios, const InformationPlan& plan,
                            const RunSettings& settings, const RunHooks& hooks,
                            StageKeeper* stages) {
  if (scenarios.size() < 2) {
    throw Error(Fault::kInput, "information: expected two scenarios or more to choose from");
  }
  if (settings.trials < kLeastTrials || settings.trials > kMostTrials) {
    throw Error(Fault::kInput,
                "armistice information: --trials: expected 100 to 10000000, since "
                "all are kept in memory and a smooth curve is fitted to them");
  }
  require_memory(information_bytes(scenarios, settings.trials), "information",
                 "fewer --trials need less", memory_limit());
  const auto start = std::chrono::steady_clock::now();
  Information information;
  information.plan = plan;
  information.settings = checked_settings(settings);
  information.complete = false;
  const RunSettings& s = information.settings;
  const std::int64_t total = static_cast<std::int64_t>(scenarios.size()) *
                             (s.trials + std::int64_t{s.nested_sets} * kReplicates);
  std::int64_t so_far = 0;
  const auto done = [&](std::int64_t trials) {
    so_far += trials;
    if (hooks.progress) hooks.progress(so_far, total);
  };
  with_threads(s.threads, [&] {
    const NetValues values(scenarios, plan, s);
    Choices choices;
    if (!run_trials(values, hooks, stages, s.trials, choices, done)) return;
    judge_options(choices, information);
    if (!run_nested_sets(values, hooks, stages, information, done)) return;
    const Inputs inputs = drawn_inputs(scenarios, s.seed, s.trials);
    information.differing = inputs.differing;
    information.complete = inform(choices, inputs.drawn, s.seed, hooks.stop, information, stages);
  });
  information.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return information;
}

}  // namespace armistice
