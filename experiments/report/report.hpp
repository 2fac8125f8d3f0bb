// What an experiment has to say, before anybody writes it: what was run, sentences and tables for
// people, tables for files, and data. Each experiment builds one; there is one writer for each
// format (printed.hpp, csv_table.hpp, report_data.hpp, markdown.hpp).
//
// A series is a table whose first columns are `month` and `date`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "experiments/report/table.hpp"

namespace armistice {

/// Lines of text. In print each is broken at blanks; what follows the first line is indented.
struct Paragraph {
  Text text;
  int indent = 0;          // of further lines
  int first = 0;           // of the first line
  bool apart = false;      // an empty line before it
  std::string label = {};  // stands before the text, which then begins at `indent`
};

/// A table among the lines.
struct PrintedTable {
  Table table;
  int indent = 0;
  bool apart = true;  // an empty line before it
};

using Block = std::variant<Paragraph, PrintedTable>;

/// What an experiment says, in the order in which it is read.
struct Report {
  /// What was run: the same for the same seed, whatever the machine. The manifest has it too.
  nlohmann::ordered_json run;
  /// What came out, as data.
  nlohmann::ordered_json findings;
  std::vector<Block> blocks;  // what is read
  std::vector<Table> tables;  // what is written into a folder
  bool of_trials = true;  // it says shares of trials: print and data add that they are no forecast
  bool of_the_model = false;  // it judges the model: print adds that this is not the world
  bool run_apart = false;     // data have `run` as an object of this name

  void paragraph(Text text, int indent = 0, bool apart = false);
  /// A line of a list, indented as a whole.
  void item(Text text, int indent = 2);
  /// A line of a list whose texts begin at one column, each after its label.
  void labelled(std::string label, Text text, int column, int first = 2);
  void table(Table table, int indent = 0, bool apart = true);
};

}  // namespace armistice
