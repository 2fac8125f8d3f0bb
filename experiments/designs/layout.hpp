// The layout of the rows of a table of points: independent points, base samples of a pick-freeze
// design, or Morris's trajectories. A user's own file may have any of these layouts.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/designs/design.hpp"
#include "experiments/designs/trajectories.hpp"

namespace armistice {

/// Whether Sobol' indices can be had: a Saltelli design, or a table with the layout of one.
bool is_pick_freeze(const Design& design);

/// Whether elementary effects can be had: a Morris design, or a table with the layout of one.
bool is_trajectories(const Design& design);

/// A row of a base sample that is its row `mostly`, but with one unit from its row `one`. Rows
/// count from 0 in each base sample.
struct MixedRow {
  std::int64_t row;
  std::size_t unit;
  std::int64_t mostly, one;
};

/// How many rows a base sample has, and which of them are mixed, in a pick-freeze layout.
std::int64_t rows_of_sample(std::size_t units, bool second_order);
std::vector<MixedRow> mixed_rows(Layout layout, std::size_t units, bool second_order);

/// Says where a pick-freeze table has the row that DesignPoints has at `row`. Our order is A, B,
/// each A with one unit from B and, with second order, each B with one unit from A. SALib's order
/// has B at the end of each base sample.
std::int64_t place_of(const Design& design, std::int64_t row);

/// Returns the step to each row that begins no trajectory, in their order. `values` are those of
/// all points, [point][factor]; words count by their numbers. In a table a step is measured as a
/// part of the way from the least value of the column to the greatest.
std::vector<MorrisStep> steps_of(const Design& design, std::span<const double> values);

/// What the rows of a table are.
struct TableLayout {
  Layout layout = Layout::kIndependent;
  bool second_order = false;
  std::vector<std::vector<std::size_t>> units{};  // factors that move as one, in the order of rows
};

/// Takes rows one after another and then tells their layout. Keeps the rows of one base sample in
/// memory.
class LayoutSearch {
 public:
  /// `names` of the factors are for messages; `only` is a layout that the user says the table has.
  LayoutSearch(std::vector<std::string> names, std::int64_t rows, std::optional<Layout> only = {});

  void take(std::span<const double> row);

  /// The layout, to be asked for after all rows. Base samples or trajectories are found only under
  /// three conditions: every row fits, at least two of them differ, and the rows are not a list of
  /// all combinations of the factors' values. Otherwise the rows are independent. A layout that the
  /// user names must only fit: throws Error(kInput) with the first point that does not.
  TableLayout found() const;

 private:
  struct Candidate {
    Layout layout;
    bool second_order;
    std::size_t units;                     // fewer than factors: some have several
    std::int64_t rows;                     // of a base sample or trajectory
    std::vector<std::size_t> unit_of;      // by factor; kUnknown until a row tells
    std::vector<std::vector<bool>> never;  // [unit][factor]: some row says that it is not in it
    std::vector<MixedRow> mixed{};         // of a pick-freeze layout
    bool varied = false;                   // not all base samples are the same
    std::int64_t flaw = -1;                // the first point that does not fit, and why
    std::string why{};
  };
  static constexpr std::size_t kUnknown = ~std::size_t{0};

  std::size_t factors() const { return names_.size(); }
  const double* row(std::int64_t id) const;
  void add(Layout layout, bool second_order, std::size_t units);
  void check(Candidate& candidate, std::int64_t first) const;
  void check_mixed(Candidate& candidate, std::int64_t first, const MixedRow& mixed) const;
  void check_trajectory(Candidate& candidate, std::int64_t first) const;
  void count(std::span<const double> row);
  bool is_crossed() const;
  std::vector<std::size_t> completed(const Candidate& candidate) const;
  bool fits(const Candidate& candidate) const;
  [[noreturn]] void refuse() const;

  std::vector<std::string> names_;
  std::int64_t rows_, taken_ = 0, kept_ = 1;
  std::optional<Layout> only_;
  std::vector<Candidate> candidates_;
  std::vector<double> memory_;                                // of the last `kept_` rows, in a ring
  std::vector<double> first_;                                 // point 0
  std::map<std::vector<double>, std::int64_t> combinations_;  // of values, as long as they are few
  bool counted_ = true;
};

}  // namespace armistice
