#include "experiments/exhibits/seal.hpp"

#include <fmt/format.h>

#include "experiments/output/file_digest.hpp"

namespace armistice {
namespace {

constexpr std::string_view kBeginning = "<!-- crc64 of all above: ";

std::string seal_of(std::string_view above) {
  return fmt::format("{}{} -->\n", kBeginning, text_digest(above));
}

}  // namespace

std::string sealed(std::string text) {
  const std::string seal = seal_of(text);
  return std::move(text) + seal;
}

bool is_sealed(std::string_view text) {
  const std::size_t place = text.rfind(kBeginning);
  return place != std::string_view::npos && text.substr(place) == seal_of(text.substr(0, place));
}

}  // namespace armistice
