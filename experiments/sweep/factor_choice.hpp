// Factors as a user names them: any parameter, lever, rule or switch, over its own distribution, a
// range or some values. Whatever a scenario file would refuse is refused here.
#pragma once

#include <string>

#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// Adds what `typed` names to the plan's factors:
///   parameters.front.dead_zone            over its distribution in the scenario
///   parameters.front                      each that is drawn, of a group
///   levers.us_backup=0:1                  uniform
///   levers.us_backup=0,0.5,1              these values, equally likely
///   rule=quantal,rational                 these words
///   switches.talks                        off and on
///   parameters.front.dead_zone={...}      a distribution as a scenario file writes it
/// Throws Error(kInput) with the nearest name.
void add_factor(SweepPlan& plan, const std::string& typed);

/// Each parameter and lever that the scenario draws.
void add_default_factors(SweepPlan& plan);

/// Joins factors into one unit: "front=parameters.front.a,parameters.front.b:0.6", the correlation
/// at the end if they have one. Throws Error(kInput).
void join_factors(SweepPlan& plan, const std::string& typed);

}  // namespace armistice
