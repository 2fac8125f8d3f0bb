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

std::vector<ChangedFile> changed_scenarios(const fs::path& folder) {
  using Json = nlohmann::ordered_json;
  const Json joint = manifest_in(folder / kManifestName);
  std::vector<ChangedFile> changed;
  if (joint.value("command", "") != "run" || !joint.value("scenarios", Json()).is_array()) {
    return changed;
  }
  for (const Json& scenario : joint.at("scenarios")) {
    const std::string name = scenario.value("name", "");
    const bool within = name.find('/') == std::string::npos && name != "..";
    if (!within || !holds_a_result(folder / name)) {
      changed.push_back({name, "is missing"});
      continue;
    }
    const Json inner = manifest_in(folder / name / kManifestName);
    const auto differs = [&](const std::string& what, const Json& here, const Json& there) {
      if (here == there) return false;
      changed.push_back({name, fmt::format("is of another run: {} {} there, {} here", what,
                                           there.dump(), here.dump())});
      return true;
    };
    const Json of_inner = inner.value("scenario", Json::object());
    const Json digest = of_inner.is_object() ? of_inner.value("digest", Json()) : Json();
    bool other = differs("digest", scenario.value("digest", Json()), digest);
    for (const char* what : {"seed", "horizon_months", "program"}) {
      other = other || differs(what, joint.value(what, Json()), inner.value(what, Json()));
    }
    if (!other && joint.value("precision_asked", 0.0) == 0) {
      differs("trials", joint.value("trials_asked", Json()), inner.value("trials", Json()));
    }
  }
  return changed;
}

}  // namespace armistice
