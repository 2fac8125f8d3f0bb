#include "experiments/output/changed_files.hpp"

#include <fmt/format.h>

#include "experiments/output/sealed_json.hpp"
#include "experiments/output/written_files.hpp"

namespace armistice {

namespace fs = std::filesystem;

std::vector<ChangedFile> changed_files(const fs::path& folder, const Heed& heed) {
  const nlohmann::ordered_json manifest = manifest_in(folder / kManifestName);
  if (!manifest.is_object()) {
    throw Error(Fault::kInput,
                fmt::format("{}: is damaged, or no JSON", (folder / kManifestName).string()));
  }
  std::vector<ChangedFile> changed;
  if (seal_of(manifest) == Seal::kBroken) {
    changed.push_back({std::string(kManifestName), "has other bytes than were written"});
  }
  for (const auto& [name, mark] : listed_marks(manifest)) {
    const fs::path file = folder / name;
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
      changed.push_back({name, "is missing"});
      continue;
    }
    // A file of another size has changed, whatever is in it.
    const auto bytes = fs::file_size(file, error);
    const FileMark now = bytes == mark.bytes ? mark_of(file, heed) : FileMark{bytes, ""};
    if (now != mark) changed.push_back({name, change_of(mark, now)});
  }
  return changed;
}

}  // namespace armistice
