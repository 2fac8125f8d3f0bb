// A table of a report, whoever reads it: columns with a name for programs and a head for people,
// rows of values. What a column means, with its unit, is declared in
// experiments/output/columns.def.
#pragma once

#include <string>
#include <vector>

#include "experiments/report/text.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {

struct Column {
  std::string name = {};               // in files; empty: not there
  std::string high = {};               // in files, the second column of an interval or error
  std::string data = {};               // in data; empty: not there
  std::vector<std::string> head = {};  // in print, line below line
  Align align = Align::kRight;
  bool optional = false;  // data leave it out where it is empty
};

/// A column that files and data call by one name; by two; one of files alone; an optional one of
/// data alone.
Column column(std::string name);
Column column(std::string name, std::string data);
Column file_column(std::string name);
Column data_column(std::string data);

/// `sampling_low,sampling_high`, in data `sampling_95`. Cells are Ends.
Column sampling_column();
/// `parameter_p05,parameter_p95`, in data `parameters_5_95`. Cells are SetRange.
Column range_column();

/// The columns of a printed table.
Column label_column(std::vector<std::string> head);
Column figure_column(std::vector<std::string> head);

using Row = std::vector<Cell>;

/// A row with fewer cells than columns is a heading within a printed table.
struct Table {
  std::string name = {};  // of its file without ".csv", and in data; empty: neither
  std::vector<Column> columns = {};
  std::vector<Row> rows = {};
};

/// Adds the rows of a table with the same columns; to an empty one all of it.
void append(Table& to, Table more);

}  // namespace armistice
