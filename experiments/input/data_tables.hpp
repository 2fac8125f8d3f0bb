// Tables that the program holds, so that a report needs no other file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace armistice {

struct DataTable {
  const char *name, *text;  // the file's path from the project's root
};
/// cmake/data_tables.cmake makes the definition. The last has no name.
extern const DataTable kDataTables[];

/// The named columns of a table, row by row. Tables go by their file's name, without folders.
std::vector<std::vector<std::string>> columns_of(std::string_view table,
                                                 const std::vector<std::string>& names);

/// The number that a cell of one of them holds.
double number_of_data(const std::string& cell);

}  // namespace armistice
