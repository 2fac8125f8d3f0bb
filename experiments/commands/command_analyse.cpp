// armistice analyse: what a finished sweep says.
#include <fmt/format.h>
#include <tbb/info.h>

#include <optional>
#include <utility>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/ensemble/pipelines.hpp"
#include "experiments/output/analysis_files.hpp"
#include "experiments/output/analysis_text.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {
namespace {

constexpr std::string_view kUsual[] = {"durable_acceptable_peace", "negotiated_peace",
                                       "de_facto_ceasefire", "continued_war"};

std::vector<SweptOutcome> chosen(const AnalyseCommand& command, const SweepTable& sweep) {
  std::vector<SweptOutcome> outcomes;
  std::vector<std::string> names;
  for (const SweptOutcome& outcome : sweep.outcomes) names.push_back(outcome.name);
  const auto take = [&](std::string_view name) {
    for (const SweptOutcome& outcome : sweep.outcomes) {
      if (outcome.name == name) outcomes.push_back(outcome);
    }
  };
  for (const std::string& typed : command.outcomes) {
    if (typed == "all") return sweep.outcomes;
    const std::size_t before = outcomes.size();
    take(typed);
    if (outcomes.size() == before) {
      refuse(fmt::format("--outcome \"{}\": the sweep has no such column{}\n  it has {}", typed,
                         did_you_mean(typed, names), fmt::join(names, " ")));
    }
  }
  if (command.outcomes.empty()) {
    for (const std::string_view name : kUsual) take(name);
  }
  return outcomes.empty() ? sweep.outcomes : outcomes;
}

}  // namespace

int command_analyse(const AnalyseCommand& command, const std::vector<std::string>& words,
                    const RunOutput& output) {
  std::optional<OutputFolder> folder;
  Environment environment{words, utc_now(), ""};
  SweepTable sweep = read_sweep(command.folder);
  const std::vector<SweptOutcome> outcomes = chosen(command, sweep);
  if (command.out) folder.emplace(*command.out, command.force);
  AnalysisPlan plan;
  plan.seed = plan.bootstrap.seed = command.seed;
  plan.bootstrap.replicates = command.bootstrap;
  plan.step = command.step;
  std::optional<Analysis> analysed;
  const int threads = command.threads == 0 ? tbb::info::default_concurrency() : command.threads;
  with_threads(threads, [&] { analysed = analyse(std::move(sweep), outcomes, plan); });
  const Analysis& analysis = *analysed;
  environment.finished = utc_now();
  if (folder) {
    folder->write("indices.csv", indices_csv(analysis));
    folder->write("convergence.csv", convergence_csv(analysis));
    folder->write("boxes.csv", boxes_csv(analysis));
    folder->write("peeling.csv", peeling_csv(analysis));
    folder->write("tree.csv", tree_csv(analysis));
    folder->write("manifest.json", analysis_manifest_json(analysis, environment));
    folder->commit();
  }
  if (command.json) {
    output.result(json_text(analysis_data(analysis)));
    return 0;
  }
  output.result(analysis_heading(analysis));
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    output.result(analysis_text(analysis, outcome));
  }
  output.result(folder ? fmt::format("\nFiles: {}\n", folder->path().string())
                       : fmt::format("\nNext: armistice analyse {} --out DIR   (all of it, as "
                                     "tables)\n",
                                     command.folder.string()));
  return 0;
}

}  // namespace armistice
