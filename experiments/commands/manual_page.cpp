#include "experiments/commands/manual_page.hpp"

#include <fmt/format.h>

#include <string_view>

namespace armistice {
namespace {

/// Text in which nothing is a request of roff: a backslash, or a dot or quote that begins a line.
std::string plain(std::string_view text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    begins = c == '\n';
  }
  return out;
}

/// "--trials N", as it is typed.
std::string typed(const CLI::Option& option) {
  const std::string name = option.get_positional() && option.get_lnames().empty()
                               ? option.get_name(true)
                               : option.get_name(false, true);
  const std::string type = option.get_type_name();
  return option.get_items_expected_max() > 0 && !type.empty() ? name + " " + type : name;
}

std::string page_of(const CLI::App& command) {
  std::string page =
      fmt::format(".SS armistice {}\n{}\n", command.get_name(), plain(command.get_description()));
  for (const CLI::Option* option : command.get_options()) {
    page +=
        fmt::format(".TP\n.B {}\n{}\n", plain(typed(*option)), plain(option->get_description()));
  }
  const std::string footer = command.get_footer();
  if (!footer.empty()) page += fmt::format(".PP\n.nf\n{}\n.fi\n", plain(footer));
  return page;
}

}  // namespace

std::string manual_page(const CLI::App& app, std::string_view version, std::string_view closing) {
  std::string page = fmt::format(
      ".TH ARMISTICE 1 \"\" \"armistice {}\" \"User Commands\"\n"
      ".SH NAME\narmistice \\- {}\n"
      ".SH SYNOPSIS\n.B armistice\n.I COMMAND\n[\\fIOPTION\\fR ...]\n"
      ".SH COMMANDS\n",
      version, plain(app.get_description()));
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    page += page_of(*command);
  }
  page += fmt::format(
      ".SH ENVIRONMENT\n.TP\n.B ARMISTICE_LANES\n{}\n"
      ".SH NOTES\n.nf\n{}\n.fi\n",
      plain("scalar, sse2, avx2 or avx512: the instruction set that is used. It changes the speed, "
            "never a result."),
      plain(closing));
  return page;
}

}  // namespace armistice
