#include "experiments/trials/batch.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "agents/interface/declarations.hpp"
#include "agents/interface/ranges.hpp"
#include "experiments/input/shell_word.hpp"

namespace armistice {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

/// Contexts come and go at one address, so that tells them apart no longer than they live.
std::uint64_t next_number() {
  static std::atomic<std::uint64_t> number{0};
  return number++;
}

LeverSchedule schedule_of(const Scenario& scenario) {
  LeverSchedule schedule{};
  const auto levers = lever_declarations();
  for (std::size_t i = 0; i < levers.size(); ++i) {
    schedule.base[i] = static_cast<float>(levers[i].base);
    schedule.start_month[i] = static_cast<float>(scenario.levers[i].start_month);
    schedule.ramp_months[i] = static_cast<float>(scenario.levers[i].ramp_months);
    schedule.at_once[i] = levers[i].at_once;
    schedule.condition[i] = scenario.levers[i].when.condition;
    schedule.condition_month[i] = static_cast<float>(scenario.levers[i].when.month);
  }
  return schedule;
}

/// [row][lane of a batch] into its place in [row][lane of a group].
void scatter(const LaneTable& batch, int lanes, LaneTable& group, int first_lane) {
  if (batch.empty()) return;
  const std::size_t rows = batch.size() / size(lanes);
  const float* from = batch.data();
  float* to = group.data() + first_lane;
  for (std::size_t row = 0; row < rows; ++row) {
    std::copy_n(from, lanes, to);
    from += lanes;
    to += kGroupTrials;
  }
}

/// What each row of a table can hold; it may also hold `none`.
struct RowRange {
  PossibleRange range;
  float none;
};

bool admits(const RowRange& row, float x) {
  return row.range.admits(double{x}) || x == row.none;  // false if it is not a number
}

const std::vector<RowRange>& result_ranges() {
  static const std::vector<RowRange> ranges = [] {
    std::vector<RowRange> all;
    for (const ResultDeclaration& d : result_declarations()) {
      all.push_back({possible_range(d), d.always() ? 0.0f : static_cast<float>(kNever)});
    }
    return all;
  }();
  return ranges;
}

const std::vector<RowRange>& donor_ranges() {
  static const std::vector<RowRange> ranges = [] {
    std::vector<RowRange> all;
    for (const DonorResultDeclaration& d : donor_result_declarations()) {
      all.push_back({possible_range(d), 0});  // a month of 0 stands for no value
    }
    return all;
  }();
  return ranges;
}

const std::vector<RowRange>& quantity_ranges() {
  static const std::vector<RowRange> ranges = [] {
    std::vector<RowRange> all;
    for (const QuantityDeclaration& d : quantity_declarations())
      all.push_back({possible_range(d), 0});
    return all;
  }();
  return ranges;
}

std::string beyond(std::string_view name, float x) {
  return std::string(name) + " is " + std::to_string(x) + ", which it cannot be";
}

/// The impossible value among a trial's results; empty if there is none.
std::string fault_in(const float* results, int lane, int horizon) {
  const auto result = [&](Result r) {
    return results[static_cast<std::size_t>(r) * kGroupTrials + size(lane)];
  };
  const auto within = [](float x, int low, int high) {
    return x >= static_cast<float>(low) && x <= static_cast<float>(high);
  };
  for (int r = 0; r < kResults; ++r) {
    const float x = result(static_cast<Result>(r));
    if (!std::isfinite(x)) return "a result is not a finite number";
    if (!admits(result_ranges()[size(r)], x)) {
      return beyond(result_declarations()[size(r)].name, x);
    }
  }
  const float outcome = result(Result::outcome), detail = result(Result::detail);
  const float stop = result(Result::end_month), relapse = result(Result::relapse_month);
  if (!within(detail, 0, kDetails - 1) ||
      outcome != static_cast<float>(outcome_of(static_cast<Detail>(detail)))) {
    return "outcome and detail do not fit";
  }
  const bool stopped = outcome != static_cast<float>(Outcome::kContinuedWar);
  if (stopped && !within(stop, 1, horizon)) return "the fighting stopped in no month of the run";
  const bool relapsed = result(Result::relapsed) > 0.5f;
  if (relapsed && (!stopped || !within(relapse, static_cast<int>(stop), horizon))) {
    return "the fighting resumed in no month after it stopped";
  }
  return "";
}

/// The lane of the first value in [row][lane of a group] that its row can't hold, and the row.
struct Impossible {
  std::size_t row = 0;
  int lane = -1;
};

/// Row i has the range i, counted round and round.
Impossible first_impossible(const float* table, std::size_t rows,
                            const std::vector<RowRange>& ranges, int trials) {
  for (std::size_t row = 0; row < rows; ++row) {
    const RowRange& range = ranges[row % ranges.size()];
    const float* const values = table + row * kGroupTrials;
    bool all = true;
    for (int lane = 0; lane < trials; ++lane) all &= admits(range, values[lane]);
    if (all) continue;
    for (int lane = 0; lane < trials; ++lane) {
      if (!admits(range, values[lane])) return {row, lane};
    }
  }
  return {};
}

[[noreturn]] void refuse(const BatchContext& context, const TrialAddress& trial,
                         const std::string& wrong, const Intervention& intervention) {
  std::string replay = "armistice trace " + shell_path(context.scenario_file) + " --seed " +
                       std::to_string(context.seed) + " --horizon " +
                       std::to_string(context.input.horizon_months) + " --trial " +
                       std::to_string(trial.parameter_set);
  if (trial.replicate > 0) replay += " --replicate " + std::to_string(trial.replicate);
  // The line stands last and alone, so that it can be pasted.
  const std::string cause = intervention.choice == Choice::kNone
                                ? wrong
                                : wrong + ", with an intervention, which a trace does without";
  throw TrialFault(trial, cause, replay);
}

}  // namespace

