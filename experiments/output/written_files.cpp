#include "experiments/output/written_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

#include "experiments/input/descriptor.hpp"
#include "experiments/output/sealed_json.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// Whatever a result may have: looked for before any work is done, so that nothing is run for a
// result that has no place.
constexpr std::string_view kResultFiles[] = {
    "outcomes.csv",    "trials.csv",      "trial_donors.csv",
    "timeline.csv",    "actors.csv",      "parameters.csv",
    "comparison.csv",  "transitions.csv", "incidence.csv",
    "relapse.csv",     "leaders.csv",     "patterns.csv",
    "definitions.csv", "claims.csv",      "mechanisms.csv",
    "attribution.csv", "pivotal.csv",     "packages.csv",
    "front.csv",       "information.csv", "points.csv",
    "results.csv",     "replicates.csv",  "failures.csv",
    "indices.csv",     "convergence.csv", "boxes.csv",
    "peeling.csv",     "tree.csv",        "tables.csv",
    "columns.csv",     "vetoes.csv",      "by_date.csv",
    "costs.csv",       "structures.csv",  "scores.csv",
    "forecasts.csv",   "posterior.csv",   "posterior_distance.csv",
    "waves.csv",       "fitted.csv",      "fit.csv",
    "ranks.csv",       "truths.csv",      "stories.csv"};

constexpr std::string_view kStagingStart = ".armistice-new-";
constexpr std::string_view kElsewhere = "move it, or give another --out";

[[noreturn]] void refuse(const fs::path& path, std::string_view why) {
  throw Error(Fault::kInput, fmt::format("{}: {}", path.string(), why));
}

using Proof = std::multimap<std::string, FileMark>;

bool is_plain_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

}  // namespace

std::vector<std::pair<std::string, FileMark>> listed_marks(const Json& manifest) {
  std::vector<std::pair<std::string, FileMark>> marks;
  if (!manifest.is_object()) return marks;
  const Json files = manifest.value("files", Json());
  if (!files.is_object()) return marks;
  for (const auto& [name, file] : files.items()) {
    if (!is_plain_name(name) || name == kManifestName || !file.is_object()) continue;
    const Json bytes = file.value("bytes", Json()), digest = file.value("crc64", Json());
    if (!bytes.is_number_unsigned() || !digest.is_string()) continue;
    marks.emplace_back(name, FileMark{bytes.get<std::uintmax_t>(), digest.get<std::string>()});
  }
  return marks;
}

namespace {

void add_proof(const Json& manifest, Proof& proof) {
  for (auto& [name, mark] : listed_marks(manifest)) proof.emplace(name, std::move(mark));
}

std::set<std::string> names_of_results(const Proof& proof) {
  std::set<std::string> names(std::begin(kResultFiles), std::end(kResultFiles));
  for (const auto& [name, unused] : proof) names.insert(name);
  return names;
}

std::vector<fs::path> left_staging(const fs::path& folder) {
  std::vector<fs::path> left;
  std::error_code error;
  for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
    const std::string name = i->path().filename().string();
    if (name.starts_with(kStagingStart) && fs::is_directory(i->symlink_status(error))) {
      left.push_back(i->path());
    }
  }
  return left;
}

bool is_as_written(const fs::path& file, const Proof& proof) {
  const auto [from, to] = proof.equal_range(file.filename().string());
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  if (error || std::none_of(from, to, [&](const auto& p) { return p.second.bytes == bytes; })) {
    return false;
  }
  const std::string digest = file_digest(file);
  return std::any_of(from, to, [&](const auto& p) { return p.second.digest == digest; });
}

