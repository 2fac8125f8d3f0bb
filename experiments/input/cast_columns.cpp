#include "experiments/input/cast_columns.hpp"

#include <fmt/format.h>

namespace armistice {
namespace {

double at(const Eigen::ArrayXd& column, std::size_t row) {
  return column[static_cast<Eigen::Index>(row)];
}
double at(const Eigen::ArrayXi& column, std::size_t row) {
  return column[static_cast<Eigen::Index>(row)];
}
double at(const std::vector<bool>& column, std::size_t row) { return column[row] ? 1 : 0; }

template <class Numbers>
void put_number(Numbers& column, std::size_t row, double value) {
  const auto place = static_cast<Eigen::Index>(row);
  if (place >= column.size()) column.conservativeResize(place + 1);
  column[place] = static_cast<typename Numbers::Scalar>(value);
}
void put(Eigen::ArrayXd& column, std::size_t row, double value) { put_number(column, row, value); }
void put(Eigen::ArrayXi& column, std::size_t row, double value) { put_number(column, row, value); }
void put(std::vector<bool>& column, std::size_t row, double value) {
  if (row >= column.size()) column.resize(row + 1);
  column[row] = value != 0;
}

using Get = double (*)(const Cast&, std::size_t);
using Put = void (*)(Cast&, std::size_t, double);
struct Access {
  Get get;
  Put put;
};

#define ACCESS(member)                                                     \
  Access{[](const Cast& c, std::size_t row) { return at(c.member, row); }, \
         [](Cast& c, std::size_t row, double value) { put(c.member, row, value); }},

constexpr Access kDonorAccess[] = {
#define BLOC(name, ...) ACCESS(name)
#define FLAG(name, ...) ACCESS(name)
#define NUMBER(name, ...) ACCESS(name)
#include "agents/interface/donors.def"
#undef BLOC
#undef FLAG
#undef NUMBER
};
constexpr Access kPatronAccess[] = {
#define NUMBER(name, ...) ACCESS(patron_##name)
#include "agents/interface/patrons.def"
#undef NUMBER
};
constexpr Access kBuyerAccess[] = {
#define NUMBER(name, ...) ACCESS(buyer_##name)
#include "agents/interface/buyers.def"
#undef NUMBER
};
#undef ACCESS

std::vector<CastCells> joined(std::span<const CastColumnDeclaration> declared,
                              std::span<const Access> access) {
  std::vector<CastCells> all;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    all.push_back({declared[i], access[i].get, access[i].put});
  }
  return all;
}

}  // namespace

Range CastCells::range() const { return {.low = declaration.low, .high = declaration.high}; }

std::span<const CastCells> cells_of(std::string_view kind) {
  static const std::vector<CastCells> donors = joined(donor_columns(), kDonorAccess),
                                      patrons = joined(patron_columns(), kPatronAccess),
                                      buyers = joined(buyer_columns(), kBuyerAccess);
  if (kind == "donor") return donors;
  if (kind == "patron") return patrons;
  if (kind == "buyer") return buyers;
  return {};
}

const CastCells* find_cells(std::string_view kind, std::string_view column) {
  for (const CastCells& cells : cells_of(kind)) {
    if (cells.name() == column) return &cells;
  }
  return nullptr;
}

const std::vector<Actor>& actors_of(const Cast& cast, std::string_view kind) {
  if (kind == "donor") return cast.donors;
  return kind == "patron" ? cast.patrons : cast.buyers;
}

std::span<const std::string_view> kinds_with_columns() {
  static constexpr std::string_view kKinds[] = {"donor", "patron", "buyer"};
  return kKinds;
}

std::string cell_text(const Cast& cast, const CastCells& cells, double value) {
  switch (cells.declaration.kind) {
    case CastColumnKind::kBloc:
      return cast.blocs.at(static_cast<std::size_t>(value));
    case CastColumnKind::kFlag:
      return value != 0 ? "true" : "false";
    case CastColumnKind::kNumber:
      break;
  }
  return fmt::format("{}", value);
}

}  // namespace armistice
