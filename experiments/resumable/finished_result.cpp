#include "experiments/resumable/finished_result.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/input/csv_rows.hpp"
#include "experiments/input/descriptor.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/resumable/growth.hpp"

namespace armistice {
namespace {

/// As settings_data, of a finished result: its parameters.csv has them. Null if it can't be read,
/// since they only serve to say more.
Identity settings_there(const std::filesystem::path& folder) {
  Identity settings = Identity::object();
  try {
    CsvRows rows(folder / "parameters.csv");
    for (auto row = rows.next(); row; row = rows.next()) {
      const auto& cells = row->cells;  // name,kind,value,distribution,...
      if (cells.size() < 4) return nullptr;
      if (cells[0] != "name") settings[cells[0]] = cells[3].empty() ? cells[2] : cells[3];
    }
  } catch (const Error&) {
    return nullptr;
  }
  return settings;
}

constexpr std::string_view kLeftOutIfNot[] = {"by", "permutations_per_16_trials"};

/// What they differ in, of what a manifest says too.
std::vector<IdentityDifference> differences_of(const Identity& manifest, const Identity& identity,
                                               const std::filesystem::path& folder) {
  // Its trials are those that were run; with a precision the most are said beside it.
  Identity there, wanted;
  const Identity all = bare(identity);
  const auto precision = manifest.find("precision");
  const bool to_precision = precision != manifest.end() && precision->is_object();
  if (all.contains("precision_asked")) {
    there["precision"] = to_precision ? precision->value("half_width", 0.0) : 0.0;
    wanted["precision"] = all["precision_asked"].get<double>();
  }
  for (const auto& [name, value] : all.items()) {
    if (!manifest.contains(name)) {
      // A manifest does not say what was not asked for.
      const bool left_out = std::find(std::begin(kLeftOutIfNot), std::end(kLeftOutIfNot), name) !=
                            std::end(kLeftOutIfNot);
      if (left_out && !value.empty()) wanted[name] = value;
      continue;
    }
    wanted[name] = value;
    there[name] = name == "trials" && to_precision ? precision->value("most_trials", Identity())
                                                   : manifest[name];
  }
  there["set"] = manifest.value("set", Identity());
  wanted["set"] = identity.value("set", Identity());
  there["settings"] = settings_there(folder);
  wanted["settings"] = identity.value("settings", Identity());
  return differences(there, wanted);
}

/// The files that the manifest lists and that are not there.
std::vector<std::string> missing_files(const Identity& manifest,
                                       const std::filesystem::path& folder) {
  std::vector<std::string> missing;
  std::error_code error;
  for (const auto& [name, mark] : listed_marks(manifest)) {
    if (!std::filesystem::exists(folder / name, error)) missing.push_back(name);
  }
  return missing;
}

}  // namespace

bool is_done_already(const std::filesystem::path& folder, const Identity& identity) {
  if (!holds_a_result(folder)) return false;
  const Identity manifest = whole_manifest_in(folder);
  const std::vector<IdentityDifference> different = from_json_of(
      folder / kManifestName, [&] { return differences_of(manifest, identity, folder); });
  if (!different.empty()) {
    throw Error(Fault::kInput, fmt::format("{}: can't be resumed: the result there is another{}{}",
                                           folder.string(), to_text(different),
                                           why_not_larger(manifest, identity)));
  }
  const std::vector<std::string> missing = missing_files(manifest, folder);
  if (!missing.empty()) {
    throw Error(Fault::kInput,
                fmt::format("{}: the result there is no longer whole: {} missing; --force runs it "
                            "anew",
                            folder.string(),
                            missing.size() == 1 ? missing.front() + " is"
                                                : fmt::format("{} are", fmt::join(missing, ", "))));
  }
  remove_finished_work(folder, identity);
  if (const Descriptor held = locked(folder); held.open()) remove_left_staging(folder);
  return true;
}

}  // namespace armistice