/// Checks the result that stands whole in the folder, if one does.
void check_whole_result(const fs::path& folder, const ResultOf& wanted, Replaces replaces,
                        Proof& proof) {
  const fs::path path = folder / kManifestName;
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (!fs::exists(status)) return;
  if (fs::is_directory(status)) {
    throw Error(Fault::kOutput,
                fmt::format("{}: can't be written: there is a folder of that name", path.string()));
  }
  const Json manifest = fs::is_regular_file(status) ? manifest_in(path) : Json();
  const std::optional<ResultOf> there = result_of(manifest);
  if (!there) refuse(path, fmt::format("armistice did not write it; {}", kElsewhere));
  if (*there != wanted) {
    refuse(folder, fmt::format("already holds another result, {}, where {} is to go; give another "
                               "--out",
                               to_string(*there), to_string(wanted)));
  }
  if (replaces != Replaces::kResult) {
    refuse(folder, fmt::format("already holds a result ({}); give another --out, or --force to "
                               "replace it",
                               to_string(*there)));
  }
  if (!manifest.contains("files")) {
    refuse(folder, fmt::format("holds a result of an earlier version, whose manifest.json does not "
                               "list the files that it wrote; {}",
                               kElsewhere));
  }
  // A manifest of this format without a checksum has lost it.
  const Seal seal = seal_of(manifest);
  if (seal == Seal::kBroken || (seal == Seal::kNone && format_of(manifest) != 1)) {
    refuse(path, fmt::format("has changed since armistice wrote it, and would be replaced; {}",
                             kElsewhere));
  }
  add_proof(manifest, proof);
}

}  // namespace

std::string to_string(const ResultOf& result) {
  if (result.scenarios.empty()) return result.command;
  return fmt::format("{} of {}", result.command, fmt::join(result.scenarios, ", "));
}

Json manifest_in(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return Json::parse(stream, nullptr, false);
}

Json whole_manifest_in(const fs::path& folder) {
  const fs::path path = folder / kManifestName;
  Json manifest = manifest_in(path);
  if (!result_of(manifest)) refuse(path, fmt::format("armistice did not write it; {}", kElsewhere));
  if (seal_of(manifest) == Seal::kBroken) {
    refuse(path, "has changed since armistice wrote it, so nothing can be told of its result");
  }
  refuse_later_format(manifest, folder);
  return manifest;
}

void refuse_later_format(const Json& manifest, const fs::path& folder) {
  const int format = format_of(manifest);
  if (format >= 1 && format <= kResultFormat) return;
  refuse(folder / kManifestName,
         fmt::format("a later version of armistice wrote it, in format {}; this one reads formats "
                     "up to {}",
                     format, kResultFormat));
}

std::optional<ResultOf> result_of(const Json& manifest) {
  const auto word = [](const Json& json, const char* name) {
    const bool there = json.is_object() && json.contains(name) && json[name].is_string();
    return there ? json[name].get<std::string>() : std::string();
  };
  ResultOf result{word(manifest, "command"), {}};
  if (result.command.empty() || word(manifest, "version").empty()) return std::nullopt;
  const auto add = [&](const std::string& name) {
    if (!name.empty()) result.scenarios.push_back(name);
  };
  if (manifest.contains("scenario")) add(word(manifest["scenario"], "name"));
  if (manifest.contains("sweep")) add(word(manifest["sweep"], "scenario"));
  if (manifest.contains("scenarios") && manifest["scenarios"].is_array()) {
    for (const Json& scenario : manifest["scenarios"]) add(word(scenario, "name"));
  }
  return result;
}

void list_files(Json& manifest, const std::vector<std::pair<std::string, FileMark>>& files) {
  Json listed = Json::object();
  for (const auto& [name, mark] : files) {
    listed[name] = {{"bytes", mark.bytes}, {"crc64", mark.digest}};
  }
  const Json environment = manifest.value("environment", Json());
  manifest.erase("environment");
  manifest["files"] = std::move(listed);
  if (!environment.is_null()) manifest["environment"] = environment;
}

std::set<std::string> replaced_files(const fs::path& folder, const ResultOf& result,
                                     Replaces replaces) {
  Proof proof;
  check_whole_result(folder, result, replaces, proof);
  for (const fs::path& staging : left_staging(folder)) {
    for (const std::string_view name : {kManifestName, kReplacedManifestName}) {
      const Json manifest = manifest_in(staging / name);
      if (result_of(manifest) == result) add_proof(manifest, proof);
    }
  }
  std::set<std::string> replaced;
  for (const std::string& name : names_of_results(proof)) {
    const fs::path path = folder / name;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (!fs::exists(status)) continue;
    if (fs::is_directory(status)) {
      throw Error(
          Fault::kOutput,
          fmt::format("{}: can't be written: there is a folder of that name", path.string()));
    }
    if (!proof.contains(name) || !fs::is_regular_file(status)) {
      refuse(path, fmt::format("is in the way: a result may have a file of that name, and no "
                               "manifest says that armistice wrote this one; {}",
                               kElsewhere));
    }
    if (replaces == Replaces::kNothing) {
      refuse(folder, fmt::format("already holds a part of a result ({}), which was interrupted; "
                                 "give another --out, or --force to replace it",
                                 name));
    }
    if (!is_as_written(path, proof)) {
      refuse(path, fmt::format("has changed since armistice wrote it, and would be replaced; {}",
                               kElsewhere));
    }
    replaced.insert(name);
  }
  return replaced;
}