void check_group(const BatchContext& context, const TrialGroup& group, const TrialAddress* trials,
                 const Intervention& intervention) {
  const int horizon = context.input.horizon_months;
  for (int i = 0; i < group.trials; ++i) {
    const std::string wrong = fault_in(group.results, i, horizon);
    if (!wrong.empty()) refuse(context, trials[i], wrong, intervention);
  }
  const auto check = [&](const float* table, std::size_t rows, const std::vector<RowRange>& ranges,
                         const auto& name_of_row) {
    if (table == nullptr) return;
    const Impossible at = first_impossible(table, rows, ranges, group.trials);
    if (at.lane < 0) return;
    const float x = table[at.row * kGroupTrials + size(at.lane)];
    refuse(context, trials[at.lane], beyond(name_of_row(at.row), x), intervention);
  };
  check(group.timeline, size(horizon) * size(kQuantities), quantity_ranges(), [](std::size_t row) {
    return std::string(quantity_declarations()[row % size(kQuantities)].name) + " of month " +
           std::to_string(row / size(kQuantities) + 1);
  });
  check(group.donor_results, size(group.donors) * size(kDonorResults), donor_ranges(),
        [](std::size_t row) {
          return std::string(donor_result_declarations()[row % size(kDonorResults)].name) +
                 " of donor " + std::to_string(row / size(kDonorResults) + 1);
        });
  static const std::vector<RowRange> kPaid = {
      {possible_range(declaration_of(Result::cost_total_eur_bn)), 0}};
  check(group.costs, cost_rows_of(horizon, group.donors), kPaid,
        [](std::size_t) { return std::string("a cost of a year"); });
}

TrialFault::TrialFault(const TrialAddress& trial, const std::string& cause,
                       const std::string& replay)
    : Error(Fault::kOurs, "trial " + std::to_string(trial.parameter_set) + ": " + cause +
                              "; replay it with: " + replay),
      trial_(trial),
      cause_(cause) {}

