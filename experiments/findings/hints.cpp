#include "experiments/findings/hints.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "experiments/input/scenario_files.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/report/printed.hpp"

namespace armistice {
namespace {

constexpr std::string_view kEquals = " = ";  // of Scenario::set_here

}  // namespace

std::optional<std::string> typed_settings(const Scenario& scenario) {
  const std::string own = scenario_name(scenario.file);
  if (!scenario.name.starts_with(own)) return std::nullopt;
  std::string words;
  // What is laid over it is called after a plus, and what was set stands beside.
  std::string_view laid = std::string_view(scenario.name).substr(own.size());
  while (!laid.empty()) {
    const std::size_t end = std::min(laid.find('+', 1), laid.size());
    const std::string name(laid.substr(1, end - 1));
    if (!laid.starts_with('+') || !look_up(NamedFile::kScenario, name, "").why.empty()) {
      return std::nullopt;
    }
    words += " --with " + shell_path(name);
    laid.remove_prefix(end);
  }
  for (const std::string& set : scenario.set_here) {
    const std::size_t equals = set.find(kEquals);
    if (equals == std::string::npos) return std::nullopt;
    words +=
        " --set " + shell_word(set.substr(0, equals) + "=" + set.substr(equals + kEquals.size()));
  }
  return words;
}

void add_commands(Report& report, std::string_view label, const std::vector<Hint>& hints) {
  std::vector<std::string> lines;
  for (const Hint& hint : hints) {
    lines.push_back(hint.what.empty() ? hint.command
                                      : fmt::format("{} ({})", hint.command, hint.what));
  }
  const std::string all = fmt::format("{}: {}", label, fmt::join(lines, ", "));
  if (all.size() <= kLineWidth) {
    report.paragraph(say("{}", all));
    return;
  }
  // A line that is broken can't be typed as it stands.
  std::string before = fmt::format("{}: ", label);
  for (std::size_t i = 0; i < hints.size(); ++i) {
    const bool with_what = before.size() + lines[i].size() <= kLineWidth;
    const std::string& line = with_what ? lines[i] : hints[i].command;
    if (before.size() + line.size() > kLineWidth) continue;
    report.paragraph(say("{}", before + line));
    before = "and: ";
  }
}

std::string typed_run(const RunSettings& settings) {
  const RunSettings usual;
  std::string words;
  if (settings.seed != usual.seed) words += fmt::format(" --seed {}", settings.seed);
  if (settings.horizon_months != usual.horizon_months) {
    words += fmt::format(" --horizon {}", settings.horizon_months);
  }
  return words;
}

}  // namespace armistice