bool is_name_of_result(std::string_view name) {
  return name == kManifestName || std::find(std::begin(kResultFiles), std::end(kResultFiles),
                                            name) != std::end(kResultFiles);
}

bool holds_a_result(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / kManifestName, error);
}

void refuse_to_write_over(const std::vector<fs::path>& inputs, const fs::path& folder) {
  std::error_code error;
  Proof proof;
  const Json manifest = manifest_in(folder / kManifestName);
  if (result_of(manifest)) add_proof(manifest, proof);
  std::set<std::string> names = names_of_results(proof);
  names.emplace(kManifestName);
  for (const fs::path& input : inputs) {
    if (fs::equivalent(input, folder, error)) {
      refuse(folder, fmt::format("is read here, so the result needs a place of its own; give "
                                 "another --out, such as {}",
                                 (folder / "result").string()));
    }
    if (!fs::is_regular_file(input, error)) continue;
    for (const std::string& name : names) {
      std::error_code none_of_that_name;
      if (fs::equivalent(folder / name, input, none_of_that_name)) {
        refuse(folder / name,
               "is read here, and a result may have a file of that name; give another --out");
      }
    }
  }
}

std::string staging_mark() {
  Json mark{{"command", "staging"}, {"version", kVersion}};
  seal(mark);
  return mark.dump(2) + "\n";
}

namespace {

/// If its mark says that all in it is ours: half-written files have no other proof.
void remove_marked(const fs::path& staging) {
  std::error_code error;
  const Json mark = manifest_in(staging / kStagingMarkName);
  std::ifstream stream(staging / kStagingMarkName, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  // A kill may have come when the mark was half-written.
  const bool begun = stream && staging_mark().starts_with(text);
  if (begun || (seal_of(mark) == Seal::kWhole && result_of(mark))) {
    std::vector<fs::path> ours;
    for (fs::directory_iterator i(staging, error), end; !error && i != end; i.increment(error)) {
      const bool plain = fs::is_regular_file(i->symlink_status(error));
      if (plain && is_name_of_result(i->path().filename().string())) ours.push_back(i->path());
    }
    for (const fs::path& file : ours) fs::remove(file, error);
    fs::remove(staging / kStagingMarkName, error);
  }
  fs::remove(staging, error);  // if it is empty
}

}  // namespace

std::string staging_pattern() { return std::string(kStagingStart) + "XXXXXX"; }

void remove_left_staging(const fs::path& folder) {
  std::error_code error;
  for (const fs::path& staging : left_staging(folder)) {
    const Descriptor lock = locked(staging);
    if (!lock.open()) continue;  // another's, at work this moment
    Proof proof;
    for (const std::string_view name : {kManifestName, kReplacedManifestName}) {
      const Json manifest = manifest_in(staging / name);
      if (result_of(manifest)) add_proof(manifest, proof);
    }
    for (const auto& [name, unused] : proof) {
      const bool ours = fs::is_regular_file(fs::symlink_status(staging / name, error)) &&
                        is_as_written(staging / name, proof);
      if (ours) fs::remove(staging / name, error);
    }
    fs::remove(staging / kManifestName, error);
    fs::remove(staging / kReplacedManifestName, error);
    remove_marked(staging);
  }
}

void remove_unproven_staging(const fs::path& folder) {
  std::error_code error;
  for (const fs::path& staging : left_staging(folder)) {
    const Descriptor lock = locked(staging);
    if (!lock.open()) continue;  // another's, at work this moment
    const bool proves = fs::exists(fs::symlink_status(staging / kManifestName, error)) ||
                        fs::exists(fs::symlink_status(staging / kReplacedManifestName, error));
    if (!proves) remove_marked(staging);
  }
}

}  // namespace armistice
