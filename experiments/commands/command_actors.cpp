// armistice actors: who acts, with their attributes.
#include "experiments/commands/catalogue.hpp"

namespace armistice {

const CommandEntry kActorsCommand{.name = "actors",
                                  .group = "Look",
                                  .summary = "who acts, with their attributes",
                                  .examples = R"(  armistice actors
  armistice actors hungary
  armistice actors russia
  armistice actors donor)",
                                  .offer = [](CLI::App& command) {
                                    return catalogue_action(command, "NAME-OR-KIND",
                                                            list_of_actors);
                                  }};

}  // namespace armistice
