#include "experiments/exhibits/headlines.hpp"

#include <algorithm>

#include "agents/interface/declarations.hpp"

namespace armistice {

std::string_view headline_word(Outcome outcome) {
  return codes_of(CodeList::outcome)[static_cast<std::size_t>(outcome)].word;
}

bool is_headline(const ResultRow& row, std::string_view column) {
  const std::span<const CodeDeclaration> headlines = codes_of(CodeList::outcome);
  return row["detail"] == "all" &&
         std::any_of(headlines.begin(), headlines.end(),
                     [&](const CodeDeclaration& code) { return code.word == row[column]; });
}

std::vector<RowGroup> headline_rows(const ResultFolder& result, const ResultTable& outcomes) {
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(outcomes)) {
    if (is_headline(row)) rows.push_back(row);
  }
  return grouped(rows, [&](const ResultRow& row) { return result.scenario_of(row); });
}

}  // namespace armistice
