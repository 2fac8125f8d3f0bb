#include "experiments/exhibits/result_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/error.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/written_files.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

ResultScenario scenario_of_json(const Json& s) {
  return {s.value("name", ""), s.value("title", ""), s.value("digest", "")};
}

/// Wherever a command puts them: "scenarios", or "reference" and "scenario"; an analysis names that
/// of its sweep.
std::vector<ResultScenario> scenarios_in(const Json& manifest) {
  std::vector<ResultScenario> scenarios;
  const auto add = [&](const Json& s) {
    if (s.is_object() && s.contains("name")) scenarios.push_back(scenario_of_json(s));
  };
  for (const Json& s : manifest.value("scenarios", Json::array())) add(s);
  add(manifest.value("reference", Json()));
  add(manifest.value("scenario", Json()));
  const Json sweep = manifest.value("sweep", Json());
  if (sweep.is_object()) {
    scenarios.push_back({sweep.value("scenario", ""), "", sweep.value("digest", "")});
  }
  return scenarios;
}

std::int64_t trials_in(const Json& manifest) {
  for (const char* name : {"trials", "trials_asked", "replicates"}) {
    const Json trials = manifest.value(name, Json());
    if (trials.is_number_integer()) return trials.get<std::int64_t>();
  }
  const Json sweep = manifest.value("sweep", manifest.value("design", Json()));
  return sweep.is_object() ? sweep.value("replicates", std::int64_t{0}) : 0;
}

bool is_file(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error);
}

}  // namespace

ResultFolder::ResultFolder(fs::path folder, const Heed& heed) : path_(std::move(folder)) {
  std::error_code error;
  if (!fs::exists(path_, error)) {
    throw Error(Fault::kInput, fmt::format("{}: there is no such folder", path_.string()));
  }
  if (!fs::is_directory(path_, error)) {
    throw Error(Fault::kInput,
                fmt::format("{}: is a file; expected the folder of a result", path_.string()));
  }
  if (!holds_a_result(path_)) {
    throw Error(Fault::kInput, fmt::format("{}: holds no finished result of armistice; expected a "
                                           "folder that a command wrote with --out",
                                           path_.string()));
  }
  manifest_ = manifest_in(path_ / kManifestName);
  if (!result_of(manifest_)) {
    throw Error(Fault::kInput, fmt::format("{}: armistice did not write it, or it is damaged",
                                           (path_ / kManifestName).string()));
  }
  refuse_later_format(manifest_, path_);
  from_json_of(path_ / kManifestName, [&] {
    command_ = manifest_.at("command").get<std::string>();
    scenarios_ = scenarios_in(manifest_);
    trials_ = trials_in(manifest_);
    format_ = csv_format_of(manifest_);
    return 0;
  });
  changes_ = changed_files(path_, heed);
  if (!manifest_.contains("scenarios")) return;
  for (ChangedFile& changed : changed_scenarios(path_)) {
    if (changed.how == "is missing") {
      changes_.push_back(std::move(changed));
      continue;
    }
    throw Error(Fault::kInput,
                fmt::format("{}: {}; expected the run of {}, or give that folder by itself",
                            (path_ / changed.name).string(), changed.how, path_.string()));
  }
  for (const ResultScenario& s : scenarios_) {
    const fs::path inner = path_ / s.name;
    const bool within = s.name.find('/') == std::string::npos && s.name != "..";
    if (!within || !holds_a_result(inner)) continue;
    inner_.emplace_back(s.name, inner);
    for (ChangedFile changed : changed_files(inner, heed)) {
      changed.name = (fs::path(s.name) / changed.name).string();
      changes_.push_back(std::move(changed));
    }
  }
}

bool ResultFolder::has(std::string_view file) const {
  if (is_file(path_ / file)) return true;
  return !inner_.empty() && std::all_of(inner_.begin(), inner_.end(), [&](const auto& inner) {
    return is_file(inner.second / file);
  });
}

ResultTable ResultFolder::table(const std::string& file) const {
  if (is_file(path_ / file) || inner_.empty()) return read_table(path_ / file, format_);
  ResultTable together;
  for (const auto& [name, inner] : inner_) {
    append_named(together, "scenario", name, read_table(inner / file, format_));
  }
  return together;
}

std::string ResultFolder::scenario_of(const ResultRow& row) const {
  if (row.table->has("scenario")) return row["scenario"];
  return scenarios_.empty() ? "" : scenarios_.back().name;
}

}  // namespace armistice
