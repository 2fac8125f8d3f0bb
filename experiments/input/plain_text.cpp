#include "experiments/input/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace armistice {
namespace {

/// The number and the bytes of the character at the start of a text. A byte that begins none stands
/// for itself, and is no character.
struct Character {
  std::uint32_t number;
  std::size_t bytes;
  bool whole;
};

Character first_of(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {lead, 1, false};
  std::uint32_t number = lead & (0xffu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {lead, 1, false};
    number = number << 6 | (byte(i) & 0x3fu);
  }
  return {number, bytes, true};
}

bool is_hidden(std::uint32_t c) {
  const auto within = [c](std::uint32_t low, std::uint32_t high) { return low <= c && c <= high; };
  return c < 0x20 || within(0x7f, 0x9f) ||                    // C0, DEL, C1
         c == 0x61c || within(0x200e, 0x200f) ||              // marks of direction
         within(0x2028, 0x202e) || within(0x2066, 0x2069) ||  // ends of lines, overrides, isolates
         c == 0xfeff;                                         // a byte-order mark
}

}  // namespace

bool is_plain_line(std::string_view text) {
  while (!text.empty()) {
    const Character c = first_of(text);
    if (!c.whole || is_hidden(c.number)) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

bool is_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

std::string visible(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character c = first_of(text);
    const bool stays = c.number == '\n' || c.number == '\t' || (c.whole && !is_hidden(c.number));
    if (stays) {
      shown += text.substr(0, c.bytes);
    } else if (c.bytes == 1) {
      shown += fmt::format("\\x{:02x}", c.number);
    } else {
      shown += fmt::format("\\u{:04x}", c.number);
    }
    text.remove_prefix(c.bytes);
  }
  return shown;
}

}  // namespace armistice
