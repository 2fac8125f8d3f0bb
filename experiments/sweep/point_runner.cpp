#include "experiments/sweep/point_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "agents/interface/declarations.hpp"
#include "experiments/designs/replicate_groups.hpp"
#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/input/typed_settings.hpp"

namespace armistice {
namespace {

constexpr std::size_t kContexts = 32;  // kept at a time: the structures that points alternate among

std::size_t size(int n) { return static_cast<std::size_t>(n); }

void hold(Distribution& d) { d = fixed_value(central_value(d)); }

void hold_everything(Scenario& scenario) {
  for (Distribution& d : scenario.parameters) hold(d);
  scenario.posterior = {};
  for (LeverSetting& lever : scenario.levers) hold(lever.intensity);
  hold(scenario.implementation.share);
}

/// Factors are set, not drawn.
void hold_factors(const SweepPlan& plan, Scenario& scenario) {
  if (plan.hold_others) hold_everything(scenario);
  for (const SweptFactor& f : plan.targets) {
    if (f.target == FactorTarget::kParameter) hold(scenario.parameters[size(f.row)]);
    if (f.target == FactorTarget::kLever) hold(scenario.levers[size(f.row)].intensity);
  }
}

void set_switch(Switches& switches, int row, bool on) {
  bool* const all[] = {
#define SWITCH(name, ...) &switches.name,
#include "agents/interface/switches.def"
#undef SWITCH
  };
  *all[row] = on;
}

bool is_structure(FactorTarget target) {
  return target != FactorTarget::kParameter && target != FactorTarget::kLever;
}

/// The scenario at a point, without the values that are set trial by trial.
Scenario scenario_at(const SweepPlan& plan, const Scenario& base, const double* values) {
  std::vector<Setting> settings;
  for (std::size_t f = 0; f < plan.targets.size(); ++f) {
    if (plan.targets[f].target != FactorTarget::kSetting) continue;
    const Factor& factor = plan.design.factors[f];
    settings.push_back({factor.name, value_text(factor, values[f])});
  }
  Scenario scenario = base;
  if (!settings.empty()) {
    settings.insert(settings.begin(), plan.settings.begin(), plan.settings.end());
    scenario = read_scenario(plan.scenario.file, settings);
    hold_factors(plan, scenario);
  }
  for (std::size_t f = 0; f < plan.targets.size(); ++f) {
    const auto [target, row] = plan.targets[f];
    if (target == FactorTarget::kStartMonth) scenario.levers[size(row)].start_month = values[f];
    if (target == FactorTarget::kRampMonths) scenario.levers[size(row)].ramp_months = values[f];
    if (target == FactorTarget::kSwitch) {
      const Factor& factor = plan.design.factors[f];
      set_switch(scenario.structure.switches, row, value_text(factor, values[f]) == "true");
    }
  }
  return scenario;
}

}  // namespace

struct PointRunner::Structure {
  std::vector<double> values;  // of the factors that make it
  BatchContext context;

