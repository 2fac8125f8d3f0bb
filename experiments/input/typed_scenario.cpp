#include "experiments/input/typed_scenario.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <string_view>
#include <system_error>

#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

std::string written(const toml::node& node);

template <class Values, class Write>
std::string listed_in(const Values& values, std::string_view open, std::string_view close,
                      const Write& write) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : ", ") + write(value);
  return fmt::format("{}{}{}", open, text, close);
}

std::string key_of(std::string_view key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return bare ? std::string(key) : fmt::format("'{}'", key);
}

/// A value in one line of TOML, with the shortest digits that read back exactly.
std::string written(const toml::node& node) {
  if (const toml::table* const table = node.as_table()) {
    return listed_in(*table, "{ ", " }", [](const auto& entry) {
      return fmt::format("{} = {}", key_of(entry.first.str()), written(entry.second));
    });
  }
  if (const toml::array* const array = node.as_array()) {
    return listed_in(*array, "[", "]", [](const toml::node& each) { return written(each); });
  }
  if (const auto* const number = node.as_floating_point()) return fmt::format("{}", number->get());
  std::ostringstream text;
  node.visit([&text](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) text << value;
  });
  return text.str();
}

/// The values below a table, each under its name; below `depth` tables are one value.
void take(const std::string& prefix, const toml::table& table, int depth,
          std::vector<Setting>& settings) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    const toml::table* const inner = node.as_table();
    if (inner != nullptr && depth > 0) {
      take(name + ".", *inner, depth - 1, settings);
    } else {
      settings.push_back({name, written(node)});
    }
  }
}

/// Each lever's intensity under its own name, and its course, or what it is drawn from, beside it.
void take_levers(const toml::table& levers, std::vector<Setting>& settings) {
  for (const auto& [key, node] : levers) {
    const std::string name = fmt::format("levers.{}", key.str());
    const toml::table* const parts = node.as_table();
    if (parts == nullptr) {
      settings.push_back({name, written(node)});
      continue;
    }
    for (const auto& [part, value] : *parts) {
      const bool intensity = part.str() == "intensity" && !value.is_table();
      settings.push_back(
          {intensity ? name : fmt::format("{}.{}", name, part.str()), written(value)});
    }
  }
}

void take_with(const toml::node& with, std::vector<Setting>& settings) {
  if (const toml::array* const list = with.as_array()) {
    for (const toml::node& each : *list) settings.push_back({"with", read_text(each, "with")});
  } else {
    settings.push_back({"with", read_text(with, "with")});
  }
}

bool is_shipped(const fs::path& file) {
  const std::vector<fs::path> shipped = shipped_scenarios();
  return std::any_of(shipped.begin(), shipped.end(), [&file](const fs::path& each) {
    std::error_code error;
    return fs::equivalent(each, file, error);
  });
}

TypedScenario flattened(const fs::path& file) {
  if (is_shipped(file)) return {scenario_name(file), {}};
  toml::table document = read_toml_file(file, "a scenario");
  const toml::node* const extends = document.get("extends");
  if (extends == nullptr) {
    throw Error(
        Fault::kInput,
        fmt::format("{}:1:1: extends no scenario; expected extends = \"{}\", or another that "
                    "comes with the program",
                    file.string(), kDefaultReference));
  }
  const FoundFile base =
      look_up(NamedFile::kScenario, read_text(*extends, "extends"), folder_of(file), file);
  TypedScenario typed = flattened(base.file);
  if (const toml::node* const with = document.get("with")) take_with(*with, typed.settings);
  for (const char* const key : {"extends", "with", "title"}) document.erase(key);
  for (const auto& [key, node] : document) {
    const std::string name(key.str());
    const bool deep = name == "parameters" || name == "actors";
    const toml::table* const table = node.as_table();
    if (table != nullptr && name == "levers") {
      take_levers(*table, typed.settings);
    } else if (table != nullptr) {
      take(name + ".", *table, deep ? 1 : 0, typed.settings);
    } else {
      typed.settings.push_back({name, written(node)});
    }
  }
  return typed;
}

}  // namespace

TypedScenario typed_scenario(const fs::path& file) {
  const Scenario whole = read_scenario(file, {});
  TypedScenario typed = flattened(file);
  const Scenario again = read_scenario(find_scenario(typed.name), typed.settings);
  if (again.digest == whole.digest) return typed;
  throw Error(
      Fault::kInput,
      fmt::format("{}: its settings, typed over {}, do not give the same scenario; expected "
                  "a file that extends {} directly",
                  file.string(), typed.name, typed.name));
}

}  // namespace armistice
