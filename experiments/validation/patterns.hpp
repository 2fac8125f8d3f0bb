// The patterns of docs/validation.md, by what they are about. Each function runs what it needs and
// gives its rows in the order of their numbers. Their targets and sources are in that page.
#pragma once

#include "experiments/validation/laboratory.hpp"
#include "experiments/validation/pattern.hpp"

namespace armistice {

Patterns patterns_of_the_war(Laboratory& laboratory);   // 1 to 8: the first months
Patterns patterns_of_learning(Laboratory& laboratory);  // 9 to 12, 19: beliefs, commitment
Patterns patterns_of_endings(Laboratory& laboratory);   // 13, 14, 20, 24, 26
Patterns patterns_of_peace(Laboratory& laboratory);     // 15 to 18
Patterns patterns_of_levers(Laboratory& laboratory);    // 21 to 23
Patterns patterns_of_votes(Laboratory& laboratory);     // 25
Patterns patterns_of_korea(Laboratory& laboratory);     // 27

/// All of them, by number.
Patterns all_patterns(Laboratory& laboratory);

/// What the headline shares become when a definition of the cease-fire is another.
struct DefinitionRow {
  std::string definition;                               // "wind_down.lull_intensity = 0.2"
  double negotiated, ceasefire, defeat, war, relapsed;  // shares of trials
};
std::vector<DefinitionRow> varied_definitions(Laboratory& laboratory);

}  // namespace armistice
