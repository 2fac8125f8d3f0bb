// Patterns 21 to 23: the effects of single levers and of the whole Plan on the endings, against
// theory.
#include <fmt/format.h>

#include <cmath>

#include "agents/interface/declarations.hpp"
#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

/// Expected signs of a lever on continued war, a negotiated peace with a force or NATO, a defeat of
/// Ukraine and relapse: '+', '-', or ' ' where theory is silent or ambiguous
/// (docs/validation.md).
struct Expected {
  Lever lever;
  const char* scenario;  // in which it has something to act on
  char war, strength, defeat, relapse;
};
constexpr const char* kHere = "status_quo";
constexpr const char* kPlan = "peace_through_strength";
constexpr Expected kExpected[] = {
    {Lever::conscription_at_18, kHere, '-', ' ', '-', '-'},
    {Lever::integrated_air_defence, kHere, '-', ' ', '-', ' '},
    {Lever::european_aid, kHere, '-', '+', '-', '-'},
    {Lever::european_logistics, kHere, '-', ' ', '-', ' '},
    {Lever::european_forces, kHere, '-', '+', '-', '-'},
    {Lever::financial_embargo, kHere, '-', ' ', '-', ' '},
    {Lever::oil_and_gas_squeeze, kHere, '-', ' ', '-', ' '},
    {Lever::secondary_sanctions, kHere, '-', ' ', '-', ' '},
    {Lever::sanctions_relief, kHere, '-', '+', ' ', '-'},
    {Lever::immobilised_assets, kHere, ' ', ' ', '-', ' '},
    {Lever::eu_fast_track, kHere, '-', '+', '-', '-'},
    {Lever::parallel_guarantees, kHere, ' ', '+', ' ', ' '},
    {Lever::nato_fast_track, kHere, '-', '+', ' ', '-'},
    {Lever::guarantee_scope, kPlan, '-', '+', '-', '-'},
    {Lever::reassurance, kPlan, '-', '+', ' ', ' '},
    {Lever::us_backup, kHere, '-', ' ', '-', '-'},
    {Lever::mediation, kHere, '-', '+', ' ', ' '},
    {Lever::post_war_package, kHere, ' ', ' ', ' ', '-'},
    {Lever::monitoring, kHere, ' ', ' ', ' ', '-'},
    {Lever::proportionate_response, kHere, ' ', ' ', ' ', '-'},
    {Lever::us_protection, kPlan, ' ', '+', ' ', '-'},
    {Lever::relations_first, kHere, '+', '-', '+', '+'},
    {Lever::pressure_on_kyiv, kHere, '-', ' ', ' ', '+'},
    {Lever::imposed_terms, kHere, '-', '-', '+', '+'},
    {Lever::non_recognition, kHere, ' ', '+', '-', ' '},
};

/// Relapse among the trials that stopped, with the lever less without.
Figure relapse_added(const Sample& with, const Sample& without) {
  const auto share = [](const Sample& s, std::size_t a, std::size_t b) {
    const auto end = s.of(Result::end_month), relapsed = s.of(Result::relapsed);
    double stops = 0, broken = 0;
    for (std::size_t i = a; i < b; ++i) {
      stops += end[i] >= 0 ? 1 : 0;
      broken += static_cast<double>(relapsed[i]);
    }
    return broken / stops;
  };
  return by_batches(static_cast<std::size_t>(with.trials), [&](std::size_t a, std::size_t b) {
    return share(with, a, b) - share(without, a, b);
  });
}

constexpr double kErrors = 3;  // standard errors at which a sign is one

/// A difference in the direction that was expected, in standard errors: negative if against it.
void add_sign(const Expected& e, const char* of_what, char expected, const Figure& difference,
              Patterns& rows) {
  if (expected == ' ') return;
  const double sign = expected == '+' ? 1 : -1;
  const bool moved = difference.standard_error > 0;
  const double z = moved ? sign * difference.value / difference.standard_error : 0;
  const auto name = lever_declarations()[static_cast<std::size_t>(e.lever)].name;
  rows.push_back({21,
                  fmt::format("{} in {}: {} {} ({:+.2f} points), in standard errors", name,
                              e.scenario, of_what, expected, 100 * difference.value),
                  PatternKind::kIndependent,
                  at_least(kErrors),
                  {z, 1}});
}

void add_lever(Laboratory& laboratory, const Expected& e, Patterns& rows) {
  const std::string name =
      fmt::format("levers.{}", lever_declarations()[static_cast<std::size_t>(e.lever)].name);
  const int trials = laboratory.settings().trials;
  const auto run = [&](const char* intensity) {
    return laboratory.run_once(Laboratory::scenario(e.scenario, {{name, intensity}}), trials, {});
  };
  const Sample without = run("0"), with = run("1");
  const auto change = [&](Share share) {
    return mean_difference(with.counts(share), without.counts(share));
  };
  add_sign(e, "war", e.war, change(Share::kContinuedWarAll), rows);
  add_sign(e, "peace with a force or NATO", e.strength, change(Share::kStrengthStatus), rows);
  add_sign(e, "defeat of Ukraine", e.defeat, change(Share::kUkraineDefeated), rows);
  add_sign(e, "relapse", e.relapse, relapse_added(with, without), rows);
}

void add_trap(Laboratory& laboratory, Patterns& rows) {
  const Sample& base = laboratory.run(Laboratory::scenario(kHere));
  const Sample& trap =
      laboratory.run(Laboratory::scenario(kHere, {{"levers.relations_first", "1"}}));
  const auto change = [&](Result r) {
    return mean_difference(as_doubles(trap.of(r)), as_doubles(base.of(r)));
  };
  const auto kBuiltIn = PatternKind::kBuiltIn;
  rows.push_back({22, "relations first: occupied share at the end, points added", kBuiltIn,
                  at_least(1), change(Result::occupied_share_end_pct)});
  rows.push_back({22, "relations first: continued war, share added", kBuiltIn, at_least(.05),
                  mean_difference(trap.counts(Share::kContinuedWarAll),
                                  base.counts(Share::kContinuedWarAll))});
  rows.push_back({22, "relations first: resolve signal at the end, change", kBuiltIn, at_most(0),
                  change(Result::resolve_signal_end)});
}

void add_complementarity(Laboratory& laboratory, Patterns& rows) {
  const auto endings = [&](const char* name) {
    return laboratory.run(Laboratory::scenario(name)).counts(Share::kAcceptable);
  };
  const std::vector<double> whole = endings(kPlan);
  Figure least;
  for (const char* part : {"military_only", "economic_only", "eu_only", "nato_only"}) {
    const Figure more = mean_difference(whole, endings(part));
    if (std::isnan(least.value) || more.value < least.value) least = more;
  }
  rows.push_back({23, "the Plan's acceptable stops less those of its best single priority, share",
                  PatternKind::kIndependent, at_least(0), least});
}

}  // namespace

Patterns patterns_of_levers(Laboratory& laboratory) {
  Patterns rows;
  for (const Expected& e : kExpected) add_lever(laboratory, e, rows);
  add_trap(laboratory, rows);
  add_complementarity(laboratory, rows);
  return rows;
}

}  // namespace armistice
