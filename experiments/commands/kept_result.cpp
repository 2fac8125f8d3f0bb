#include "experiments/commands/kept_result.hpp"

#include <fmt/format.h>

#include <utility>

#include "experiments/commands/option_values.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/resumable/finished_result.hpp"

namespace armistice {
namespace {

/// The settings of several scenarios, each name after that of its scenario.
Identity settings_of_all(std::span<const Scenario> scenarios) {
  if (scenarios.size() == 1) return settings_data(scenarios.front());
  Identity data = Identity::object();
  for (const Scenario& scenario : scenarios) {
    const Identity own = settings_data(scenario);
    for (const auto& [name, value] : own.items()) {
      data[fmt::format("{}: {}", scenario.name, name)] = value;
    }
  }
  return data;
}

}  // namespace

void offer_stages(CLI::App& command, ResumeOptions& resuming) {
  offer_resume(command, resuming, "continue the work in --out; begin if there is none");
  offer_time_limit(command, resuming);
}

ResultRequest request_of(const EnsembleOptions& options, const ResumeOptions& resuming,
                         const ResultOf& result, const Identity& asked,
                         std::span<const Scenario> scenarios) {
  const RunSettings settings = settings_of(options);
  Identity identity = identity_of(result.command);
  identity.update(asked);
  identity["seed"] = settings.seed;
  identity["trials"] = settings.trials;
  identity["precision_asked"] = settings.precision;
  identity["horizon_months"] = settings.horizon_months;
  identity["by"] = dates_facts(settings);
  identity["csv"] = csv_data(options.csv);
  add_settings(identity, scenarios.front());
  identity["settings"] = settings_of_all(scenarios);
  return {result.command, options.out, options.csv, options.force, resuming, result, identity};
}

KeptResult::KeptResult(ResultRequest request)
    : request_(std::move(request)), limit_(request_.resuming.time_limit_seconds) {
  const Existing existing = existing_of(request_.resuming, request_.force);
  if (!request_.out) {
    if (request_.resuming.resume) {
      refuse(fmt::format("{}: --resume needs --out DIR, where the work is kept", request_.command));
    }
    return;
  }
  if (request_.resuming.resume) there_ = is_done_already(*request_.out, request_.identity);
  if (there_) return;
  work_.emplace(*request_.out, request_.identity, std::vector<std::string>{kStagesFile}, existing);
  stages_.emplace(*work_, &stop_requested());
}

bool KeptResult::done_already(const Session& session) const {
  if (!there_) return false;
  session.result(fmt::format("{}: done already; its files are in {}\n", request_.command,
                             request_.out->string()));
  return true;
}

int KeptResult::stop() {
  if (stages_) stages_->checkpoint();
  return stop_status();
}

std::string_view KeptResult::hint() const {
  return work_ ? "; the same command with --resume continues" : "";
}

void KeptResult::put(const std::function<void(OutputFolder& folder)>& write) {
  if (!work_) return;
  // A finish that fails is gone on with, without a trial more.
  stages_->checkpoint(true);
  OutputFolder folder(*request_.out, request_.result, true, Holder::kOwner);
  folder.use(request_.csv);
  write(folder);
  work_->remove();
}

int give(const Session& session, const EnsembleOptions& options, KeptResult& kept,
         const Report& report, const CourseRecord& course, nlohmann::ordered_json read,
         const Environment& environment) {
  return give_report(
      session, options, kept, report,
      manifest_json(report.run, std::move(read), course.settings, course.wall_seconds, environment),
      [&] { return printed(report); });
}

std::string stopped_note(std::string_view what, std::int64_t done, const EnsembleOptions& options,
                         const KeptResult& kept) {
  return printed(say("armistice: {}: stopped by {} after {} of {}{}\n", what, stop_reason(), done,
                     Counted{settings_of(options).trials, "trial"}, kept.hint()));
}

}  // namespace armistice
