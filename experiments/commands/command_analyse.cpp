// armistice analyse: what a finished sweep says.
#include <fmt/format.h>
#include <tbb/info.h>

#include <optional>
#include <utility>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/ensemble/pipelines.hpp"
#include "experiments/output/analysis_files.hpp"
#include "experiments/output/analysis_text.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {
namespace {

struct AnalyseOptions {
  std::filesystem::path folder;       // of a finished sweep
  std::vector<std::string> outcomes;  // columns of its results; empty: the usual ones
  int bootstrap = 1000;
  std::optional<std::size_t> step;  // of the first box's peeling
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  bool force = false, json = false, quiet = false;
};

void offer(CLI::App& command, AnalyseOptions& analyse) {
  command
      .add_option_function<std::string>(
          "DIR", [&analyse](const std::string& typed) { analyse.folder = typed; },
          "the folder of a finished sweep")
      ->type_name("");
  offer_each(command, "--outcome", "NAME",
             "a column of its results.csv, or all; repeatable [durable_acceptable_peace and the "
             "three headline outcomes]",
             [&analyse](const std::string& typed) { analyse.outcomes.push_back(typed); });
  offer_text(command, "--bootstrap", "B", "resamples behind the intervals [1000]",
             [&analyse](const std::string& typed) {
               analyse.bootstrap = parse_whole<int>("--bootstrap", typed, 100, 100'000);
             });
  offer_text(command, "--step", "K",
             "take the first box at this step of peeling.csv instead of the proposed one",
             [&analyse](const std::string& typed) {
               analyse.step = parse_whole<std::size_t>("--step", typed, 0, 100'000);
             });
  offer_seed(command, analyse.seed, "of resampling [1]");
  offer_threads(command, analyse.threads);
  offer_text(command, "--out", "DIR", "write the tables here",
             [&analyse](const std::string& typed) { analyse.out = typed; });
  offer_tables(command, analyse.csv, analyse.out);
  command.add_flag("--force", analyse.force, "overwrite a result in --out");
  command.add_flag("--json", analyse.json, "print it as data");
  command.add_flag("--quiet", analyse.quiet, "as elsewhere; an analysis shows no progress");
}

constexpr std::string_view kUsual[] = {"durable_acceptable_peace", "negotiated_peace",
                                       "de_facto_ceasefire", "continued_war"};

std::vector<SweptOutcome> chosen(const AnalyseOptions& options, const SweepTable& sweep) {
  std::vector<SweptOutcome> outcomes;
  std::vector<std::string> names;
  for (const SweptOutcome& outcome : sweep.outcomes) names.push_back(outcome.name);
  const auto take = [&](std::string_view name) {
    for (const SweptOutcome& outcome : sweep.outcomes) {
      if (outcome.name == name) outcomes.push_back(outcome);
    }
  };
  for (const std::string& typed : options.outcomes) {
    if (typed == "all") return sweep.outcomes;
    const std::size_t before = outcomes.size();
    take(typed);
    if (outcomes.size() == before) {
      refuse(fmt::format("--outcome \"{}\": the sweep has no such column{}\n  it has {}", typed,
                         did_you_mean(typed, names), fmt::join(names, " ")));
    }
  }
  if (options.outcomes.empty()) {
    for (const std::string_view name : kUsual) take(name);
  }
  return outcomes.empty() ? sweep.outcomes : outcomes;
}

int run_command(const AnalyseOptions& options, const Session& session) {
  if (options.folder.empty()) refuse("analyse: expected the folder of a finished sweep");
  std::optional<OutputFolder> folder;
  Environment environment{session.words, utc_now(), "", options.csv};
  SweepTable sweep = read_sweep(options.folder);
  const std::vector<SweptOutcome> outcomes = chosen(options, sweep);
  if (options.out) {
    folder.emplace(*options.out, options.force);
    folder->use(options.csv);
  }
  AnalysisPlan plan;
  plan.seed = plan.bootstrap.seed = options.seed;
  plan.bootstrap.replicates = options.bootstrap;
  plan.step = options.step;
  std::optional<Analysis> analysed;
  const int threads = options.threads == 0 ? tbb::info::default_concurrency() : options.threads;
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
  if (options.json) {
    session.result(json_text(analysis_data(analysis)));
    return 0;
  }
  session.result(analysis_heading(analysis));
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    session.result(analysis_text(analysis, outcome));
  }
  session.result(folder ? fmt::format("\nFiles: {}\n", folder->path().string())
                        : fmt::format("\nNext: armistice analyse {} --out DIR   (all of it, as "
                                      "tables)\n",
                                      options.folder.string()));
  return 0;
}

}  // namespace

const CommandEntry kAnalyseCommand{
    .name = "analyse",
    .group = "Sweep",
    .summary = "say which factors of a sweep matter, and when a plan fails",
    .examples = R"(  armistice analyse results/sweep
  armistice analyse results/sweep --outcome continued_war --out results/sweep/analysis)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
