// The model as one function of a batch, compiled once for each instruction set.
#include "agents/kernel.hpp"

#include "agents/month.hpp"
#include "agents/start.hpp"

namespace armistice {
inline namespace ARMISTICE_LANE_SET {
namespace {

Parameters load_parameters(const float* values) {
  Parameters parameters;
  Real* p = reinterpret_cast<Real*>(&parameters);
  for (int k = 0; k < kParameters; ++k) p[k] = Real::load(values + k * kLanes);
  return parameters;
}

void run_batch(const BatchInput& in, const BatchOutput& out) {
  const Parameters parameters = load_parameters(in.parameters);
  const Chance chance{
      Words::load(in.parameter_set), Words::load(in.replicate), {in.key[0], in.key[1]}, in.muted};
  // Every ramp has been climbed by then: the course that is announced at the start.
  constexpr int kEndOfRamps = 1 << 20;
  const Levers target = levers_at(kEndOfRamps, *in.schedule, in.lever_targets);
  World world{*in.cast, parameters, in.structure, chance, target, target, 0, in.us_change_month};

  Trial trial = start_trial(world);
  Flows flows;
  Ledger ledger;
  ledger.occupied_share_min = ledger.occupied_share_max = trial.occupied_share_pct;
  ledger.infrastructure_min = trial.infrastructure;
  for (int month = 0; month < in.horizon_months; ++month) {
    world.month = month;
    world.levers = levers_at(month, *in.schedule, in.lever_targets);
    advance_month(trial, flows, ledger, world);
    if (out.timeline) {
      write_month(ledger, trial, flows, world, out.timeline + month * kQuantities * kLanes);
    }
  }
  write_results(ledger, trial, world, in.horizon_months, out.results);
  if (out.donors) write_donors(ledger, trial, *in.cast, out.donors);
}

}  // namespace
}  // namespace ARMISTICE_LANE_SET

const Kernel& ARMISTICE_JOIN(kernel_, ARMISTICE_LANE_SET)() {
#define ARMISTICE_QUOTE_(x) #x
#define ARMISTICE_QUOTE(x) ARMISTICE_QUOTE_(x)
  static constexpr Kernel kernel{ARMISTICE_QUOTE(ARMISTICE_LANE_SET), kLanes, kParameters,
                                 &run_batch};
  return kernel;
}

}  // namespace armistice
