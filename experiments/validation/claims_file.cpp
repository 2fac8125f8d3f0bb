// scenarios/claims.toml and scenarios/critics, read and checked.
#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

#include "experiments/input/scenario_files.hpp"
#include "experiments/input/toml_reader.hpp"
#include "experiments/validation/claim.hpp"

namespace armistice {
namespace {

/// A value as `--set` takes it.
std::string text_of(const toml::node& node) {
  std::ostringstream text;
  node.visit([&text](const auto& value) { text << toml::toml_formatter{value}; });
  return text.str();
}

/// The settings in a table, with their full names; inline tables are values.
void flatten(const toml::table& table, const std::string& prefix, std::vector<Setting>& settings) {
  for (const Entry& entry : in_file_order(table)) {
    const std::string name = prefix + std::string(entry.name());
    const toml::table* inner = entry.value->as_table();
    if (inner != nullptr && !inner->is_inline()) {
      flatten(*inner, name + ".", settings);
    } else {
      settings.push_back({name, text_of(*entry.value)});
    }
  }
}

std::vector<std::string> texts(const toml::node& node, std::string_view what) {
  std::vector<std::string> all;
  for (const toml::node& element : read_list(node, what)) all.push_back(read_text(element, what));
  return all;
}

/// { "levers.us_backup" = 1 } as settings.
std::vector<Setting> read_settings(const toml::node& node, std::string_view what) {
  std::vector<Setting> settings;
  for (const Entry& entry : in_file_order(read_table(node, what))) {
    settings.push_back({std::string(entry.name()), text_of(*entry.value)});
  }
  return settings;
}

ClaimMeasure read_measure(const toml::node& node, std::string_view what) {
  try {
    return measure_named(read_text(node, what));
  } catch (const std::invalid_argument& error) {
    fail_at(node.source(), fmt::format("{}: {}", what, error.what()));
  }
}

Claim read_claim(const toml::table& table) {
  constexpr std::string_view kFields[] = {
      "id",   "text",     "mechanism", "file", "function", "parameters", "levers",
      "test", "scenario", "without",   "with", "measure",  "claims",     "least"};
  check_keys(table, kFields, "field", "a claim");
  const auto field = [&](std::string_view name) -> const toml::node& {
    return required(table, name, "a claim");
  };
  const auto text = [&](std::string_view name) { return read_text(field(name), name); };
  constexpr std::string_view kDirections[] = {"more", "less"};
  constexpr double kLeastShare = 0.005;
  Claim claim{.id = text("id"),
              .text = text("text"),
              .mechanism = text("mechanism"),
              .file = text("file"),
              .function = text("function"),
              .parameters = texts(field("parameters"), "parameters"),
              .levers = texts(field("levers"), "levers"),
              .test = text("test"),
              .scenario = text("scenario"),
              .without = read_settings(field("without"), "without"),
              .with = read_settings(field("with"), "with"),
              .measure = read_measure(field("measure"), "measure"),
              .sign = read_word(field("claims"), "claims", kDirections) == 0 ? 1 : -1,
              .least = kLeastShare};
  if (const auto* least = table.get("least")) {
    claim.least = read_number_in(*least, "least", {.low = 0});
  }
  return claim;
}

}  // namespace

std::vector<Claim> read_claims(const std::filesystem::path& file) {
  const toml::table document = read_toml_file(file, "a table of claims");
  constexpr std::string_view kKeys[] = {"claim"};
  check_keys(document, kKeys, "key", "the table of claims");
  std::vector<Claim> claims;
  for (const toml::node& node : read_list(required(document, "claim", "the table"), "claim")) {
    claims.push_back(read_claim(read_table(node, "a claim")));
  }
  return claims;
}

std::vector<Critic> read_critics() {
  std::vector<Critic> critics;
  for (const std::filesystem::path& file : shipped_scenarios()) {
    if (file.parent_path().filename() != "critics") continue;
    const toml::table document = read_toml_file(file, "a critic's scenario");
    Critic critic{file.stem().string(), document["title"].value_or(std::string()), {}};
    flatten(document, "", critic.settings);
    std::erase_if(critic.settings,
                  [](const Setting& s) { return s.name == "extends" || s.name == "title"; });
    critics.push_back(std::move(critic));
  }
  return critics;
}

}  // namespace armistice
