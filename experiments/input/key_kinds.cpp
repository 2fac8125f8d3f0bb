#include "experiments/input/key_kinds.hpp"

#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

template <class Declarations>
bool declares(const Declarations& declarations, std::string_view name) {
  return std::any_of(declarations.begin(), declarations.end(),
                     [name](const auto& each) { return each.name == name; });
}

Takes of_column(std::string_view name) {
  for (const auto& columns : {donor_columns(), patron_columns(), buyer_columns()}) {
    for (const CastColumnDeclaration& column : columns) {
      if (column.name != name) continue;
      if (column.kind == CastColumnKind::kFlag) return Takes::kFlag;
      return column.kind == CastColumnKind::kNumber ? Takes::kNumber : Takes::kWord;
    }
  }
  return Takes::kWord;
}

bool is_event(std::string_view name) {
  const auto& all = parameter_declarations();
  return std::any_of(all.begin(), all.end(), [name](const ParameterDeclaration& p) {
    return p.draw == DefaultDraw::kBernoulli && setting_name(p) == name;
  });
}

}  // namespace

Takes takes(std::string_view name) {
  const std::string_view last = last_part(name);
  if (last == "distribution" || last == "when") return Takes::kWord;
  if (last == "from" || name == "start" || name.starts_with("events.")) return Takes::kMonth;
  if (name == "statuses_on_offer") return Takes::kNumber;
  if (last == "value" && last.size() < name.size()) {
    return takes(name.substr(0, name.size() - last.size() - 1));
  }
  const bool bare = last.size() == name.size();
  if (name.starts_with("switches.")) return Takes::kFlag;
  if (name.starts_with("levers.") || (bare && declares(lever_declarations(), last))) {
    const bool whole = last == "intensity" || declares(lever_declarations(), last);
    return whole ? Takes::kZeroOrOne : Takes::kNumber;
  }
  if (is_event(name)) return Takes::kZeroOrOne;
  for (const std::string_view table :
       {"parameters.", "initial.", "implementation.", "correlations."}) {
    if (name.starts_with(table)) return Takes::kNumber;
  }
  if (bare && last != "learning" && declares(switch_declarations(), last)) return Takes::kFlag;
  return of_column(last);
}

}  // namespace armistice
