#include "experiments/findings/information_files.hpp"

#include <cmath>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

/// The settings of the run: the same for the same seed on any machine.
Json run_data(std::span<const Scenario> scenarios, const Information& information) {
  const InformationPlan& plan = information.plan;
  Json run;
  run["version"] = kVersion;
  run["command"] = "information";
  run["scenarios"] = Json::array();
  for (const Scenario& scenario : scenarios) {
    run["scenarios"].push_back({{"name", scenario.name},
                                {"title", scenario.title},
                                {"digest", scenario.digest},
                                {"rule", name_of(scenario.structure.rule)},
                                {"mechanisms", name_of(scenario.mechanisms)},
                                {"start", to_string(scenario.start)}});
  }
  const ComparedName objective = name_of(plan.objective.what);
  run["objective"] = {{"quantity", objective.quantity},
                      {"detail", objective.detail},
                      {"better", plan.objective.sign < 0 ? "smaller" : "larger"}};
  run["eur_bn_per_point"] = plan.eur_bn_per_point > 0 ? Json(plan.eur_bn_per_point) : Json(nullptr);
  run["estimator"] =
      "EVPPI by single-parameter penalised splines (group means for up to 8 values), mean of "
      "plug-in and 10-fold cross-fitted estimate; EVPI from nested sets, extrapolated";
  run["seed"] = information.settings.seed;
  run["trials"] = information.settings.trials;
  run["horizon_months"] = information.settings.horizon_months;
  run["nested"] = {{"parameter_sets", information.settings.nested_sets},
                   {"replicates", kReplicates}};
  run["permutations"] = kPermutations;
  run["status"] = information.complete ? "complete" : "stopped";
  return run;
}

Json parameter_data(std::span<const Scenario> scenarios, const Information& information,
                    const ParameterInformation& p) {
  return {{"parameter", p.name},
          {"evppi", number(p.value.evppi)},
          {"sampling_95", {number(p.value.sampling.low), number(p.value.sampling.high)}},
          {"cross_fitted", number(p.value.cross_fitted)},
          {"plug_in", number(p.value.plug_in)},
          {"share_of_evpi", number(information.share_of_evpi(p))},
          {"p_value", number(p.p_value)},
          {"beyond_noise", p.beyond_noise()},
          {"switch_share", number(p.value.switches)},
          {"choice_if_low", scenarios[p.value.low_choice].name},
          {"choice_if_high", scenarios[p.value.high_choice].name}};
}

}  // namespace

std::string information_csv(std::span<const Scenario> scenarios, const Information& information) {
  Csv csv;
  csv.header(
      "parameter,evppi,sampling_low,sampling_high,cross_fitted,plug_in,share_of_evpi,p_value,"
      "beyond_noise,switch_share,choice_if_low,choice_if_high");
  for (const ParameterInformation& p : information.parameters) {
    csv.cell(p.name).cell(p.value.evppi).cell(p.value.sampling.low).cell(p.value.sampling.high);
    csv.cell(p.value.cross_fitted).cell(p.value.plug_in).cell(information.share_of_evpi(p));
    csv.cell(p.p_value).cell(p.beyond_noise() ? 1 : 0).cell(p.value.switches);
    csv.cell(scenarios[p.value.low_choice].name).cell(scenarios[p.value.high_choice].name);
    csv.end_row();
  }
  // Everything that is drawn, together: no parameter can be worth more.
  const PerfectInformation& all = information.perfect;
  csv.cell("all").cell(all.evpi).cell(all.sampling.low).cell(all.sampling.high);
  csv.cell(all.split_sample).cell(all.plug_in).cell(all.evpi > 0 ? 1.0 : std::nan(""));
  for (int i = 0; i < 5; ++i) csv.empty();
  csv.end_row();
  return csv.take();
}

std::string information_manifest_json(std::span<const Scenario> scenarios,
                                      const Information& information,
                                      const Environment& environment) {
  Json files = Json::array();
  for (const Scenario& scenario : scenarios) files.push_back(scenario.file.string());
  return manifest_json(run_data(scenarios, information), {{"scenario_files", std::move(files)}},
                       information.settings, information.wall_seconds, environment);
}

Json information_data(std::span<const Scenario> scenarios, const Information& information) {
  Json data = run_data(scenarios, information);
  data["options"] = Json::array();
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const OptionValue& option = information.options[i];
    data["options"].push_back(
        {{"name", scenarios[i].name},
         {"value", number(option.mean)},
         {"sampling_95", {number(option.sampling.low), number(option.sampling.high)}},
         {"parameters_5_95", {number(option.ranges.p05), number(option.ranges.p95)}}});
  }
  data["choice_now"] = scenarios[information.best].name;
  const PerfectInformation& all = information.perfect;
  data["evpi"] = {{"value", number(all.evpi)},
                  {"sampling_95", {number(all.sampling.low), number(all.sampling.high)}},
                  {"split_sample", number(all.split_sample)},
                  {"plug_in", number(all.plug_in)}};
  data["noise_95"] = number(information.noise_95);
  data["parameters"] = Json::array();
  for (const ParameterInformation& p : information.parameters) {
    data["parameters"].push_back(parameter_data(scenarios, information, p));
  }
  data["left_out"] = information.differing;
  data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
