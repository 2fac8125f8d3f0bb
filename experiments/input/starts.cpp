#include "experiments/input/starts.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

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

/// The table of states, by month.
toml::table read_states(const std::filesystem::path& file) {
  return read_toml_file(file, "a table for each month, such as [\"2024-06\".initial]");
}

}  // namespace

std::vector<CalendarMonth> starts_with_a_state() {
  std::vector<CalendarMonth> starts;
  for (const auto& [name, state] : read_states(find_starts())) {
    if (const auto month = calendar_month(name.str())) starts.push_back(*month);
  }
  starts.emplace_back();
  return starts;
}

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
