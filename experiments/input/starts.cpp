#include "experiments/input/starts.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "experiments/input/calendar.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

constexpr std::string_view kStart = "start";

std::optional<std::string> start_of(const Layer& layer) {
  return layer.document[kStart].value<std::string>();
}

/// Where a state of this month belongs: after the last layer of another month before the last word.
std::size_t place_of(const std::string& month, const std::vector<Layer>& layers) {
  std::size_t place = 0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto start = start_of(layers[i]);
    if (start && *start != month) place = i + 1;
  }
  return place;
}

}  // namespace

void lay_state_of_start(std::vector<Layer>& layers) {
  std::optional<std::string> month;  // the last word on it
  for (const Layer& layer : layers) {
    if (const auto start = start_of(layer)) month = start;
  }
  if (!month || *month == to_string(CalendarMonth{})) return;
  const std::filesystem::path file = find_starts();
  toml::table states =
      read_toml_file(file, "a table for each month, such as [\"2024-06\".initial]");
  toml::table* const state = states.get_as<toml::table>(*month);
  if (state == nullptr) return;
  Layer layer;
  layer.who = fmt::format("the state of {}", *month);
  layer.file = file;
  layer.document = std::move(*state);
  layer.document.insert(kStart, *month);
  layer.says = names_in(layer.document);
  layer.of_start = true;
  const auto place = static_cast<std::ptrdiff_t>(place_of(*month, layers));
  layers.insert(layers.begin() + place, std::move(layer));
}

}  // namespace armistice
