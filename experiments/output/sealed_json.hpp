// JSON with a checksum of itself: manifests, and what says how far unfinished work has come.
#pragma once

#include <nlohmann/json.hpp>

namespace armistice {

/// Formats of what is kept on the disk. 1 is that of files without a member "format", which had no
/// checksums.
inline constexpr int kResultFormat = 2;  // of a result's manifest
inline constexpr int kWorkFormat = 2;    // of unfinished work, and of shards

/// Writes a member "crc64": the digest of all members but it and "environment", on which no result
/// depends. It stands before "environment", which gets a member "crc64" of its own: so manifests of
/// one result differ in that member alone.
void seal(nlohmann::ordered_json& json);

enum class Seal {
  kNone,    // it has no checksum
  kWhole,   // it is as it was written
  kBroken,  // a byte of it was changed, of the environment too, if that has a checksum
};
Seal seal_of(const nlohmann::ordered_json& json);

/// Its member "format"; 1 without, 0 if that is no whole number.
int format_of(const nlohmann::ordered_json& json);

}  // namespace armistice
