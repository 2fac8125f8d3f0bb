// The result of a command whose long work comes in stages. Its place is looked at before anything
// is run, its work is kept there as it comes, and its tables are put in place at the end.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/resumable/identity.hpp"
#include "experiments/resumable/kept_stages.hpp"

namespace armistice {

/// --resume and --time-limit.
void offer_stages(CLI::App& command, ResumeOptions& resuming);

/// What all such commands ask for.
struct ResultRequest {
  std::string command;
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  bool force = false;
  ResumeOptions resuming;
  ResultOf result;
  Identity identity;  // what its bytes depend on
};

/// The request of a command that runs ensembles. `asked` has what it is asked, beside the settings
/// that all of them have.
ResultRequest request_of(const EnsembleOptions& options, const ResumeOptions& resuming,
                         const ResultOf& result, const Identity& asked,
                         std::span<const Scenario> scenarios);

class KeptResult {
 public:
  /// Without `out` nothing is kept. Throws Error(kInput) if the result has no place, or if the work
  /// there is on another.
  explicit KeptResult(ResultRequest request);

  /// Whether the result is there, and nothing is left to do. Says so.
  bool done_already(const Session& session) const;

  /// Null without `out`.
  StageKeeper* stages() { return stages_ ? &*stages_ : nullptr; }

  /// The work was stopped: keeps what there is. Returns the exit status.
  int stop();
  /// "; the same command with --resume continues", or nothing.
  std::string_view hint() const;

  /// Puts the tables that `write` writes in their place, if there is one.
  void put(const std::function<void(OutputFolder& folder)>& write);
  const std::optional<std::filesystem::path>& out() const { return request_.out; }

 private:
  ResultRequest request_;
  TimeLimit limit_;
  bool there_ = false;
  std::optional<WorkFolder> work_;
  std::optional<KeptStages> stages_;
};

/// Gives a report: its tables and their manifest into their place; and the report as data with
/// --json, else what `words` makes of it. Returns 0.
template <class Options, class Words>
int give_report(const Session& session, const Options& options, KeptResult& kept,
                const Report& report, const std::string& manifest, const Words& words) {
  if (session.report) session.report(report);
  kept.put([&](OutputFolder& folder) { write_report(folder, report, manifest); });
  return say_result(
      session, options, kept.out(), [&] { return data_of(report); }, words);
}

/// The same of a run of trials, in words as it is printed. `read` says which scenarios' files it is
/// of.
int give(const Session& session, const EnsembleOptions& options, KeptResult& kept,
         const Report& report, const CourseRecord& course, nlohmann::ordered_json read,
         const Environment& environment);

/// What to say when a signal ended it after `done` trials.
std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleOptions& options,
                         const KeptResult& kept);

}  // namespace armistice
