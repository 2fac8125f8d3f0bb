// What makes two pieces of work parts of one result: the program, the scenario, chance, the design.
// Kept beside every unfinished result, so that nothing is continued with, or added to, another.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace armistice {

using Identity = nlohmann::ordered_json;

/// The members that every identity begins with.
Identity identity_of(std::string_view command);

/// "seed: 1, not 2" of the first member in which `there` differs from `wanted`; empty if in none.
/// Members of objects are named "scenario.digest". Those in `ignored` do not count.
std::string first_difference(const Identity& there, const Identity& wanted,
                             std::string_view ignored = "");

/// Of a file's bytes. Throws Error(kInput) if it can't be read.
std::string file_digest(const std::filesystem::path& file);

/// The same of bytes that were read already.
std::string text_digest(std::string_view text);

}  // namespace armistice
