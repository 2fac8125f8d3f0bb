#include "agents/interface/ranges.hpp"

#include <string_view>

#include "agents/interface/bounds.hpp"

namespace armistice {
namespace {

constexpr PossibleRange kShareRange{0, 1}, kPercentRange{0, 100};
constexpr PossibleRange kStanceRange{-1, 1.3};  // docs/model.md, 1.4
constexpr double kMostMonths = 240;
// Sums over months may be large and stay finite, whatever a scenario says within its bounds.
constexpr double kMostOfAnAmount = 1e18;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

PossibleRange range_of_unit(std::string_view unit) {
  if (contains(unit, "% of territory")) return kPercentRange;
  if (unit.starts_with("log strength") || unit.starts_with("utility")) {
    return {-kMostOfAnAmount, kMostOfAnAmount};
  }
  if (unit.starts_with("share") || unit == "index") return kShareRange;
  return {0, kMostOfAnAmount};
}

PossibleRange range_of(ResultKind kind, CodeList codes, std::string_view name,
                       std::string_view unit) {
  switch (kind) {
    case ResultKind::kMonth:
      return {1, kMostMonths};
    case ResultKind::kCode:
    case ResultKind::kWord:
      return {0, static_cast<double>(codes_of(codes).size()) - 1};
    case ResultKind::kFlag:
    case ResultKind::kShare:
      return kShareRange;
    case ResultKind::kActor:
      return {0, kMaxDonors};  // the United States comes after the donors
    case ResultKind::kCount:
      return {0, bounds::kLargest};
    case ResultKind::kIndex:
      return contains(name, "stance") ? kStanceRange : kShareRange;
    case ResultKind::kAmount:
      break;
  }
  return range_of_unit(unit);
}

}  // namespace

PossibleRange possible_range(const ResultDeclaration& result) {
  return range_of(result.kind, result.codes, result.name, result.unit);
}

PossibleRange possible_range(const DonorResultDeclaration& result) {
  return range_of(result.kind, CodeList::kNone, result.name, result.unit);
}

PossibleRange possible_range(const QuantityDeclaration& quantity) {
  return range_of_unit(quantity.unit);
}

}  // namespace armistice
