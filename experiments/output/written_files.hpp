// Which files of a folder are proven to be ours: manifest.json lists what was written with it, and
// each file's size and digest. Nothing else is ever replaced or removed.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/output/file_digest.hpp"

namespace armistice {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kColumnsName = "columns.csv";

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

/// The manifest of a result. Throws Error(kInput) if armistice did not write it, if it was changed
/// since, or if a later version wrote it in a format of its own.
nlohmann::ordered_json whole_manifest_in(const std::filesystem::path& folder);

/// Throws Error(kInput) if a later version wrote the manifest in `folder` in a format of its own.
void refuse_later_format(const nlohmann::ordered_json& manifest,
                         const std::filesystem::path& folder);

/// Calls `read`, which takes what it wants to know from JSON of `file`. Throws Error(kInput) that
/// names the file if a member is missing or of another type.
template <class Read>
auto from_json_of(const std::filesystem::path& file, const Read& read) {
  try {
    return read();
  } catch (const nlohmann::json::exception& error) {
    throw Error(Fault::kInput,
                file.string() + ": is damaged, or was edited: " + std::string(error.what()));
  }
}

/// What a manifest, or the identity of unfinished work, is of; none if it is not one of ours.
std::optional<ResultOf> result_of(const nlohmann::ordered_json& manifest);

/// What `manifest` is to say of files: their marks in a member "files", before "environment".
void list_files(nlohmann::ordered_json& manifest,
                const std::vector<std::pair<std::string, FileMark>>& files);

/// The files that a manifest lists, in its order, with the marks that they were written with.
std::vector<std::pair<std::string, FileMark>> listed_marks(const nlohmann::ordered_json& manifest);

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

/// A file of each such folder from its beginning on, which proves that it is ours.
inline constexpr std::string_view kStagingMarkName = "staging.json";
std::string staging_mark();

/// Removes such folders that a kill left before it put anything in place: the marked ones without a
/// manifest, and empty ones. Files with names that no result has stay, and so do folders that
/// another process is at work in.
void remove_unproven_staging(const std::filesystem::path& folder);

/// Removes such folders when the files they tell of are in place; what else is in them stays.
void remove_left_staging(const std::filesystem::path& folder);

}  // namespace armistice
