#include "experiments/input/typed_settings.hpp"

#include <optional>

#include "experiments/input/shell_word.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {

std::string typed_again(std::span<const Setting> settings) {
  std::string words;
  for (const Setting& s : settings) {
    // --with is kept as a setting whose value is a text of TOML.
    std::optional<std::string> with;
    if (s.name == "with") with = read_toml_setting(s.name, s.value)["with"].value<std::string>();
    words += with ? " --with " + shell_path(*with) : " --set " + shell_word(s.name + "=" + s.value);
  }
  return words;
}

}  // namespace armistice
