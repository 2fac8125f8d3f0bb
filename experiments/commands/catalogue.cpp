#include "experiments/commands/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/report/markdown.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {

namespace {

/// Small letters, and one sign for what people put between words.
std::string plain(std::string_view text) {
  std::string all;
  for (const char c : text) {
    const bool between = c == ' ' || c == '-' || c == '_';
    all += between ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return all;
}

bool is_match(std::string_view name, std::string_view wanted, Match match) {
  if (match == Match::kSame) return name == wanted;
  if (match == Match::kSameInAnyCase) return plain(name) == plain(wanted);
  return plain(name).find(plain(wanted)) != std::string::npos;
}

/// The words that names are made of: a part of a name lists all that have it.
std::set<std::string> words_of(const std::set<std::string, std::less<>>& names) {
  std::set<std::string> words;
  for (const std::string& name : names) {
    for (std::size_t begin = 0; begin < name.size();) {
      const std::size_t end = std::min(name.find_first_of("._ ", begin), name.size());
      constexpr std::size_t kShortest = 4;  // letters: of less every slip is near
      if (end - begin >= kShortest) words.insert(name.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return words;
}

/// Each entry begins with its name.
std::string names_in(const nlohmann::ordered_json& entries) {
  std::string names;
  for (const auto& entry : entries) names += entry.front().get<std::string>() + "\n";
  return names;
}

}  // namespace

bool CatalogueFilter::passes(std::initializer_list<std::string_view> names,
                             std::string_view class_of_entry) {
  for (const std::string_view name : names) names_.emplace(name);
  if (!class_of_entry.empty()) names_.emplace(class_of_entry);
  const bool of_class = match_ != Match::kPartOfIt && is_match(class_of_entry, wanted_, match_);
  const bool passed = wanted_.empty() || of_class ||
                      std::any_of(names.begin(), names.end(),
                                  [this](auto name) { return is_match(name, wanted_, match_); });
  any_ = any_ || passed;
  return passed;
}

void CatalogueFilter::check(std::string_view catalogue) const {
  if (any_ || wanted_.empty()) return;
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  std::string_view nearest = nearest_name(wanted_, names);
  const std::set<std::string> words = words_of(names_);
  if (nearest.empty()) {
    nearest = nearest_name(wanted_, std::vector<std::string_view>(words.begin(), words.end()));
  }
  std::string hint = nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest);
  // A setting of another catalogue, by its whole name.
  const std::string table = wanted_.substr(0, wanted_.find('.'));
  for (const std::string_view other : {"levers", "parameters"}) {
    if (table == other && wanted_.size() > table.size() + 1 && other != catalogue) {
      hint =
          fmt::format("; armistice {} {} shows it", other,
                      shell_word(other == "levers" ? wanted_.substr(table.size() + 1) : wanted_));
    }
  }
  throw Error(Fault::kInput,
              fmt::format("armistice: {}: there is no \"{}\"{}", catalogue, wanted_, hint));
}

Action catalogue_action(CLI::App& command, const char* filter, Catalogue list, Catalogue page) {
  const auto options = std::make_shared<CatalogueOptions>();
  command.add_option(filter, options->filter, "list only these")->type_name("");
  command.add_flag("--json", options->json, "print the list as JSON");
  command.add_flag("--names", options->names, "print the names alone, one on each line");
  if (page) {
    command.add_flag("--markdown", options->markdown, "print the page of the docs");
  }
  return [options, list, page, catalogue = command.get_name()](const Session& session) {
    const bool as_page = options->markdown && !options->json;
    CatalogueFilter chosen(options->filter);
    Report report;
    for (const Match match : {Match::kSame, Match::kSameInAnyCase, Match::kPartOfIt}) {
      if (chosen.passed_any()) break;
      chosen.look_for(match);
      report = (as_page ? page : list)(
          [&chosen](auto names, auto of_class) { return chosen.passes(names, of_class); });
    }
    chosen.check(catalogue);
    auto data = rows_data(report);
    if (data.size() == 1 && report.findings.is_object())
      data[0].update(report.findings);  // what is known of the only one
    session.result(options->json    ? json_text(data)
                   : options->names ? names_in(data)
                   : as_page        ? markdown_of(report)
                                    : printed(report));
    return 0;
  };
}

}  // namespace armistice
