// FNV-1a of 64 bits (Fowler, Noll and Vo): tells names and texts apart.
#pragma once

#include <cstdint>
#include <string_view>

namespace armistice {

/// The hash of `bytes`; with the hash of what comes before them, that of both.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = 0xcbf29ce484222325) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace armistice
