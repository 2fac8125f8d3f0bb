#include "experiments/input/relations.hpp"

#include <fmt/format.h>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

/// "is 3", "can be drawn as 3".
std::string standing(const Distribution& d, double x) {
  const auto [low, high] = support_of(d);
  return fmt::format("{} {}", low == high ? "is" : "can be drawn as", x);
}

std::string message_of(const RelationDeclaration& relation, const Distribution& first,
                       const Distribution& second) {
  const auto declarations = parameter_declarations();
  const auto name = [&](int row) {
    return setting_name(declarations[static_cast<std::size_t>(row)]);
  };
  const std::string one = name(relation.first), other = name(relation.second);
  const double high = support_of(first).high;
  if (relation.together) {
    const double with = support_of(second).high;
    return fmt::format(
        "{} {} and {} {}, which is more than {} together; expected {} of the first at most, or {} "
        "of the second",
        one, standing(first, high), other, standing(second, with), relation.most,
        relation.most - with, relation.most - high);
  }
  const double low = support_of(second).low;
  const std::string apart =
      relation.gap > 0 ? fmt::format("less than {} above", relation.gap) : "below";
  const std::string wrong = fmt::format("{} {}, {} {}, which {}", other, standing(second, low),
                                        apart, one, standing(first, high));
  // Two values would do: each is told if its own bounds admit it.
  const double least = high + relation.gap, most = low - relation.gap;
  const bool raised = least <= declarations[static_cast<std::size_t>(relation.second)].high;
  const bool lowered = most >= declarations[static_cast<std::size_t>(relation.first)].low;
  if (raised && lowered) {
    return fmt::format("{}; expected {} or more, or {} of {} at most", wrong, least, most, one);
  }
  return raised ? fmt::format("{}; expected {} or more", wrong, least)
                : fmt::format("{}; expected {} of {} at most", wrong, most, one);
}

}  // namespace

std::optional<BrokenRelation> broken_relation(std::span<const Distribution> parameters) {
  // Sums of decimal fractions are not exact.
  constexpr double kRounding = 1e-9;
  for (const RelationDeclaration& relation : relation_declarations()) {
    const Distribution& first = parameters[static_cast<std::size_t>(relation.first)];
    const Distribution& second = parameters[static_cast<std::size_t>(relation.second)];
    const double excess = relation.together
                              ? support_of(first).high + support_of(second).high - relation.most
                              : support_of(first).high + relation.gap - support_of(second).low;
    if (excess <= kRounding) continue;
    return BrokenRelation{relation.first, relation.second, message_of(relation, first, second)};
  }
  return std::nullopt;
}

}  // namespace armistice
