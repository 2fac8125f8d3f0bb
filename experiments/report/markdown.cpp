#include "experiments/report/markdown.hpp"

#include <fmt/format.h>

#include <variant>
#include <vector>

#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

std::string markdown_of(const Paragraph& p) { return printed(p.text) + "\n"; }

std::string markdown_of(const PrintedTable& t) {
  TextTable text;
  for (const Column& c : t.table.columns) {
    text.align.push_back(c.align);
    text.header.push_back(fmt::format("{}", fmt::join(c.head, " ")));
  }
  for (const Row& row : t.table.rows) {
    std::vector<std::string>& cells = text.rows.emplace_back();
    for (const Cell& cell : row) cells.push_back(printed(cell));
  }
  return text.markdown();
}

}  // namespace

std::string markdown_of(const Report& report) {
  std::string text;
  for (const Block& block : report.blocks) {
    const bool apart = std::visit([](const auto& b) { return b.apart; }, block);
    if (apart && !text.empty()) text += "\n";
    text += std::visit([](const auto& b) { return markdown_of(b); }, block);
  }
  return text;
}

}  // namespace armistice
