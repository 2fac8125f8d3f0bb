#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "experiments/findings/analysis_files.hpp"
#include "experiments/findings/analysis_rows.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json box_data(const FoundBox& box, const Reproducibility& again, const Design& design) {
  Json data{{"coverage", number(box.among_all.coverage)},
            {"density", number(box.among_all.density)},
            {"support", number(box.among_all.support)},
            {"restrictions", Json::array()}};
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    const Limits& limits = box.box.limits[f];
    if (!limits.restricts()) continue;
    data["restrictions"].push_back({{"factor", design.factors[f].name},
                                    {"low", number(limits.low)},
                                    {"high", number(limits.high)},
                                    {"left_out", left_out_words(design.factors[f], limits)},
                                    {"quasi_p", number(box.quasi_p[f])},
                                    {"found_again_by_coverage", number(again.by_coverage[f])}});
  }
  return data;
}

Json tables_data(const OutcomeAnalysis& outcome) {
  Json tables = Json::object();
  for (const TableNote& note : outcome.tables) {
    tables[std::string(note.name)] = {{"of", note.of},
                                      {"used", note.used},
                                      {"left_out", note.left_out},
                                      {"why_not", note.why_not}};
  }
  return tables;
}

}  // namespace

Json analysis_data(const Analysis& analysis) {
  Json data{{"version", kVersion},
            {"program", source_digest()},
            {"command", "analyse"},
            {"sweep",
             {{"scenario", analysis.sweep.scenario},
              {"digest", analysis.sweep.scenario_digest},
              {"program", analysis.sweep.program},
              {"design", name_of(analysis.sweep.design.kind)},
              {"points", analysis.sweep.size()},
              {"replicates", analysis.sweep.replicates},
              {"chance", analysis.sweep.common_chance ? "common" : "independent"}}},
            {"seed", analysis.plan.seed},
            {"bootstrap_replicates", analysis.plan.bootstrap.replicates},
            {"outcomes", Json::array()}};
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    Json entry{
        {"outcome", outcome.outcome.name},
        {"kind", outcome.outcome.share ? "share" : "mean"},
        {"mean", number(outcome.mean)},
        {"constant", outcome.constant},
        {"failed_points", outcome.failed},
        {"threshold",
         number(outcome.outcome.threshold.value_or(std::numeric_limits<double>::quiet_NaN()))},
        {"tables", tables_data(outcome)},
        {"measures", Json::array()}};
    for (const IndexRow& row : index_rows(outcome, analysis.sweep)) {
      entry["measures"].push_back({{"measure", row.measure},
                                   {"factor", row.factor},
                                   {"other", row.other},
                                   {"value", number(row.estimate.value)},
                                   {"low", number(row.estimate.low)},
                                   {"high", number(row.estimate.high)},
                                   {"verdict", row.verdict},
                                   {"replicate_noise", row.replicate_noise}});
    }
    for (const auto& [interest, found] : {std::pair{word_of(Interest::kComes), &outcome.comes},
                                          std::pair{word_of(Interest::kFails), &outcome.fails}}) {
      if (!*found) continue;
      Json& boxes = entry["boxes"][std::string(interest)] = Json::array();
      for (std::size_t b = 0; b < (*found)->boxes.size(); ++b) {
        boxes.push_back(box_data((*found)->boxes[b], (*found)->again[b], analysis.sweep.design));
      }
    }
    data["outcomes"].push_back(std::move(entry));
  }
  return data;
}

std::string analysis_manifest_json(const Analysis& analysis, const Environment& environment) {
  Json manifest = analysis_data(analysis);
  manifest["outcomes"] = Json::array();
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    const std::optional<double>& threshold = outcome.outcome.threshold;
    manifest["outcomes"].push_back(
        threshold ? fmt::format("{}>={}", outcome.outcome.name, *threshold) : outcome.outcome.name);
  }
  manifest["status"] = "complete";
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"sweep", analysis.sweep.folder.string()},
                             {"started", environment.started},
                             {"finished", environment.finished}};
  return json_text(manifest);
}

}  // namespace armistice