void check_kernel(const Kernel& kernel) {
  const std::size_t written[] = {size(kernel.results), size(kernel.donor_results),
                                 size(kernel.quantities)};
  const std::size_t declared_results[] = {result_declarations().size(),
                                          donor_result_declarations().size(),
                                          quantity_declarations().size()};
  constexpr const char* kWhat[] = {"results", "results of a donor", "quantities of a month"};
  for (int i = 0; i < 3; ++i) {
    if (written[i] == declared_results[i]) continue;
    throw Error(Fault::kOurs, std::string("kernel ") + kernel.name + " writes " +
                                  std::to_string(written[i]) + " " + kWhat[i] + "; " +
                                  std::to_string(declared_results[i]) + " are declared");
  }
  const int declared = static_cast<int>(parameter_declarations().size());
  if (kernel.parameters != declared || kernel.lanes < 1 || kGroupTrials % kernel.lanes != 0) {
    throw Error(Fault::kOurs,
                std::string("kernel ") + kernel.name + " reads " +
                    std::to_string(kernel.parameters) + " parameters in " +
                    std::to_string(kernel.lanes) + " lanes; " + std::to_string(declared) +
                    " are declared and lanes must divide " + std::to_string(kGroupTrials));
  }
}

BatchContext::BatchContext(const Scenario& scenario, std::uint64_t run_seed, int horizon_months)
    : casts(tables_by_month(scenario.cast, scenario.start)),
      cast(casts.front().cast),
      schedule(schedule_of(scenario)),
      draw(scenario, run_seed),
      input{},
      seed(run_seed),
      scenario_file(scenario.file.string()),
      number(next_number()) {
  if (scenario.mechanisms == Mechanisms::kCore) {
    const auto all_donors = [](CastTable& table) {
      std::fill_n(table.reported_as_european, table.donors, true);
    };
    all_donors(cast);
    for (CastChange& change : casts) all_donors(change.cast);
  }
  input.cast = &cast;
  input.cast_changes = casts.data() + 1;
  input.cast_change_count = static_cast<int>(casts.size()) - 1;
  input.schedule = &schedule;
  input.structure = scenario.structure;
  input.horizon_months = horizon_months;
  input.us_change_month = months_between(scenario.start, scenario.us_change);
  input.patron_change_month =
      scenario.patron_change ? months_between(scenario.start, *scenario.patron_change) : kNoMonth;
  input.key[0] = static_cast<std::uint32_t>(run_seed);
  input.key[1] = static_cast<std::uint32_t>(run_seed >> 32);
}

GroupRunner::GroupRunner(const BatchContext& context, const Kernel& kernel, bool timeline,
                         bool donors)
    : context_(&context), kernel_(&kernel) {
  check_kernel(kernel);
  const std::size_t lanes = size(kernel.lanes);
  const std::size_t timeline_rows =
      timeline ? size(context.input.horizon_months) * size(kQuantities) : 0;
  const std::size_t donor_rows = donors ? size(context.cast.donors) * size(kDonorResults) : 0;
  const std::size_t cost_rows =
      donors ? cost_rows_of(context.input.horizon_months, context.cast.donors) : 0;
  parameters_.resize(size(context.draw.parameters()) * lanes);
  targets_.resize(size(kLevers) * lanes);
  context.draw.fill(parameters_.data(), targets_.data(), kernel.lanes);
  parameter_set_.resize(lanes);
  replicate_.resize(lanes);
  results_.resize(size(kResults) * kGroupTrials);
  timeline_.resize(timeline_rows * kGroupTrials);
  donors_.resize(donor_rows * kGroupTrials);
  costs_.resize(cost_rows * kGroupTrials);
  if (kernel.lanes < kGroupTrials) {
    batch_results_.resize(size(kResults) * lanes);
    batch_timeline_.resize(timeline_rows * lanes);
    batch_donors_.resize(donor_rows * lanes);
    batch_costs_.resize(cost_rows * lanes);
  }
}

