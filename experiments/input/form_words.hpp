// The words of structural choices in scenarios, each at the place of its value in the enum: for the
// reader, and for those who list settings.
#pragma once

#include <span>
#include <string_view>

#include "agents/interface/structure.hpp"

namespace armistice {

inline constexpr std::string_view kRuleWords[] = {"quantal", "rational", "prospect", "equilibrium"};
inline constexpr std::string_view kAttritionWords[] = {"mixed", "square", "linear", "logarithmic"};
inline constexpr std::string_view kLearningWords[] = {"beta_forgetting", "beta_pure", "none"};
inline constexpr std::string_view kWarWords[] = {"hazard", "walk"};
inline constexpr std::string_view kCommitmentWords[] = {"belief", "threshold"};
inline constexpr std::string_view kRelapseWords[] = {"hazard", "game"};
inline constexpr std::string_view kMechanismsWords[] = {"core", "full"};

template <class Form>
constexpr std::string_view word_of(std::span<const std::string_view> words, Form form) {
  return words[static_cast<std::size_t>(form)];
}

}  // namespace armistice
