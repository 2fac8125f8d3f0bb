#include "experiments/input/posterior.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "agents/interface/declarations.hpp"

namespace armistice {

int Posterior::column_of(std::size_t parameter) const {
  return parameter < column_of_.size() ? column_of_[parameter] : -1;
}

double Posterior::mean_of(std::size_t parameter) const {
  const auto column = static_cast<std::size_t>(column_of(parameter));
  double sum = 0;
  for (const auto& row : table_->rows) sum += double{row[column]};
  return sum / static_cast<double>(table_->rows.size());
}

void Posterior::take(std::shared_ptr<const JointRows> table) {
  table_ = std::move(table);
  column_of_.assign(parameter_declarations().size(), -1);
  for (std::size_t c = 0; c < table_->parameters.size(); ++c) {
    column_of_[static_cast<std::size_t>(table_->parameters[c])] = static_cast<int>(c);
  }
}

void Posterior::release(std::size_t parameter) {
  if (empty()) return;
  column_of_[parameter] = -1;
  const bool left =
      std::any_of(column_of_.begin(), column_of_.end(), [](int column) { return column >= 0; });
  if (!left) *this = {};
}

std::string Posterior::words() const {
  return fmt::format("row of {} ({} rows)", table_->file.filename().string(), table_->rows.size());
}

std::string Posterior::digest() const {
  std::string text = table_->digest;
  for (const int column : column_of_) {
    if (column >= 0) text += fmt::format(" {}", column);
  }
  return text;
}

}  // namespace armistice
