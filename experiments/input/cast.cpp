#include "experiments/input/cast.hpp"

#include <algorithm>

#include "experiments/input/cast_columns.hpp"

namespace armistice {
namespace {

/// GDP of each bloc as a share of all donors'.
Eigen::VectorXd bloc_shares(const Cast& cast) {
  Eigen::VectorXd shares = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(cast.blocs.size()));
  for (Eigen::Index j = 0; j < cast.bloc.size(); ++j) shares[cast.bloc[j]] += cast.gdp_eur_bn[j];
  return shares / cast.gdp_eur_bn.sum();
}

void copy(const Eigen::ArrayXd& column, float* to) {
  for (Eigen::Index j = 0; j < column.size(); ++j) to[j] = static_cast<float>(column[j]);
}
void copy(const Eigen::ArrayXi& column, int* to) { std::copy(column.begin(), column.end(), to); }
void copy(const std::vector<bool>& column, bool* to) {
  std::copy(column.begin(), column.end(), to);
}

/// Each part as a share of the sum; all 0 if the sum is.
Eigen::ArrayXd shares_of(const Eigen::ArrayXd& parts) {
  const double sum = parts.sum();
  return sum > 0 ? Eigen::ArrayXd(parts / sum) : Eigen::ArrayXd::Zero(parts.size());
}

Eigen::ArrayXd as_numbers(const std::vector<bool>& flags) {
  Eigen::ArrayXd numbers(static_cast<Eigen::Index>(flags.size()));
  for (std::size_t j = 0; j < flags.size(); ++j) {
    numbers[static_cast<Eigen::Index>(j)] = flags[j] ? 1 : 0;
  }
  return numbers;
}

}  // namespace

Eigen::MatrixXd default_influence(const Cast& cast, double own) {
  const auto n = static_cast<Eigen::Index>(cast.blocs.size());
  const Eigen::MatrixXd everybody = Eigen::VectorXd::Ones(n) * bloc_shares(cast).transpose();
  return own * Eigen::MatrixXd::Identity(n, n) + (1 - own) * everybody;
}

CastTable table_of(const Cast& cast) {
  CastTable table{};
  table.donors = static_cast<int>(cast.donors.size());
  table.blocs = static_cast<int>(cast.blocs.size());
  table.patrons = static_cast<int>(cast.patrons.size());
  table.buyers = static_cast<int>(cast.buyers.size());

#define BLOC(name, ...) copy(cast.name, table.name);
#define FLAG(name, ...) copy(cast.name, table.name);
#define NUMBER(name, ...) copy(cast.name, table.name);
#include "agents/interface/donors.def"
#undef BLOC
#undef FLAG
#undef NUMBER
#define NUMBER(name, ...) copy(cast.patron_##name, table.patron_##name);
#include "agents/interface/patrons.def"
#undef NUMBER
#define NUMBER(name, ...) copy(cast.buyer_##name, table.buyer_##name);
#include "agents/interface/buyers.def"
#undef NUMBER

  Eigen::ArrayXd bloc_gdp(cast.gdp_eur_bn.size());
  const Eigen::VectorXd of_bloc = bloc_shares(cast) * cast.gdp_eur_bn.sum();
  for (Eigen::Index j = 0; j < bloc_gdp.size(); ++j) bloc_gdp[j] = of_bloc[cast.bloc[j]];
  copy(cast.european, table.reported_as_european);
  copy(shares_of(cast.gdp_eur_bn), table.gdp_share);
  copy(shares_of(cast.gdp_eur_bn * as_numbers(cast.eu_member)), table.eu_gdp_share);
  copy(cast.gdp_eur_bn / bloc_gdp, table.bloc_gdp_share);
  copy(shares_of(as_numbers(cast.parallel_guarantor)), table.parallel_share);
  for (Eigen::Index a = 0; a < cast.influence.rows(); ++a) {
    for (Eigen::Index b = 0; b < cast.influence.cols(); ++b) {
      table.influence[a][b] = static_cast<float>(cast.influence(a, b));
    }
  }
  return table;
}

namespace {

/// Edits with a date, the earliest first.
std::vector<const CastEdit*> dated_edits(const Cast& cast) {
  std::vector<const CastEdit*> dated;
  for (const CastEdit& edit : cast.edits) {
    if (edit.from) dated.push_back(&edit);
  }
  std::stable_sort(dated.begin(), dated.end(), [](const CastEdit* a, const CastEdit* b) {
    return months_between(*b->from, *a->from) < 0;
  });
  return dated;
}

void apply(const CastEdit& edit, Cast& cast) {
  const std::vector<Actor>& actors = actors_of(cast, edit.kind);
  std::size_t row = 0;
  while (actors[row].code != edit.code) ++row;
  find_cells(edit.kind, edit.column)->put(cast, row, edit.value);
}

}  // namespace

std::vector<Cast> casts_by_edit(const Cast& cast) {
  std::vector<Cast> casts = {cast};
  std::optional<CalendarMonth> month;
  for (const CastEdit* edit : dated_edits(cast)) {
    if (edit->from != month) casts.push_back(casts.back());
    month = edit->from;
    apply(*edit, casts.back());
  }
  return casts;
}

std::vector<CastChange> tables_by_month(const Cast& cast, CalendarMonth start) {
  Cast now = cast;
  std::vector<CastChange> changes = {{0, table_of(now)}};
  for (const CastEdit* edit : dated_edits(cast)) {
    apply(*edit, now);
    // What changed before the start is the state at the start.
    const int month = std::max(months_between(start, *edit->from), 0);
    if (changes.back().month != month) changes.push_back({month, {}});
    changes.back().cast = table_of(now);
  }
  return changes;
}

}  // namespace armistice
