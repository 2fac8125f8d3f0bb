// armistice parameters: every number of the model; also docs/parameters.md.
#include "experiments/commands/catalogue.hpp"

namespace armistice {

const CommandEntry kParametersCommand{
    .name = "parameters",
    .group = "Look",
    .summary = "every number of the model, with unit and source",
    .examples = R"(  armistice parameters front
  armistice parameters putin.cannot_stop)",
    .offer = [](CLI::App& command) {
      return catalogue_action(command, "NAME-OR-GROUP", list_of_parameters, page_of_parameters);
    }};

}  // namespace armistice
