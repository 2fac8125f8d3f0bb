// armistice verify: whether results and unfinished work are as armistice wrote them.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/output/changed_files.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct VerifyOptions {
  std::vector<fs::path> folders;
  bool json = false, quiet = false;
};

void offer(CLI::App& command, VerifyOptions& verify) {
  offer_folders(command, verify.folders, "folders of results, of shards or of unfinished work");
  command.add_flag("--json", verify.json, "print it as data");
  command.add_flag("--quiet", verify.quiet, "as elsewhere; it shows no progress");
}

struct VerifyStopped {};

void heed() {
  if (stop_requested()) throw VerifyStopped();
}

/// What a folder holds, and what is not as it was written.
struct Verified {
  fs::path folder;
  std::string holds;  // "run of status_quo", "unfinished run of status_quo"
  std::size_t files = 0;
  std::vector<std::string> changes{};
};

Verified verified_result(const fs::path& folder) {
  const Json manifest = manifest_in(folder / kManifestName);
  const std::vector<ChangedFile> changed = changed_files(folder, heed);
  if (!result_of(manifest)) {
    throw Error(Fault::kInput, fmt::format("{}: armistice did not write it, or it is damaged",
                                           (folder / kManifestName).string()));
  }
  Verified verified{folder, to_string(result_of(manifest).value_or(ResultOf{})),
                    listed_marks(manifest).size()};
  if (!manifest.contains("files")) {
    verified.changes.emplace_back(
        "manifest.json lists no files: an earlier version wrote it, without checksums");
  }
  for (const ChangedFile& c : changed) verified.changes.push_back(c.name + " " + c.how);
  for (const ChangedFile& c : changed_scenarios(folder)) {
    verified.changes.push_back(c.name + " " + c.how);
  }
  return verified;
}

Verified verified_work(const fs::path& folder) {
  const Json identity = manifest_in(work_path(folder) / "identity.json");
  const std::optional<ResultOf> result = result_of(identity);
  Verified verified{folder, "unfinished work"};
  try {
    const std::string shard = work_identity(folder).value("shard", "1/1");
    const WorkProgress progress = work_progress(folder);
    verified.files = progress.files.size();
    verified.changes = changes_in_work(folder, progress, heed);
    const std::string kind = shard == "1/1"      ? "unfinished work"
                             : progress.complete ? "shard " + shard
                                                 : "unfinished shard " + shard;
    verified.holds = fmt::format("{} of a {}", kind, to_string(result.value_or(ResultOf{})));
  } catch (const Error& error) {  // says which file is damaged
    verified.changes.emplace_back(error.what());
  }
  return verified;
}

/// What a kill left of the work that a whole result came from: some of its files are gone already.
bool is_left_over(const fs::path& work) {
  std::error_code error;
  if (!fs::exists(work / "progress.json", error)) return true;
  const Json progress = manifest_in(work / "progress.json");
  return progress.is_object() && progress.value("complete", Json()) == true;
}

/// The folder's own, then those of the scenarios that it is of.
void verify(const fs::path& folder, std::vector<Verified>& all) {
  std::error_code error;
  const std::size_t before = all.size();
  if (holds_a_result(folder)) {
    all.push_back(verified_result(folder));
    const Json manifest = manifest_in(folder / kManifestName);
    const ResultOf result = result_of(manifest).value_or(ResultOf{});
    for (const std::string& name : result.scenarios) {
      const fs::path inner = folder / name;
      if (manifest.contains("scenarios") && holds_a_result(inner)) {
        all.push_back(verified_result(inner));
      }
    }
  }
  const bool whole = all.size() > before;
  if (fs::exists(work_path(folder) / "identity.json", error) &&
      !(whole && is_left_over(work_path(folder)))) {
    all.push_back(verified_work(folder));
  }
  if (all.size() > before) return;
  throw Error(Fault::kInput, fmt::format("{}: holds no result of armistice, and no unfinished work",
                                         folder.string()));
}

std::string text_of(const Verified& v) {
  if (v.changes.empty()) {
    return fmt::format("{}: {}: {} as written\n", v.folder.string(), v.holds,
                       counted(static_cast<std::int64_t>(v.files), "file"));
  }
  std::string text = fmt::format("{}: {}: NOT as written\n", v.folder.string(), v.holds);
  for (const std::string& change : v.changes) text += fmt::format("  {}\n", change);
  return text;
}

Json data_of(const Verified& v) {
  return {{"folder", v.folder.string()},
          {"holds", v.holds},
          {"files", v.files},
          {"as_written", v.changes.empty()},
          {"changes", v.changes}};
}

int run_command(const VerifyOptions& options, const Session& session) {
  if (options.folders.empty()) refuse("verify: expected the folder of a result");
  std::vector<Verified> all;
  try {
    for (const fs::path& folder : options.folders) {
      from_json_of(folder / kManifestName, [&] { verify(folder, all); });
    }
  } catch (const VerifyStopped&) {
    session.note(fmt::format("armistice: verify: stopped by {}\n", stop_reason()));
    return stop_status();
  }
  bool as_written = true;
  Json data = Json::array();
  for (const Verified& v : all) {
    as_written = as_written && v.changes.empty();
    data.push_back(data_of(v));
    if (!options.json) session.result(text_of(v));
  }
  if (options.json) session.result(json_text(data));
  return as_written ? 0 : static_cast<int>(Fault::kInput);
}

}  // namespace

const CommandEntry kVerifyCommand{
    .name = "verify",
    .group = "Look",
    .summary = "say whether results and unfinished work are as armistice wrote them",
    .examples = R"(  armistice verify results/sweep
  armistice verify results/shard_1 results/shard_2

Each file is read, and compared with the size and the checksum that were noted when it was written.
Exit status: 0 if nothing was changed, 2 if something was.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
