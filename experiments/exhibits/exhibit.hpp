// An exhibit: a finding in words, its chart, and the numbers behind it.
#pragma once

#include <string>
#include <vector>

#include "experiments/exhibits/result_folder.hpp"
#include "experiments/exhibits/shown_table.hpp"

namespace armistice {

struct Exhibit {
  std::string chart;    // name of a file in charts/; empty: the table is all of it
  std::string title;    // what it shows, in words, from the data
  std::string reading;  // how to read it
  ShownTable table;
};

/// Builds the exhibits of one kind. None if the result has no rows for it.
using BuildExhibits = std::vector<Exhibit> (*)(const ResultFolder&);

/// A line of the table of exhibits.
struct ExhibitKind {
  const char* name;
  const char* file;  // the table that it is made from
  BuildExhibits build;
};

#define EXHIBIT(name, file) std::vector<Exhibit> name(const ResultFolder& result);
#include "experiments/exhibits/exhibits.def"
#undef EXHIBIT

/// All that a result has, in the order of exhibits.def.
std::vector<Exhibit> exhibits_of(const ResultFolder& result);

}  // namespace armistice
