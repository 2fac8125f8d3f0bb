// armistice levers: what somebody can decide; also docs/levers.md.
#include "experiments/commands/catalogue.hpp"

namespace armistice {

const CommandEntry kLeversCommand{.name = "levers",
                                  .group = "Look",
                                  .summary = "what governments and institutions can decide",
                                  .examples = R"(  armistice levers economic
  armistice levers sanctions)",
                                  .offer = [](CLI::App& command) {
                                    return catalogue_action(command, "NAME-OR-GROUP",
                                                            list_of_levers, page_of_levers);
                                  }};

}  // namespace armistice
