#include "experiments/sweep/table_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "experiments/designs/cells.hpp"
#include "experiments/designs/layout.hpp"
#include "experiments/error.hpp"
#include "experiments/input/relations.hpp"
#include "experiments/sweep/setting_target.hpp"

namespace armistice {
namespace {

constexpr int kRows = 1024;  // at a time

/// Calls `take` with the first row and the number of rows of each piece of the table.
template <class Take>
void for_each_piece(std::int64_t rows, const Take& take) {
  for (std::int64_t first = 0; first < rows; first += kRows) {
    take(first, static_cast<int>(std::min<std::int64_t>(kRows, rows - first)));
  }
}

[[noreturn]] void fail(const Factor& factor, const std::string& message) {
  throw Error(Fault::kInput, fmt::format("{}: {}", factor.name, message));
}

/// A column has words, or a least and a greatest number, since valid numbers form a range.
class Column {
 public:
  Column(const SweepPlan& plan, std::size_t place)
      : plan_(plan), factor_(plan.design.factors[place]), target_(plan.targets[place]) {
    words_ = has_words(plan, factor_.name, target_);
  }

  void check(const std::string& cell) {
    if (words_) {
      check_word(cell);
    } else {
      check_number(cell);
    }
  }

  std::vector<std::string> words() const { return seen_; }

 private:
  void check_word(const std::string& cell) {
    const std::string word = word_in(cell, is_flag(factor_.name));
    if (std::find(seen_.begin(), seen_.end(), word) != seen_.end()) return;
    with_setting(plan_, factor_.name, word);
    seen_.push_back(word);
  }

  void check_number(const std::string& cell) {
    const auto x = number_in(cell);
    if (!x) {
      const bool comma = cell.find(',') != std::string::npos;
      fail(factor_, fmt::format("\"{}\" is not a number{}", cell,
                                comma ? "; expected a decimal point, such as 0.5" : ""));
    }
    if (is_zero_or_one(target_) && *x != 0 && *x != 1) {
      fail(factor_, fmt::format("is {}; expected 0 or 1", cell));
    }
    if (*x >= low_ && *x <= high_) return;
    with_setting(plan_, factor_.name, fmt::format("{}", *x));
    low_ = std::min(low_, *x);
    high_ = std::max(high_, *x);
  }

  const SweepPlan& plan_;
  const Factor& factor_;
  SweptFactor target_;
  bool words_;
  std::vector<std::string> seen_;
  double low_ = std::numeric_limits<double>::infinity(), high_ = -low_;
};

[[noreturn]] void fail_at_point(const SweepPlan& plan, std::int64_t point,
                                const std::string& message) {
  throw Error(Fault::kInput,
              fmt::format("{}: point {}: {}", plan.table_file.string(), point, message));
}

/// Refuses a row whose values do not fit each other or the rest of the scenario.
class RelationsOfRows {
 public:
  explicit RelationsOfRows(const SweepPlan& plan)
      : plan_(plan), parameters_(plan.scenario.parameters) {}

  void check(std::int64_t point, std::span<const double> values) {
    bool any = false;
    for (std::size_t f = 0; f < values.size(); ++f) {
      if (plan_.targets[f].target != FactorTarget::kParameter) continue;
      parameters_[static_cast<std::size_t>(plan_.targets[f].row)] = fixed_value(values[f]);
      any = true;
    }
    if (!any) return;
    if (const auto broken = broken_relation(parameters_)) {
      fail_at_point(plan_, point, broken->message);
    }
  }

 private:
  const SweepPlan& plan_;
  std::vector<Distribution> parameters_;
};

void check_relations(const SweepPlan& plan) {
  RelationsOfRows relations(plan);
  const std::size_t width = plan.design.factors.size();
  for_each_piece(plan.table->rows(), [&](std::int64_t first, int count) {
    const std::vector<double> values = point_values(plan, nullptr, first, count);
    for (std::int64_t i = 0; i < count; ++i) {
      const auto from = static_cast<std::size_t>(i) * width;
      relations.check(first + i, std::span(values).subspan(from, width));
    }
  });
}

void check_cells(SweepPlan& plan) {
  const DesignTable& table = *plan.table;
  std::vector<Column> columns;
  for (std::size_t f = 0; f < table.names().size(); ++f) columns.emplace_back(plan, f);
  for_each_piece(table.rows(), [&](std::int64_t first, int count) {
    const auto rows = table.cells(first, count);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t f = 0; f < columns.size(); ++f) {
        try {
          columns[f].check(rows[i][f]);
        } catch (const Error& error) {
          fail_at_point(plan, first + static_cast<std::int64_t>(i), error.what());
        }
      }
    }
  });
  std::vector<std::vector<std::string>> words;
  for (const Column& column : columns) words.push_back(column.words());
  for (std::size_t f = 0; f < words.size(); ++f) {
    Factor& factor = plan.design.factors[f];
    if (!words[f].empty()) factor = factor_of_words(factor.name, std::move(words[f]));
  }
}

void find_layout(SweepPlan& plan, std::optional<Layout> said) {
  Design& design = plan.design;
  LayoutSearch search(plan.table->names(), plan.table->rows(), said);
  for_each_piece(plan.table->rows(), [&](std::int64_t first, int count) {
    const std::vector<double> values = point_values(plan, nullptr, first, count);
    const std::size_t width = design.factors.size();
    for (std::size_t i = 0; i < values.size(); i += width) {
      search.take(std::span(values).subspan(i, width));
    }
  });
  const TableLayout found = search.found();
  design.layout = found.layout;
  design.second_order = found.second_order;
  if (found.units.empty()) return;
  design.units.clear();
  for (const std::vector<std::size_t>& factors : found.units) {
    std::string name;
    for (const std::size_t f : factors) name += (name.empty() ? "" : "+") + design.factors[f].name;
    design.units.push_back({name, factors, 0});
  }
}

}  // namespace

void take_table(SweepPlan& plan, const CsvSource& source, std::optional<Layout> layout) {
  plan.table = std::make_shared<const DesignTable>(source);
  plan.table_file = source.file;
  plan.design.kind = DesignKind::kTable;
  plan.design.samples = plan.table->rows();
  for (const std::string& name : plan.table->names()) {
    const std::string typed = fmt::format("{} ({})", name, source.file.string());
    const auto target = target_of(plan, name);
    if (!target) refuse_name(plan, typed, name);
    add_to(plan, typed, {.name = name}, *target, true);
  }
  check_cells(plan);
  check_relations(plan);
  find_layout(plan, layout);
}

}  // namespace armistice
