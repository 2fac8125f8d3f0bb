#include "experiments/exhibits/memo.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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
  part.of_the_model = result.scenarios().empty();
  return part;
}

std::vector<Assumptions> assumptions_of(const ResultFolder& result) {
  if (!result.has("parameters.csv")) return {};
  const ResultTable table = result.table("parameters.csv");
  std::vector<std::string> kinds;
  std::vector<std::vector<ResultRow>> by_kind;
  for (const ResultRow& row : rows_of(table)) {
    std::size_t place = 0;
    while (place < kinds.size() && kinds[place] != row["kind"]) ++place;
    if (place == kinds.size()) {
      kinds.push_back(row["kind"]);
      by_kind.emplace_back();
    }
    by_kind[place].push_back(row);
  }
  std::vector<ColumnStyle> columns{text_column("name", "setting"), text_column("value", "value"),
                                   text_column("distribution", "drawn from"),
                                   text_column("unit", "unit"), text_column("source", "source")};
  if (table.has("scenario")) columns.insert(columns.begin(), text_column("scenario", "scenario"));
  std::vector<Assumptions> all;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    all.push_back({counted(std::ssize(by_kind[i]), kinds[i]), shown(by_kind[i], columns)});
  }
  return all;
}

namespace {

/// The command line without what its result does not depend on: where the program and the result
/// lie, and what was said meanwhile.
std::string command_of(const nlohmann::ordered_json& manifest) {
  const auto environment = manifest.value("environment", nlohmann::ordered_json::object());
  const auto words = environment.value("command_line", std::vector<std::string>());
  std::string command = "armistice";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--out" || word == "--threads") {
      ++i;
    } else if (!word.starts_with("--out=") && !word.starts_with("--threads=") &&
               word != "--force" && word != "--quiet" && word != "--resume" && word != "--json") {
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
