#include "experiments/engine/structural_run.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>

#include "experiments/engine/nested_run.hpp"
#include "experiments/input/form_words.hpp"

namespace armistice {
namespace {

/// A structural choice: its words, and how it is made.
struct StructuralChoice {
  std::string_view name;
  std::span<const std::string_view> words;
  void (*choose)(Structure&, int);
};

constexpr StructuralChoice kChoices[] = {
    {"rule", kRuleWords, [](Structure& s, int i) { s.rule = static_cast<Rule>(i); }},
    {"war", kWarWords, [](Structure& s, int i) { s.war = static_cast<WarForm>(i); }},
    {"attrition", kAttritionWords,
     [](Structure& s, int i) { s.attrition = static_cast<AttritionLaw>(i); }},
    {"commitment", kCommitmentWords,
     [](Structure& s, int i) { s.commitment = static_cast<CommitmentForm>(i); }},
    {"relapse", kRelapseWords,
     [](Structure& s, int i) { s.relapse = static_cast<RelapseForm>(i); }},
};
constexpr std::size_t kChoiceCount = std::size(kChoices);

/// The option of each choice in a structure, counted from 0.
std::array<int, kChoiceCount> options_of(int structure) {
  std::array<int, kChoiceCount> options{};
  for (std::size_t c = 0; c < kChoiceCount; ++c) {
    const auto count = static_cast<int>(kChoices[c].words.size());
    options[c] = structure % count;
    structure /= count;
  }
  return options;
}

/// The structure of a set. A stride that shares no factor with their number visits each once in a
/// round, and mixes the choices within it.
int structure_of(std::uint32_t set) {
  constexpr std::uint64_t kStride = 45;
  return static_cast<int>(set * kStride % static_cast<std::uint64_t>(structures()));
}

}  // namespace

int structures() {
  std::size_t all = 1;
  for (const StructuralChoice& choice : kChoices) all *= choice.words.size();
  return static_cast<int>(all);
}

Scenario with_structure_of(const Scenario& scenario, std::uint32_t set) {
  Scenario drawn = scenario;
  const auto options = options_of(structure_of(set));
  for (std::size_t c = 0; c < kChoiceCount; ++c) kChoices[c].choose(drawn.structure, options[c]);
  return drawn;
}

StructuralSample run_structural(const Scenario& scenario, std::uint64_t seed, int horizon_months,
                                Processor& processor, int sets,
                                const std::function<void(const NestedSample&)>& done,
                                const std::atomic<bool>* stop) {
  std::vector<std::unique_ptr<const BatchContext>> contexts;  // of the sets of a round
  for (int set = 0; set < std::min(sets, structures()); ++set) {
    contexts.push_back(std::make_unique<const BatchContext>(
        with_structure_of(scenario, static_cast<std::uint32_t>(set)), seed, horizon_months));
  }
  StructuralSample sample;
  for (const StructuralChoice& choice : kChoices) {
    for (const std::string_view word : choice.words) {
      sample.options.push_back({.choice = choice.name, .option = word});
    }
  }
  if (sets == 0) return sample;
  const auto context_of = [&contexts](std::uint32_t set) -> const BatchContext& {
    return *contexts[set % contexts.size()];
  };
  const auto count = [&sample](std::uint32_t set, const std::array<int, kShares>& had) {
    const auto options = options_of(structure_of(set));
    std::size_t first = 0;
    for (std::size_t c = 0; c < kChoiceCount; ++c) {
      StructuralOption& of = sample.options[first + static_cast<std::size_t>(options[c])];
      of.trials += kReplicates;
      for (std::size_t s = 0; s < had.size(); ++s) of.counts[s] += had[s];
      first += kChoices[c].words.size();
    }
  };
  sample.nested = run_nested(context_of, horizon_months, processor, sets, done, stop, {}, count);
  return sample;
}

}  // namespace armistice
