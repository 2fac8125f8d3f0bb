#include "experiments/exhibits/memo.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "experiments/input/counted.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/output/written_files.hpp"

namespace armistice {
namespace {

std::string title_of(const ResultFolder& result) {
  std::vector<std::string> names;
  for (const ResultScenario& s : result.scenarios()) {
    names.push_back(s.title.empty() ? s.name : fmt::format("{} ({})", s.title, s.name));
  }
  return names.empty() ? "The model itself" : fmt::format("{}", fmt::join(names, "; "));
}

ShownTable files_of(const ResultFolder& result) {
  ShownTable table{{{"file", "file"}, {"bytes", "bytes"}, {"crc64", "CRC-64"}}, {}};
  for (const auto& [name, mark] : listed_marks(result.manifest())) {
    const std::string bytes = fmt::format("{}", mark.bytes);
    table.rows.push_back({{name, name},
                          {bytes, with_thousands(static_cast<std::int64_t>(mark.bytes)), true},
                          {mark.digest, mark.digest}});
  }
  return table;
}

}  // namespace

MemoPart memo_part(const ResultFolder& result) {
  MemoPart part;
  part.title = title_of(result);
  part.command = result.command();
  part.answer = answer_of(result);
  for (const ChangedFile& changed : result.changes()) {
    part.changes.push_back(fmt::format("{} {}", changed.name, changed.how));
  }
  part.exhibits = exhibits_of(result);
  part.assumptions = assumptions_of(result);
  part.reproduction = reproduction_of(result);
  part.files = files_of(result);
  part.of_the_model = result.scenarios().empty() || result.command() == "backtest";
  return part;
}

std::vector<Assumptions> assumptions_of(const ResultFolder& result) {
  if (!result.has("parameters.csv")) return {};
  const ResultTable table = result.table("parameters.csv");
  std::vector<ColumnStyle> columns{text_column("name", "setting"), text_column("value", "value"),
                                   text_column("distribution", "drawn from"),
                                   text_column("unit", "unit"), text_column("source", "source")};
  if (table.has("scenario")) columns.insert(columns.begin(), text_column("scenario", "scenario"));
  std::vector<Assumptions> all;
  for (const auto& [kind, rows] : grouped(rows_of(table), "kind")) {
    all.push_back({counted(std::ssize(rows), kind), shown(rows, columns)});
  }
  return all;
}

namespace {

constexpr std::string_view kWithoutEffect[] = {"--out", "--threads", "--time-limit"};
constexpr std::string_view kFlagsWithoutEffect[] = {"--force", "--quiet", "--resume", "--json",
                                                    "--markdown"};

/// Whether a word is one of these, or "--out=DIR" of "--out".
bool is_one_of(std::string_view word, std::span<const std::string_view> options) {
  return std::find(options.begin(), options.end(), word.substr(0, word.find('='))) != options.end();
}

/// The command line without what its result does not depend on: where the program and the result
/// lie, how long it may take and on how many threads, and what was said meanwhile.
std::string command_of(const nlohmann::ordered_json& manifest) {
  const auto environment = manifest.value("environment", nlohmann::ordered_json::object());
  const auto words = environment.value("command_line", std::vector<std::string>());
  std::string command = "armistice";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (is_one_of(word, kWithoutEffect)) {
      if (word.find('=') == std::string::npos) ++i;
    } else if (!is_one_of(word, kFlagsWithoutEffect)) {
      command += " " + shell_word(word);
    }
  }
  return words.empty() ? "" : command;
}

void add(Facts& facts, const std::string& name, const nlohmann::ordered_json& manifest,
         const char* member) {
  const auto value = manifest.value(member, nlohmann::ordered_json());
  if (value.is_string()) facts.emplace_back(name, value.get<std::string>());
  if (value.is_number_integer()) {
    facts.emplace_back(name, value.dump());
  }
}

}  // namespace

Facts reproduction_of(const ResultFolder& result) {
  const auto& manifest = result.manifest();
  Facts facts;
  if (const std::string command = command_of(manifest); !command.empty()) {
    facts.emplace_back("command", command);
  }
  add(facts, "version", manifest, "version");
  add(facts, "program (digest of its sources)", manifest, "program");
  for (const ResultScenario& s : result.scenarios()) {
    if (!s.digest.empty()) {
      facts.emplace_back("scenario", fmt::format("{}, digest {}", s.name, s.digest));
    }
  }
  add(facts, "seed", manifest, "seed");
  if (result.trials() > 0) {
    facts.emplace_back(
        result.command() == "sweep" || result.command() == "analyse" ? "replicates" : "trials",
        with_thousands(result.trials()));
  }
  add(facts, "months", manifest, "horizon_months");
  add(facts, "start", manifest, "start");
  add(facts, "checksum of manifest.json (CRC-64)", manifest, "crc64");
  return facts;
}

}  // namespace armistice
