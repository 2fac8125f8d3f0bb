// What a person typed, checked: which command, and with which options.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "experiments/attribution/players.hpp"
#include "experiments/campaign/shard.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/output/record.hpp"
#include "experiments/search/halving.hpp"
#include "experiments/search/package.hpp"
#include "experiments/validation/validation.hpp"

namespace armistice {

/// Of every command that runs ensembles.
struct EnsembleCommand {
  std::vector<std::string> scenarios;  // as typed: paths, or names of shipped scenarios
  std::vector<Setting> settings;
  std::uint32_t trials = 10'000;
  bool trials_typed = false;
  double precision = 0;                   // half-width to stop at; 0: all trials are run
  std::uint32_t most_trials = 1'000'000;  // with a precision, if no trials were typed
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  int horizon_months = 120;
  std::optional<std::filesystem::path> out;
  bool force = false;
  bool quiet = false;
  bool json = false;
};

/// Of every command that can be interrupted, and done in parts.
struct CampaignOptions {
  bool resume = false;
  Shard shard;
  double time_limit_seconds = 0;  // 0: none
};

struct RunCommand : EnsembleCommand {
  Record record = Record::kTrials;
  CampaignOptions campaign;
};

struct SweepCommand : EnsembleCommand {
  std::string design = "saltelli";  // a kind, or a CSV file
  std::int64_t samples = 0;         // 0: as the kind has it
  int replicates = 16;
  bool second_order = false, independent = false, hold_others = false;
  int levels = 4, resolution = 4;
  std::vector<std::string> factors, groups, outcomes;  // as typed
  CampaignOptions campaign;
};

struct AnalyseCommand {
  std::filesystem::path folder;       // of a finished sweep
  std::vector<std::string> outcomes;  // columns of its results; empty: the usual ones
  int bootstrap = 1000;
  std::optional<std::size_t> step;  // of the first box's peeling
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  std::optional<std::filesystem::path> out;
  bool force = false, json = false, quiet = false;
};

struct MergeCommand {
  std::vector<std::filesystem::path> parts;
  std::filesystem::path out;
  bool force = false, json = false, quiet = false;
};

struct CompareCommand : EnsembleCommand {
  std::string objective = "durable_acceptable_peace";
};

struct ValidateCommand {
  int trials = 20'000;
  std::uint64_t seed = 1;
  int threads = 0;                     // 0: all
  std::optional<ValidationPart> only;  // else patterns, definitions and claims
  std::optional<std::filesystem::path> out;
  bool force = false, quiet = false, json = false, markdown = false;
};

/// `scenarios` is the reference and then the scenario.
struct AttributeCommand : EnsembleCommand {
  AttributeCommand() { most_trials = 100'000; }
  std::string reference = "status_quo";
  std::string objective = "durable_acceptable_peace";
  PlayersBy by = PlayersBy::kGroup;
  int permutations = 0;  // of each group of 16 trials; 0: not asked for
};

struct SearchCommand : EnsembleCommand {
  std::string objective = "durable_acceptable_peace";
  bool minimise = false;
  std::string reference = "status_quo";
  PackageBy by = PackageBy::kGroup;
  std::vector<double> levels = {0, 0.5, 1};
  std::vector<Setting> fixed;  // of the scenario and the reference
  std::vector<std::string> without;
  Budget budget;
  std::size_t finalists = 32;
};

struct InformationCommand : EnsembleCommand {
  std::string objective = "durable_acceptable_peace";
  bool minimise = false;
  double eur_bn_per_point = 0;  // 0: cost does not count
};

struct PivotalCommand : EnsembleCommand {
  std::string objective = "durable_acceptable_peace";
};

struct CheckCommand {
  std::string scenario;
  std::vector<Setting> settings;
  bool json = false;
};

enum class TraceFormat { kText, kCsv, kJsonLines };

struct TraceCommand {
  std::string scenario;
  std::vector<Setting> settings;
  std::uint32_t trial = 0;
  std::uint32_t replicate = 0;
  std::uint64_t seed = 1;
  int horizon_months = 120;
  TraceFormat format = TraceFormat::kText;
};

enum class Catalogue { kParameterTable, kLeverTable, kActorTable, kScenarioTable };

struct CatalogueCommand {
  Catalogue what = Catalogue::kParameterTable;
  std::string filter;  // a name or a group; empty: all
  bool json = false;
  bool markdown = false;
};

/// Nothing but text was asked for: the help or the version.
struct ShowCommand {
  std::string text;
};

using Command =
    std::variant<RunCommand, CompareCommand, AttributeCommand, PivotalCommand, SweepCommand,
                 AnalyseCommand, MergeCommand, SearchCommand, InformationCommand, ValidateCommand,
                 CheckCommand, TraceCommand, CatalogueCommand, ShowCommand>;

/// Throws Error(kInput) that names the option, what was expected and the nearest valid choice.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace armistice
