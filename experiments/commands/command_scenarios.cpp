// armistice scenarios: those that come with the program.
#include "experiments/commands/catalogue.hpp"

namespace armistice {

const CommandEntry kScenariosCommand{.name = "scenarios",
                                     .group = "Look",
                                     .summary = "the scenarios that come with the program",
                                     .examples = R"(  armistice scenarios
  armistice scenarios critic)",
                                     .offer = [](CLI::App& command) {
                                       return catalogue_action(command, "NAME-OR-KIND",
                                                               list_of_scenarios);
                                     }};

}  // namespace armistice
