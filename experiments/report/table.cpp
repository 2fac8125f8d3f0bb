#include "experiments/report/table.hpp"

#include <utility>

namespace armistice {

Column column(std::string name) { return {.name = name, .data = name}; }

Column column(std::string name, std::string data) {
  return {.name = std::move(name), .data = std::move(data)};
}

Column file_column(std::string name) { return {.name = std::move(name)}; }

Column data_column(std::string data) { return {.data = std::move(data), .optional = true}; }

Column sampling_column() {
  return {.name = "sampling_low", .high = "sampling_high", .data = "sampling_95"};
}

Column range_column() {
  return {.name = "parameter_p05", .high = "parameter_p95", .data = "parameters_5_95"};
}

Column label_column(std::vector<std::string> head) {
  return {.head = std::move(head), .align = Align::kLeft};
}

Column figure_column(std::vector<std::string> head) { return {.head = std::move(head)}; }

void append(Table& to, Table more) {
  if (to.columns.empty()) {
    to = std::move(more);
    return;
  }
  for (Row& row : more.rows) to.rows.push_back(std::move(row));
}

}  // namespace armistice
