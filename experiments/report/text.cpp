#include "experiments/report/text.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"

namespace armistice {

Text& Text::operator+=(Text more) {
  for (Cell& cell : more.pieces) pieces.push_back(std::move(cell));
  return *this;
}

Text& Text::operator+=(std::string_view words) { return *this += piece(words); }

Text piece(std::string_view words) {
  Text text;
  if (!words.empty()) text.pieces.emplace_back(std::string(words));
  return text;
}

Text piece(Text text) { return text; }

Text piece(Cell cell) {
  Text text;
  text.pieces.push_back(std::move(cell));
  return text;
}

Text filled(std::string_view pattern, std::vector<Text> pieces) {
  constexpr std::string_view kPlace = "{}";
  const std::string_view whole = pattern;
  Text text;
  for (Text& next : pieces) {
    const std::size_t place = pattern.find(kPlace);
    if (place == pattern.npos) {
      throw Error(Fault::kOurs, fmt::format("more pieces than places in \"{}\"", whole));
    }
    text += pattern.substr(0, place);
    text += std::move(next);
    pattern.remove_prefix(place + kPlace.size());
  }
  if (pattern.find(kPlace) != pattern.npos) {
    throw Error(Fault::kOurs, fmt::format("fewer pieces than places in \"{}\"", whole));
  }
  text += pattern;
  return text;
}

Text joined(const std::vector<Text>& texts, std::string_view between) {
  Text all;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) all += between;
    all += texts[i];
  }
  return all;
}

Text joined(std::span<const std::string> words, std::string_view between) {
  return say("{}", fmt::format("{}", fmt::join(words, between)));
}

}  // namespace armistice
