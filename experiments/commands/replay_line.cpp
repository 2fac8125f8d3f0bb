#include "experiments/commands/replay_line.hpp"

#include <fmt/format.h>

#include "experiments/input/shell_word.hpp"

namespace armistice {

std::string settings_for_replay(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    // What a search fixes is set in all that it runs.
    if (words[i] == "--fix" && i + 1 < words.size()) {
      text += " --set " + shell_word("levers." + words[i + 1]);
    } else if (words[i].starts_with("--fix=")) {
      text += " --set " + shell_word("levers." + words[i].substr(6));
    }
    for (const std::string option : {"--set", "--with"}) {
      if (words[i] == option && i + 1 < words.size()) {
        text += fmt::format(" {} {}", option, shell_word(words[i + 1]));
      } else if (words[i].starts_with(option + "=")) {
        text += " " + shell_word(words[i]);
      }
    }
  }
  return text;
}

}  // namespace armistice
