#include "experiments/input/data_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "experiments/error.hpp"
#include "experiments/input/csv_rows.hpp"

namespace armistice {

std::vector<std::vector<std::string>> columns_of(std::string_view table,
                                                 const std::vector<std::string>& names) {
  const DataTable* found = kDataTables;
  const auto file = [](const char* path) {
    return std::string_view(path).substr(std::string_view(path).rfind('/') + 1);
  };
  while (found->name != nullptr && file(found->name) != table) ++found;
  if (found->name == nullptr) {
    throw Error(Fault::kOurs, fmt::format("the program holds no table {}", table));
  }
  CsvRows rows({.file = found->name, .text = std::make_shared<const std::string>(found->text)});
  const std::vector<std::string> head = rows.next()->cells;
  std::vector<std::vector<std::string>> values;
  while (const auto row = rows.next()) {
    std::vector<std::string> cells;
    for (const std::string& name : names) {
      const auto place = std::find(head.begin(), head.end(), name) - head.begin();
      cells.push_back(row->cells.at(static_cast<std::size_t>(place)));
    }
    values.push_back(std::move(cells));
  }
  return values;
}

double number_of_data(const std::string& cell) {
  double x = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), x);
  return x;
}

}  // namespace armistice
