#include "experiments/validation/mechanisms.hpp"

#include <fmt/format.h>

#include "agents/interface/declarations.hpp"
#include "experiments/validation/figures.hpp"
#include "experiments/validation/kept_rows.hpp"

namespace armistice {
namespace {

MechanismRow difference(const std::string& scenario, std::string change, const Sample& with,
                        const Sample& base) {
  const auto of = [&](Share share) {
    return mean_difference(with.counts(share), base.counts(share));
  };
  return {scenario,
          std::move(change),
          of(Share::kNegotiatedAll),
          of(Share::kDeFactoAll),
          of(Share::kDefeatAll),
          of(Share::kContinuedWarAll),
          of(Share::kDurableAcceptablePeace),
          mean_difference(as_doubles(with.of(Result::relapsed)),
                          as_doubles(base.of(Result::relapsed)))};
}

MechanismRow shares_of(const std::string& scenario, const Sample& sample) {
  const auto of = [&](Share share) { return mean_of_values(sample.counts(share)); };
  return {scenario,
          "all of the full mechanisms",
          of(Share::kNegotiatedAll),
          of(Share::kDeFactoAll),
          of(Share::kDefeatAll),
          of(Share::kContinuedWarAll),
          of(Share::kDurableAcceptablePeace),
          mean_of_values(as_doubles(sample.of(Result::relapsed)))};
}

}  // namespace

std::vector<MechanismRow> single_mechanisms(Laboratory& laboratory) {
  std::vector<MechanismRow> rows;
  const int trials = laboratory.settings().trials;
  for (const std::string scenario : {"status_quo", "peace_through_strength"}) {
    const auto base = [&]() -> const Sample& {  // run at its first use
      return laboratory.run(Laboratory::scenario(scenario));
    };
    bring_in_a_stage(laboratory, rows.emplace_back(), [&] { return shares_of(scenario, base()); });
    const auto add = [&](const std::string& change, const Setting& setting) {
      bring_in_a_stage(laboratory, rows.emplace_back(), [&] {
        const Sample changed =
            laboratory.run_once(Laboratory::scenario(scenario, {setting}), trials, {});
        return difference(scenario, change, changed, base());
      });
    };
    for (const SwitchDeclaration& s : switch_declarations()) {
      if (s.standing == SwitchDefault::kCore) continue;
      const bool option = s.standing == SwitchDefault::kOption;
      add(fmt::format("{} {}", option ? "with" : "without", s.name),
          {fmt::format("switches.{}", s.name), option ? "true" : "false"});
    }
    add("relapse as a game", {"relapse", "game"});
    add("core", {"mechanisms", "core"});
  }
  return rows;
}

}  // namespace armistice
