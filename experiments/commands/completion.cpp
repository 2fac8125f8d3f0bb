#include "experiments/commands/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

namespace armistice {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return names;
}

/// Whether a word without an option is such a thing: "SCENARIO", "COMMAND".
bool takes(const CLI::App& command, std::string_view what) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() && option->get_name(true).starts_with(what)) return true;
  }
  return false;
}

bool takes_scenarios(const CLI::App& command) { return takes(command, "SCENARIO"); }

/// Whether it lists what has names: `parameters`, `levers`, `actors`, `scenarios`.
bool lists_names(const CLI::App& command) { return takes(command, "NAME"); }

/// What the first word after a command is one of, if the program alone decides that.
std::vector<std::string> choices_of(const CLI::App& app, const CLI::App& command) {
  if (takes(command, "COMMAND")) return names_of_commands(app);
  std::vector<std::string> shells;
  if (takes(command, "SHELL")) {
    for (const auto& [name, unused] : kShells) shells.emplace_back(name);
  }
  return shells;
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

/// "--trials"; those that take a value, or those that do not.
std::vector<std::string> names_of(const CLI::App& command, bool with_value) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    if (takes_value(*option) != with_value) continue;
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// An element of an array as zsh's _describe reads it: name, colon, meaning, in single quotes.
std::string described(const std::string& name, std::string_view meaning) {
  std::string words;
  for (const char c : meaning) {
    if (c == '\'') {
      words += "'\\''";
    } else if (c == ':') {
      words += "\\:";
    } else {
      words += c == '\n' ? ' ' : c;
    }
  }
  return fmt::format("    '{}:{}'\n", name, words);
}

constexpr std::string_view kBashHead = R"sh(# Completion of armistice for bash.
# To use it:  source <(armistice completion bash)
_armistice() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local options='' valued='' scenarios='' listed='' choices='' offered=''
  COMPREPLY=()
)sh";

constexpr std::string_view kBashTail = R"sh(  if [[ " $valued " == *" $before "* ]]; then
    # What follows an option that takes a value is a scenario, or else perhaps a file.
    [[ $before == --with ]] && offered=$("${COMP_WORDS[0]}" scenarios --names 2>/dev/null)
  elif [[ $word == -* ]]; then
    offered="$options $valued"
  elif [[ -n $scenarios ]]; then
    offered=$("${COMP_WORDS[0]}" scenarios --names 2>/dev/null)
  elif [[ -n $listed ]] && ((COMP_CWORD == 2)); then
    # A name is typed without the table that it stands in.
    offered=$("${COMP_WORDS[0]}" "${COMP_WORDS[1]}" --names 2>/dev/null | sort -u)
    offered=${offered//levers./}
    offered=${offered//parameters./}
  elif ((COMP_CWORD == 2)); then
    offered=$choices
  fi
  mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$word")
}
complete -o bashdefault -o default -F _armistice armistice
)sh";

std::string bash_script(const CLI::App& app) {
  const std::vector<std::string> names = names_of_commands(app);
  std::string cases;
  for (const CLI::App* command : commands_of(app)) {
    cases += fmt::format(
        "    {}) options='{}' valued='{}' scenarios={} listed={} choices='{}' ;;\n",
        command->get_name(), fmt::join(names_of(*command, false), " "),
        fmt::join(names_of(*command, true), " "), takes_scenarios(*command) ? "yes" : "",
        lists_names(*command) ? "yes" : "", fmt::join(choices_of(app, *command), " "));
  }
  return fmt::format(R"sh({}  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '{}' -- "$word")
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
{})sh",
                     kBashHead, fmt::join(names, " "), cases, kBashTail);
}

constexpr std::string_view kZshHead = R"sh(#compdef armistice
# Completion of armistice for zsh.
# To use it:  source <(armistice completion zsh)
_armistice() {
  local -a commands options scenarios names choices
  local takes_scenarios='' listed=''
  commands=(
)sh";

constexpr std::string_view kZshTail = R"sh(  esac
  if [[ ${words[CURRENT]} == -* ]]; then
    _describe -o option options
    return
  fi
  if [[ -n $takes_scenarios || ${words[CURRENT-1]} == --with ]]; then
    scenarios=(${(f)"$(${words[1]} scenarios --names 2>/dev/null)"})
    compadd -a scenarios
  fi
  if [[ -n $listed ]] && ((CURRENT == 3)); then
    # A name is typed without the table that it stands in.
    names=(${(fu)"$(${words[1]} ${words[2]} --names 2>/dev/null)"})
    names=(${${names#levers.}#parameters.})
    compadd -a names
    return
  fi
  if (($#choices)); then
    ((CURRENT == 3)) && compadd -a choices
    return
  fi
  _files
}
# A file of zsh's own folders is called as the function; one that is sourced has to be announced.
if [[ ${funcstack[1]} == _armistice ]]; then _armistice "$@"; else compdef _armistice armistice; fi
)sh";

std::string zsh_script(const CLI::App& app) {
  std::string commands, cases;
  for (const CLI::App* command : commands_of(app)) {
    commands += described(command->get_name(), command->get_description());
    cases += fmt::format(
        "    {})\n      takes_scenarios={}\n      listed={}\n      choices=({})\n      "
        "options=(\n",
        command->get_name(), takes_scenarios(*command) ? "yes" : "",
        lists_names(*command) ? "yes" : "", fmt::join(choices_of(app, *command), " "));
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        cases += described("--" + name, option->get_description());
      }
    }
    cases += "      ) ;;\n";
  }
  return fmt::format(R"sh({}{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  case ${{words[2]}} in
{}{})sh",
                     kZshHead, commands, cases, kZshTail);
}

}  // namespace

std::string completion_script(const CLI::App& app, Shell shell) {
  return shell == Shell::kBash ? bash_script(app) : zsh_script(app);
}

}  // namespace armistice
