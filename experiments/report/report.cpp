#include "experiments/report/report.hpp"

#include <utility>

namespace armistice {

void Report::paragraph(Text text, int indent, bool apart) {
  blocks.emplace_back(Paragraph{.text = std::move(text), .indent = indent, .apart = apart});
}

void Report::item(Text text, int indent) {
  blocks.emplace_back(Paragraph{.text = std::move(text), .indent = indent + 2, .first = indent});
}

void Report::labelled(std::string label, Text text, int column, int first) {
  blocks.emplace_back(Paragraph{
      .text = std::move(text), .indent = column, .first = first, .label = std::move(label)});
}

void Report::table(Table table, int indent, bool apart) {
  blocks.emplace_back(PrintedTable{std::move(table), indent, apart});
}

}  // namespace armistice