  Structure(std::vector<double> v, const Scenario& scenario, const RunSettings& settings)
      : values(std::move(v)), context(scenario, settings.seed, settings.horizon_months) {}
};

PointRunner::PointRunner(const SweepPlan& plan, const RunSettings& settings)
    : plan_(plan),
      settings_(settings),
      digits_(size(plan.replicates + 3) / 4),
      groups_(size(replicate_groups(plan.replicates))),
      base_(plan.scenario),
      processor_(lane_processor(*settings.kernel)) {
  hold_factors(plan, base_);
  for (const Compared& outcome : plan.outcomes) {
    ++(std::holds_alternative<Share>(outcome) ? shares_ : means_);
  }
  for (const int n : replicate_group_sizes(plan.replicates)) group_sizes_.push_back(n);
  if (plan.table == nullptr) points_ = std::make_unique<DesignPoints>(plan.design);
}

PointRunner::~PointRunner() = default;

std::vector<double> PointRunner::structure_of(const double* values) const {
  std::vector<double> structure;
  for (std::size_t f = 0; f < plan_.targets.size(); ++f) {
    if (is_structure(plan_.targets[f].target)) structure.push_back(values[f]);
  }
  return structure;
}

const BatchContext& PointRunner::context_of(const std::vector<double>& structure,
                                            const double* values) {
  const auto known = std::find_if(contexts_.begin(), contexts_.end(),
                                  [&](const Structure& s) { return s.values == structure; });
  if (known != contexts_.end()) {
    contexts_.splice(contexts_.begin(), contexts_, known);
  } else {
    contexts_.emplace_front(structure, scenario_at(plan_, base_, values), settings_);
    if (contexts_.size() > kContexts) contexts_.pop_back();
  }
  return contexts_.front().context;
}

PointValues PointRunner::values_of(const double* values) const {
  PointValues point;
  for (std::size_t f = 0; f < plan_.targets.size(); ++f) {
    const auto [target, row] = plan_.targets[f];
    if (target == FactorTarget::kParameter) {
      point.parameters.push_back({row, static_cast<float>(values[f])});
    } else if (target == FactorTarget::kLever) {
      point.levers.push_back({row, values[f]});
    }
  }
  return point;
}

SweepBlock PointRunner::run(std::int64_t first_point, int points) {
  SweepBlock block;
  block.first_point = first_point;
  block.points = points;
  block.values = point_values(plan_, points_.get(), first_point, points);
  const std::size_t cells = size(points) * plan_.outcomes.size();
  block.means.assign(cells, 0);
  if (plan_.replicates > 1) {
    block.hits.assign(size(points) * shares_ * digits_, 0);
    block.groups.assign(size(points) * means_ * groups_, 0);
    block.variances.assign(size(points) * means_, 0);
  }

  const std::size_t factors = plan_.targets.size();
  const auto values = [&](int i) { return &block.values[size(i) * factors]; };
  std::vector<std::vector<double>> structures;
  for (int i = 0; i < points; ++i) structures.push_back(structure_of(values(i)));
  std::vector<int> order(size(points));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return structures[size(a)] < structures[size(b)]; });
  for (auto from = order.begin(); from != order.end();) {
    const std::vector<double>& structure = structures[size(*from)];
    const auto to =
        std::find_if(from, order.end(), [&](int i) { return structures[size(i)] != structure; });
    const std::vector<int> alike(from, to);
    from = to;
    try {
      run_alike(context_of(structure, values(alike.front())), alike, block);
    } catch (const Error& error) {
      if (error.fault() == Fault::kOutput) throw;
      run_each_alone(structure, alike, block);
    }
  }
  std::sort(block.failures.begin(), block.failures.end(),
            [](const FailedPoint& x, const FailedPoint& y) { return x.point < y.point; });
  divide_sums(block);
  return block;
}

void PointRunner::divide_sums(SweepBlock& block) const {
  const double all = plan_.replicates;
  std::size_t of_mean = 0;  // [point][mean]
  for (std::size_t i = 0; i < block.means.size(); ++i) {
    const double sum = std::exchange(block.means[i], block.means[i] / all);
    const bool share = std::holds_alternative<Share>(plan_.outcomes[i % plan_.outcomes.size()]);
    if (share || block.variances.empty()) continue;
    for (std::size_t g = 0; g < groups_; ++g)
      block.groups[of_mean * groups_ + g] /= group_sizes_[g];
    const double squares = block.variances[of_mean] - sum * sum / all;  // below 0 by rounding
    block.variances[of_mean++] = (squares < 0 ? 0 : squares) / (all - 1);
  }
}

void PointRunner::run_alike(const BatchContext& context, const std::vector<int>& points,
                            SweepBlock& block) {
  std::vector<PointValues> values;
  for (const int i : points)
    values.push_back(values_of(&block.values[size(i) * plan_.targets.size()]));
  const std::int64_t trials = std::int64_t{plan_.replicates} * std::int64_t(points.size());
  const auto place = [&](std::int64_t t) { return static_cast<std::size_t>(t / plan_.replicates); };
  const auto replicate = [&](std::int64_t t) { return static_cast<int>(t % plan_.replicates); };
  // Where whole groups belong to one point, the same replicates come round after so many groups,
  // and their draws are still there.
  const bool whole = plan_.replicates % kGroupTrials == 0 && !plan_.independent;
  const auto slots =
      static_cast<std::uint32_t>(whole ? std::min(plan_.replicates / kGroupTrials, 16) : 1);
  std::vector<GroupRequest> groups;
  for (std::int64_t first = 0; first < trials; first += kGroupTrials) {
    GroupRequest& group = groups.emplace_back();
    group.context = &context;
    group.slot = static_cast<std::uint32_t>(groups.size() - 1) % slots;
    group.count = static_cast<int>(std::min<std::int64_t>(kGroupTrials, trials - first));
    for (int lane = 0; lane < group.count; ++lane) {
      const std::int64_t t = first + lane;
      const std::int64_t point = block.first_point + points[place(t)];
      const std::int64_t set =
          plan_.independent ? point * plan_.replicates + replicate(t) : replicate(t);
      group.trials[size(lane)] = {static_cast<std::uint32_t>(set), 0};
      group.points[size(lane)] = &values[place(t)];
    }
  }
  const auto look = [&](std::size_t i, const TrialGroup& group) {
    for (int lane = 0; lane < group.trials; ++lane) {
      const std::int64_t t = static_cast<std::int64_t>(i) * kGroupTrials + lane;
      count(group, lane, points[place(t)], replicate(t), block);
    }
  };
  processor_->take(std::move(groups))->redeem(look, nullptr);
}

