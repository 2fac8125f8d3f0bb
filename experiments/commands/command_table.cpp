#include "experiments/commands/command.hpp"

namespace armistice {

std::span<const CommandEntry* const> command_entries() {
  static constexpr const CommandEntry* kEntries[] = {
#define COMMAND(name) &k##name##Command,
#include "experiments/commands/commands.def"
#undef COMMAND
  };
  return kEntries;
}

}  // namespace armistice
