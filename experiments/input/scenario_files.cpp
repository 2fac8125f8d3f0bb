#include "experiments/input/scenario_files.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <system_error>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/pipe.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCastFile = "actors.toml", kClaimsFile = "claims.toml",
                           kStartsFile = "starts.toml", kEnding = ".toml";

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error);
}

/// The program or the shared library that holds this code.
fs::path loaded_from() {
  Dl_info info{};
  const bool known = dladdr(reinterpret_cast<const void*>(&is_file), &info) != 0;
  return known && info.dli_fname != nullptr ? info.dli_fname : "";
}

bool is_actors(const fs::path& file) { return file.stem().string().starts_with("actors"); }

// Tables of actors, claims and starts live beside the scenarios that they are about.
bool is_of_kind(const fs::path& file, NamedFile kind) {
  if (kind == NamedFile::kActors) return is_actors(file);
  return !is_actors(file) && file.filename() != kClaimsFile && file.filename() != kStartsFile;
}

// "critics/nato_provokes" of scenarios/critics/nato_provokes.toml.
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

/// The files of a kind in a folder and below, by bare name. Folders that cannot be opened are
/// skipped.
std::map<std::string, fs::path> files_in(const fs::path& folder, NamedFile kind) {
  std::map<std::string, fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() == kEnding && is_of_kind(path, kind) && is_file(path)) {
      files.emplace(bare_name(path, folder), path);
    }
  }
  return files;
}

std::map<std::string, fs::path> shipped_by_name(NamedFile kind) {
  std::map<std::string, fs::path> files;
  for (const fs::path& folder : scenario_folders()) files.merge(files_in(folder, kind));
  return files;
}

/// Returns the files of that bare name, or of that stem, in the first scenario folder that has any.
std::vector<fs::path> shipped_named(const std::string& name, NamedFile kind) {
  for (const fs::path& folder : scenario_folders()) {
    std::vector<fs::path> found;
    for (const auto& [bare, path] : files_in(folder, kind)) {
      if (bare == name || path.stem() == name) found.push_back(path);
    }
    if (!found.empty()) return found;
  }
  return {};
}

/// The nearest of what could have been meant: a shipped name, or a file beside the asked for.
std::string nearest_to(const fs::path& direct, NamedFile kind) {
  std::vector<std::string> names;
  for (const auto& [name, path] : shipped_by_name(kind)) names.push_back(path.stem().string());
  std::error_code error;
  const fs::path folder = direct.has_parent_path() ? direct.parent_path() : fs::path(".");
  fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() == kEnding && is_of_kind(path, kind)) {
      names.push_back(path.stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  const std::string stem =
      direct.extension() == kEnding ? direct.stem().string() : direct.filename().string();
  return nearest_name(stem, names);
}

}  // namespace

std::vector<fs::path> scenario_folders() {
  std::vector<fs::path> folders = {"scenarios"};
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back(program.parent_path().parent_path() / "share" / "armistice" / "scenarios");
  }
  if (const fs::path module = loaded_from(); !module.empty() && !same_file(module, program)) {
    folders.push_back(module.parent_path() / "scenarios");
  }
#ifdef ARMISTICE_SOURCE_DIR
  folders.push_back(fs::path(ARMISTICE_SOURCE_DIR) / "scenarios");
#endif
  return folders;
}

FoundFile look_up(NamedFile kind, const std::string& typed, const fs::path& folder,
                  const fs::path& asking) {
  if (typed == kStandardInput) return {typed, ""};
  const fs::path direct = folder / typed;
  const std::string why = why_unreadable(direct);
  const bool with_ending = direct.extension() == kEnding;
  if (why.empty() && !typed.empty()) return {direct, ""};

  std::vector<fs::path> found;
  const fs::path beside = direct.string() + std::string(kEnding);
  if (!with_ending && is_file(beside) && !same_file(beside, asking)) found.push_back(beside);
  const std::string name =
      fs::path(with_ending ? typed.substr(0, typed.size() - kEnding.size()) : typed)
          .lexically_normal()
          .generic_string();
  for (const fs::path& shipped : shipped_named(name, kind)) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const fs::path& f) { return same_file(f, shipped); });
    if (!known) found.push_back(shipped);
  }
  if (found.size() == 1) return {found.front(), ""};
  if (found.size() > 1) {
    return {{},
            fmt::format("two files have that name: {} and {}; say which by its path",
                        found[0].string(), found[1].string())};
  }
  if (!with_ending && is_file(beside) && same_file(beside, asking)) {
    return {{},
            fmt::format("this is {} itself, and there is no other of that name", asking.string())};
  }
  std::error_code error;
  if (fs::exists(direct, error) && !typed.empty()) return {{}, why};
  if (kind == NamedFile::kScenario && !shipped_named(name, NamedFile::kActors).empty()) {
    return {{},
            "a table of actors, which is no scenario; a scenario names its table with actors = "
            "\"FILE\""};
  }
  const std::string nearest = nearest_to(direct, kind);
  return {{},
          fmt::format("no such file, and no {} of that name{}",
                      kind == NamedFile::kActors ? "table of actors" : "scenario",
                      nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest))};
}

fs::path find_scenario(const std::string& typed) {
  const FoundFile found = look_up(NamedFile::kScenario, typed, "");
  if (found.why.empty()) return found.file;
  throw Error(Fault::kInput, fmt::format("{}: {}\n  armistice scenarios lists them",
                                         typed.empty() ? "\"\"" : typed, found.why));
}

std::string scenario_name(const fs::path& file) {
  if (file == kStandardInput || file == "/dev/stdin") return "stdin";
  return folder_of(file) == file.parent_path() ? file.stem().string() : "pipe";
}

fs::path folder_of(const fs::path& file) {
  const std::string text = file.string();
  const bool nowhere =
      text == kStandardInput || text.starts_with("/dev/") || text.starts_with("/proc/");
  return nowhere ? fs::path() : file.parent_path();
}

std::vector<fs::path> shipped_scenarios() {
  std::vector<fs::path> all;
  for (const auto& [name, path] : shipped_by_name(NamedFile::kScenario)) all.push_back(path);
  return all;
}

fs::path find_cast() { return find_table(kCastFile); }

fs::path find_starts() { return find_table(kStartsFile); }

fs::path find_observations() {
  return find_table("../data/observed_monthly.csv").lexically_normal();
}

fs::path find_claims() { return find_table(kClaimsFile); }

}  // namespace armistice
