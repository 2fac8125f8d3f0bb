// armistice parameters: every number of the model; also docs/parameters.md.
#include <memory>

#include "experiments/commands/catalogue.hpp"

namespace armistice {
namespace {

Action offer(CLI::App& command) {
  const auto by_influence = std::make_shared<bool>(false);
  command.add_flag("--by-influence", *by_influence,
                   "those first that move the headline shares most");
  return catalogue_action(
      command, "NAME-OR-GROUP",
      [by_influence](const Passes& passes) {
        return *by_influence ? parameters_by_influence(passes) : list_of_parameters(passes);
      },
      [by_influence](const Passes& passes) {
        return *by_influence ? page_by_influence(passes) : page_of_parameters(passes);
      });
}

}  // namespace

const CommandEntry kParametersCommand{.name = "parameters",
                                      .group = "Look",
                                      .summary = "every number of the model, with unit and source",
                                      .examples = R"(  armistice parameters front
  armistice parameters putin.cannot_stop
  armistice parameters judgement --by-influence)",
                                      .offer = offer};

}  // namespace armistice