TrialGroup GroupRunner::run(const TrialAddress* trials, int count,
                            const Intervention& intervention) {
  return run(trials, nullptr, count, intervention);
}

TrialGroup GroupRunner::run_points(const TrialAddress* trials, const PointValues* const* points,
                                   int count) {
  return run(trials, points, count, {});
}

TrialGroup GroupRunner::run(const TrialAddress* trials, const PointValues* const* points, int count,
                            const Intervention& intervention) {
  for (int first = 0; first < count; first += kernel_->lanes) {
    run_batch(trials + first, points == nullptr ? nullptr : points + first,
              std::min(kernel_->lanes, count - first), first, intervention);
  }
  const TrialGroup group{.trials = count,
                         .donors = donors_.empty() ? 0 : context_->cast.donors,
                         .results = results_.data(),
                         .timeline = timeline_.empty() ? nullptr : timeline_.data(),
                         .donor_results = donors_.empty() ? nullptr : donors_.data(),
                         .costs = costs_.empty() ? nullptr : costs_.data()};
  check_group(*context_, group, trials, intervention);
  return group;
}

void GroupRunner::draw_lanes(const TrialAddress* trials, int count) {
  const int lanes = kernel_->lanes;
  for (int lane = 0; lane < lanes; ++lane) {
    // Lanes left over run the last trial once more.
    const TrialAddress& trial = trials[std::min(lane, count - 1)];
    const std::uint32_t set = trial.parameter_set;
    replicate_[size(lane)] = trial.replicate;
    // The points of a sweep have the same sets in the same lanes, over and over.
    const bool held = drawn_ && parameter_set_[size(lane)] == set;
    parameter_set_[size(lane)] = set;
    if (held) continue;
    if (lane > 0 && set == parameter_set_[size(lane) - 1]) {
      context_->draw.copy(lane - 1, lane, parameters_.data(), targets_.data(), lanes);
    } else {
      context_->draw.draw(set, parameters_.data(), targets_.data(), lane, lanes);
    }
  }
  drawn_ = true;
}

void GroupRunner::set_lane(const PointValues& point, int lane) {
  const auto place = [this, lane](int row) {
    return size(row) * size(kernel_->lanes) + size(lane);
  };
  for (const PointValues::Parameter& p : point.parameters) parameters_[place(p.row)] = p.value;
  for (const PointValues::Lever& lever : point.levers) {
    targets_[place(lever.row)] =
        context_->draw.target(parameter_set_[size(lane)], lever.row, lever.intensity);
  }
}

void GroupRunner::run_batch(const TrialAddress* trials, const PointValues* const* points, int count,
                            int first_lane, const Intervention& intervention) {
  const int lanes = kernel_->lanes;
  draw_lanes(trials, count);
  if (points != nullptr) {
    for (int lane = 0; lane < lanes; ++lane) set_lane(*points[std::min(lane, count - 1)], lane);
  }
  BatchInput input = context_->input;
  input.parameters = parameters_.data();
  input.lever_targets = targets_.data();
  input.parameter_set = parameter_set_.data();
  input.replicate = replicate_.data();
  input.intervention = intervention;
  const auto pointer = [](LaneTable& t) { return t.empty() ? nullptr : t.data(); };
  if (lanes == kGroupTrials) {
    kernel_->run(input, {results_.data(), pointer(timeline_), pointer(donors_), pointer(costs_)});
    return;
  }
  kernel_->run(input, {batch_results_.data(), pointer(batch_timeline_), pointer(batch_donors_),
                       pointer(batch_costs_)});
  scatter(batch_results_, lanes, results_, first_lane);
  scatter(batch_timeline_, lanes, timeline_, first_lane);
  scatter(batch_donors_, lanes, donors_, first_lane);
  scatter(batch_costs_, lanes, costs_, first_lane);
}

}  // namespace armistice
