#include "experiments/input/posterior_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/fnv.hpp"
#include "experiments/input/csv_rows.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

constexpr std::string_view kTable = "posterior", kFile = "file";

[[noreturn]] void refuse(const std::filesystem::path& file, std::int64_t line,
                         const std::string& why) {
  throw Error(Fault::kInput, fmt::format("{}:{}: {}", file.string(), line, why));
}

/// The parameter that a column is named after.
int parameter_of(const std::string& column, const std::filesystem::path& file) {
  const auto declarations = parameter_declarations();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    names.push_back(setting_name(declarations[i]));
    if (names.back() == column) return static_cast<int>(i);
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  refuse(file, 1,
         fmt::format("column \"{}\" is no parameter{}; expected the names that --set takes", column,
                     suggestion(column, known)));
}

float value_in(const std::string& cell, const ParameterDeclaration& p,
               const std::filesystem::path& file, std::int64_t line) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool flag = p.draw == DefaultDraw::kBernoulli;
  if (flag && error == std::errc() && value != 0 && value != 1) {
    refuse(file, line, fmt::format("{}: \"{}\"; expected 0 or 1", setting_name(p), cell));
  }
  if (error != std::errc() || end != cell.data() + cell.size() || !(value >= p.low) ||
      !(value <= p.high)) {
    refuse(file, line,
           fmt::format("{}: \"{}\"; expected a number from {} to {}", setting_name(p), cell, p.low,
                       p.high));
  }
  return static_cast<float>(value);
}

/// The digest of the columns and the rows as they are used.
std::string digest_of(const JointRows& table) {
  std::uint64_t hash = fnv1a("");
  const auto add = [&hash](std::string_view text) { hash = fnv1a(text, hash); };
  for (const int p : table.parameters) {
    add(setting_name(parameter_declarations()[static_cast<std::size_t>(p)]) + "\n");
  }
  for (const auto& row : table.rows) {
    for (const float x : row) add(fmt::format("{} ", x));
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace

std::shared_ptr<const JointRows> read_joint_rows(const std::filesystem::path& file) {
  CsvRows in(file);
  const auto header = in.next();
  if (!header) refuse(file, 1, "no header; expected a column for each parameter");
  auto table = std::make_shared<JointRows>();
  table->file = file;
  for (const std::string& column : header->cells) {
    const int parameter = parameter_of(column, file);
    if (std::find(table->parameters.begin(), table->parameters.end(), parameter) !=
        table->parameters.end()) {
      refuse(file, 1, fmt::format("column \"{}\" is there twice; expected it once", column));
    }
    table->parameters.push_back(parameter);
  }
  while (const auto row = in.next()) {
    if (row->cells.size() != table->parameters.size()) {
      refuse(file, row->line,
             fmt::format("{} cells; expected {}", row->cells.size(), table->parameters.size()));
    }
    std::vector<float>& values = table->rows.emplace_back();
    for (std::size_t c = 0; c < row->cells.size(); ++c) {
      const auto& p = parameter_declarations()[static_cast<std::size_t>(table->parameters[c])];
      values.push_back(value_in(row->cells[c], p, file, row->line));
    }
  }
  if (table->rows.empty()) refuse(file, 1, "no row; expected at least one parameter set");
  table->digest = digest_of(*table);
  return table;
}

void lay_posterior(const toml::table& document, const std::filesystem::path& folder,
                   Scenario& scenario) {
  const toml::node* const node = document.get(kTable);
  if (node == nullptr) return;
  const toml::table& table = read_table(*node, kTable);
  constexpr std::string_view kFields[] = {kFile};
  check_keys(table, kFields, "key", "[posterior]");
  const toml::node& named = required(table, kFile, kTable);
  const std::filesystem::path file = folder / read_text(named, "posterior.file");
  if (const std::string why = why_unreadable(file); !why.empty()) {
    fail_at(named.source(), fmt::format("posterior.file {}: {}; expected the posterior.csv of "
                                        "armistice calibrate",
                                        file.string(), why));
  }
  scenario.posterior.take(read_joint_rows(file));
  for (const int p : scenario.posterior.table().parameters) {
    const auto place = static_cast<std::size_t>(p);
    const double mean = scenario.posterior.mean_of(place);
    const bool flag = parameter_declarations()[place].draw == DefaultDraw::kBernoulli;
    scenario.parameters[place] = fixed_value(flag ? std::round(mean) : mean);
  }
}

}  // namespace armistice
