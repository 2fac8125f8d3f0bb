#include "experiments/commands/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/commands/completion.hpp"
#include "experiments/commands/manual_page.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr std::string_view kFooter = R"(Examples:
  armistice run status_quo
  armistice compare status_quo peace_through_strength
  armistice attribute peace_through_strength
  armistice check scenarios/mine.toml
  armistice help compare

A SCENARIO is a file, or the name of one that comes with the program (armistice scenarios).
Exit status: 0 done, 1 a fault of ours, 2 wrong input, 3 output can't be written,
75 stopped by SIGTERM or a time limit, 130 stopped by Ctrl-C.)";

/// Help of which no line is longer than those of a report.
class NarrowHelp : public CLI::Formatter {
  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string words = CLI::Formatter::make_option_desc(option);
    return wrapped(words, kLineWidth - get_column_width(), 0);
  }
};

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// CLI11 would say what was not expected, but not what is.
void refuse_leftovers(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining();
  if (left.empty()) return;
  const std::string name = left.front().substr(0, left.front().find('='));
  if (name.starts_with('-')) {
    const std::vector<std::string> names = option_names(app);
    refuse(fmt::format("{}: unknown option {}{}\n  options of {}: {}", app.get_name(), name,
                       did_you_mean(name, names), app.get_name(), fmt::join(names, " ")));
  }
  refuse(fmt::format("{}: unexpected \"{}\"; see armistice {} --help", app.get_name(), left.front(),
                     app.get_name()));
}

void refuse_unknown_command(const CLI::App& app, std::string_view typed) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), typed) != names.end()) return;
  if (!typed.starts_with('-')) {
    refuse(fmt::format("unknown command {}{}\n  commands: {}", typed, did_you_mean(typed, names),
                       fmt::join(names, " ")));
  }
  const std::vector<std::string> options = option_names(app);
  if (std::find(options.begin(), options.end(), typed) != options.end() || typed == "-h") return;
  refuse(fmt::format("unknown option {}{}\n  a command comes first: {}", typed,
                     did_you_mean(typed, options), fmt::join(names, " ")));
}

std::string version_line() { return fmt::format("armistice {}\n", kVersion); }

CommandLine show(std::string text) {
  return {[text = std::move(text)](const Session& session) {
    session.result(text);
    return 0;
  }};
}

std::string help_of(const CLI::App& app, const std::string& command) {
  refuse_unknown_command(app, command);
  return app.get_subcommand(command)->help("armistice");
}

/// What the commands `help`, `version`, `completion` and `manual` print comes from the table of all
/// commands.
struct Pages {
  std::string helped, shell;
};

void offer_pages(CLI::App& app, Pages& pages) {
  const auto page = [&app](const char* name, const char* summary) {
    return app.add_subcommand(name, summary)->group("Look")->allow_extras();
  };
  page("help", "say what a command does, and its options")
      ->add_option("COMMAND", pages.helped, "one of these commands")
      ->type_name("");
  page("version", "say which version this is");
  page("completion", "print the script by which a shell completes commands and options")
      ->footer(
          "Examples:\n  source <(armistice completion bash)\n"
          "  source <(armistice completion zsh)")
      ->add_option("SHELL", pages.shell, "bash or zsh")
      ->type_name("");
  page("manual", "print all of the help as a manual page")
      ->footer("Examples:\n  man <(armistice manual)");
}

/// The text of one of them; nothing for another command.
std::optional<std::string> page_of(const CLI::App& app, const std::string& name, const Pages& pages,
                                   const std::string& overview) {
  if (name == "help") return pages.helped.empty() ? overview : help_of(app, pages.helped);
  if (name == "version") return version_line();
  if (name == "manual") return manual_page(app, kVersion, kFooter);
  if (name != "completion") return std::nullopt;
  return completion_script(app, parse_word<Shell>("completion", pages.shell, kShells));
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  CLI::App app("How the war in Ukraine ends: an agent-based Monte Carlo model.", "armistice");
  app.set_version_flag("--version", version_line());
  app.footer(std::string(kFooter));
  app.require_subcommand(0, 1);
  app.formatter(std::make_shared<NarrowHelp>());  // of the commands too
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  std::vector<Action> actions;
  for (const CommandEntry* entry : command_entries()) {
    CLI::App* const command =
        app.add_subcommand(std::string(entry->name), std::string(entry->summary));
    command->group(std::string(entry->group));
    command->footer(fmt::format("Examples:\n{}", entry->examples));
    command->allow_extras();
    actions.push_back(entry->offer(*command));
  }
  Pages pages;
  offer_pages(app, pages);

  const std::string overview = app.help();  // once parsed, CLI11 shows that of the command instead
  if (argc < 2) return show(overview);
  refuse_unknown_command(app, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return show(chosen.empty() ? overview : chosen.front()->help("armistice"));
  } catch (const CLI::CallForVersion&) {
    return show(version_line());
  } catch (const CLI::ArgumentMismatch& error) {
    // CLI11 says "--trials: 1 required N missing", or how many there were.
    const std::string message = error.what();
    refuse(fmt::format("{}: expected one value", message.substr(0, message.find(':'))));
  } catch (const CLI::ParseError& error) {
    refuse(error.what());
  }

  const CLI::App* chosen = app.get_subcommands().front();
  refuse_leftovers(*chosen);
  if (auto page = page_of(app, chosen->get_name(), pages, overview)) return show(*std::move(page));
  const auto entries = command_entries();
  const auto entry = std::find_if(entries.begin(), entries.end(), [chosen](const CommandEntry* e) {
    return e->name == chosen->get_name();
  });
  return {actions[static_cast<std::size_t>(entry - entries.begin())], (*entry)->on_ranks};
}

}  // namespace armistice