void PointRunner::run_each_alone(const std::vector<double>& structure,
                                 const std::vector<int>& points, SweepBlock& block) {
  for (const int i : points) {
    fill(block, i, 0);
    std::string cause;
    std::uint32_t trial = 0;
    try {
      run_alike(context_of(structure, &block.values[size(i) * plan_.targets.size()]), {i}, block);
      continue;
    } catch (const TrialFault& fault) {
      cause = fault.cause();
      trial = fault.trial().parameter_set;
    } catch (const Error& error) {
      if (error.fault() == Fault::kOutput) throw;
      cause = error.what();
    }
    fill(block, i, std::numeric_limits<double>::quiet_NaN());
    block.failures.push_back({block.first_point + i, cause, replay_of(block, i, trial)});
  }
}

void PointRunner::fill(SweepBlock& block, int point, double x) const {
  const auto fill_row = [point](auto& values, std::size_t width, auto value) {
    if (values.empty()) return;
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(size(point) * width), width, value);
  };
  fill_row(block.means, plan_.outcomes.size(), x);
  fill_row(block.hits, shares_ * digits_, std::uint8_t{0});
  fill_row(block.groups, means_ * groups_, x);
  fill_row(block.variances, means_, x);
}

void PointRunner::count(const TrialGroup& group, int lane, int point, int replicate,
                        SweepBlock& block) const {
  const ShareBits shares = group.shares(lane);
  const bool alone = plan_.replicates == 1;
  double* mean = &block.means[size(point) * plan_.outcomes.size()];
  std::size_t digit = size(point) * shares_ * digits_ + size(replicate / 4);
  std::size_t of_mean = size(point) * means_;
  const std::size_t of_group = size(group_of_replicate(replicate, plan_.replicates));
  const auto bit = static_cast<std::uint8_t>(8 >> replicate % 4);
  for (const Compared& outcome : plan_.outcomes) {
    if (const Share* const share = std::get_if<Share>(&outcome)) {
      const bool hit = counts_towards(shares, *share);
      *mean++ += hit ? 1.0 : 0.0;
      if (hit && !alone) block.hits[digit] |= bit;
      digit += digits_;
    } else {
      const double x = group.result(std::get<Result>(outcome), lane);
      *mean++ += x;
      if (alone) continue;
      block.groups[of_mean * groups_ + of_group] += x;
      block.variances[of_mean++] += x * x;
    }
  }
}

std::string PointRunner::replay_of(const SweepBlock& block, int point, std::uint32_t trial) const {
  std::string line =
      fmt::format("armistice trace {} --seed {} --horizon {} --trial {}",
                  shell_path(plan_.scenario.file), settings_.seed, settings_.horizon_months, trial);
  const auto set = [&line](std::string_view name, std::string_view value) {
    line += " --set " + shell_word(fmt::format("{}={}", name, value));
  };
  if (plan_.hold_others) {
    for (const ResolvedSetting& s : resolved_settings(plan_.scenario)) {
      if (!s.distribution.empty()) set(s.name, s.value);
    }
  }
  line += typed_again(plan_.settings);
  for (std::size_t f = 0; f < plan_.targets.size(); ++f) {
    set(plan_.design.factors[f].name,
        value_text(plan_.design.factors[f], block.values[size(point) * plan_.targets.size() + f]));
  }
  return line;
}

}  // namespace armistice
