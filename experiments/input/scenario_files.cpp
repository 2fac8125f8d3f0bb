#include "experiments/input/scenario_files.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <system_error>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCastFile = "actors.toml", kClaimsFile = "claims.toml";

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

// Tables of actors and the claims live beside the scenarios that they are about.
bool is_table(const fs::path& file) {
  const std::string stem = file.stem().string();
  return stem.starts_with("actors") || stem == "claims";
}

// "critics/no_coercion" of scenarios/critics/no_coercion.toml.
std::string bare_name(const fs::path& file, const fs::path& folder) {
  return file.lexically_relative(folder).replace_extension().generic_string();
}

fs::path find_table(std::string_view name) {
  std::string looked_in;
  for (const fs::path& folder : scenario_folders()) {
    if (is_file(folder / name)) return folder / name;
    looked_in += "\n  " + folder.string();
  }
  throw Error(Fault::kInput, fmt::format("{}: not found; looked in{}", name, looked_in));
}

std::map<std::string, fs::path> by_name() {
  std::map<std::string, fs::path> files;
  for (const fs::path& folder : scenario_folders()) {
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
      const fs::path& path = entry.path();
      if (path.extension() == ".toml" && !is_table(path) && is_file(path))
        files.emplace(bare_name(path, folder), path);
    }
  }
  return files;
}

}  // namespace

std::vector<fs::path> scenario_folders() {
  std::vector<fs::path> folders = {"scenarios"};
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back(program.parent_path().parent_path() / "share" / "armistice" / "scenarios");
  }
#ifdef ARMISTICE_SOURCE_DIR
  folders.push_back(fs::path(ARMISTICE_SOURCE_DIR) / "scenarios");
#endif
  return folders;
}

fs::path find_scenario(const std::string& typed) {
  if (is_file(typed)) return typed;
  const auto files = by_name();
  const auto found = files.find(typed);
  if (found != files.end()) return found->second;

  std::vector<std::string_view> names;
  for (const auto& [name, path] : files) names.push_back(name);
  const std::string stem = fs::path(typed).stem().string();
  const std::string_view nearest = nearest_name(stem, names);
  throw Error(Fault::kInput,
              fmt::format("{}: no such file, and no scenario of that name{}{}", typed,
                          nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest),
                          names.empty() ? "" : "\n  armistice scenarios lists them"));
}

std::vector<fs::path> shipped_scenarios() {
  std::vector<fs::path> all;
  for (const auto& [name, path] : by_name()) all.push_back(path);
  return all;
}

fs::path find_cast() { return find_table(kCastFile); }

fs::path find_claims() { return find_table(kClaimsFile); }

}  // namespace armistice
