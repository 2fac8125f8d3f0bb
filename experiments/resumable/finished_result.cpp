#include "experiments/resumable/finished_result.hpp"

#include <fmt/format.h>

#include "experiments/designs/csv_rows.hpp"
#include "experiments/error.hpp"
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

}  // namespace

bool is_done_already(const std::filesystem::path& folder, const Identity& identity) {
  if (!holds_a_result(folder)) return false;
  const Identity manifest = manifest_in(folder / kManifestName);
  if (!result_of(manifest)) {
    throw Error(Fault::kInput, fmt::format("{}: armistice did not write it; move it, or give "
                                           "another --out",
                                           (folder / kManifestName).string()));
  }
  // What a manifest says too. Its trials are those that were run; with a precision the most are
  // said beside it.
  Identity there, wanted;
  const Identity all = bare(identity);
  const auto precision = manifest.find("precision");
  const bool to_precision = precision != manifest.end() && precision->is_object();
  if (all.contains("precision_asked")) {
    there["precision"] = to_precision ? precision->value("half_width", 0.0) : 0.0;
    wanted["precision"] = all["precision_asked"].get<double>();
  }
  for (const auto& [name, value] : all.items()) {
    if (!manifest.contains(name)) continue;
    wanted[name] = value;
    there[name] = name == "trials" && to_precision ? precision->value("most_trials", Identity())
                                                   : manifest[name];
  }
  there["settings"] = settings_there(folder);
  wanted["settings"] = identity.value("settings", Identity());
  const std::vector<IdentityDifference> different = differences(there, wanted);
  if (different.empty()) {
    remove_finished_work(folder, identity);
    return true;
  }
  throw Error(Fault::kInput,
              fmt::format("{}: can't be resumed: the result there is another{}{}", folder.string(),
                          to_text(different), why_not_larger(manifest, identity)));
}

}  // namespace armistice
