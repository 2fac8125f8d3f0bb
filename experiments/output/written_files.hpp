// Which files of a folder are proven to be ours: manifest.json lists what was written with it, and
// each file's size and digest. Nothing else is ever replaced or removed.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace armistice {

inline constexpr std::string_view kManifestName = "manifest.json";

/// Results of the same command for the same scenarios may take each other's place.
struct ResultOf {
  std::string command;
  std::vector<std::string> scenarios;  // their names
  bool operator==(const ResultOf&) const = default;
};

/// "run of status_quo"
std::string to_string(const ResultOf& result);

/// What a file says, if it is JSON; else what result_of takes for nothing of ours.
nlohmann::ordered_json manifest_in(const std::filesystem::path& file);

/// What a manifest, or the identity of unfinished work, is of; none if it is not one of ours.
std::optional<ResultOf> result_of(const nlohmann::ordered_json& manifest);

/// What `manifest` is to say of files in `folder`: a member "files", before "environment".
void list_files(nlohmann::ordered_json& manifest, const std::filesystem::path& folder,
                const std::vector<std::string>& names);

/// What a new result may take the place of.
enum class Replaces {
  kNothing,
  kHalfAResult,  // that was being put in place when something ended it
  kResult,
};

/// Files in `folder` that a result like `result` replaces: listed by a manifest, and unchanged.
/// Throws Error(kInput), with a remedy, if there is a result that `replaces` does not allow for or
/// that is of something else. It throws the same for a file or manifest with the name of a result
/// file that is not proven to be ours, and Error(kOutput) for a folder of such a name.
std::set<std::string> replaced_files(const std::filesystem::path& folder, const ResultOf& result,
                                     Replaces replaces);

/// Whether some result has a file of that name, the manifest included.
bool is_name_of_result(std::string_view name);

/// Whether the folder holds a whole result.
bool holds_a_result(const std::filesystem::path& folder);

/// Throws Error(kInput) if a result in `folder` would be written among the inputs or replace one.
/// That is so if `folder` is one of the folders `inputs`, or if one of the files there has the name
/// of a file of a result.
void refuse_to_write_over(const std::vector<std::filesystem::path>& inputs,
                          const std::filesystem::path& folder);

/// Where a result is put together beside its place: hidden folders, each with the manifests of what
/// was being put in place and of what stood there. They are left only when something ended it.
std::string staging_pattern();  // for mkdtemp
inline constexpr std::string_view kReplacedManifestName = "replaced.json";

/// Removes such folders when the files they tell of are in place; what else is in them stays.
void remove_left_staging(const std::filesystem::path& folder);

}  // namespace armistice
