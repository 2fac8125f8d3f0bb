// columns.csv: what each column of each table of a result means. Columns of results, factors and
// outcomes come from the declarations, the others from columns.def.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace armistice {

/// What is known of a column of a file.
struct ColumnMeaning {
  std::string kind, unit, words;
  std::string codes;  // "0 = neutral (neutral and demilitarised); ..."; empty if it has none
  std::string empty;  // when a cell is empty; empty if none is
};

/// Nothing in it if the column is declared nowhere.
ColumnMeaning meaning_of(std::string_view file, std::string_view column);

/// A table of a result.
struct FileColumns {
  std::string file;
  std::vector<std::string> columns;
};

/// `file,column,kind,unit,meaning,codes,empty`, a row for each column of each file.
std::string columns_csv(std::span<const FileColumns> files);

}  // namespace armistice
