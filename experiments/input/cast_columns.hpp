// The columns of the cast one by one, for code that treats all alike: the reader, the digest, a
// scenario's edits, `armistice actors` and `check`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/input/cast.hpp"
#include "experiments/input/range.hpp"

namespace armistice {

/// A column of one kind of actor: its declaration, and its cells in a cast as numbers: a flag is 0
/// or 1, a bloc its place in `Cast::blocs`.
struct CastCells {
  CastColumnDeclaration declaration;
  double (*get)(const Cast& cast, std::size_t row);
  /// A row that is not there yet is added.
  void (*put)(Cast& cast, std::size_t row, double value);

  std::string_view name() const { return declaration.name; }
  Range range() const;
};

/// Returns the columns of "donor", "patron" or "buyer", in the order of their .def file; other
/// kinds have none.
std::span<const CastCells> cells_of(std::string_view kind);

/// The column of that name, or null.
const CastCells* find_cells(std::string_view kind, std::string_view column);

/// The actors of a kind that has columns, in the order of their rows.
const std::vector<Actor>& actors_of(const Cast& cast, std::string_view kind);

/// The kinds that have columns: donor, patron, buyer.
std::span<const std::string_view> kinds_with_columns();

/// "0.3", "true", "sceptics": what a table says in that cell.
std::string cell_text(const Cast& cast, const CastCells& cells, double value);

}  // namespace armistice
