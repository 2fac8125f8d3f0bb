#include "python/binding/command.hpp"

#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "experiments/commands/command_line.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/sweep_options.hpp"
#include "experiments/designs/design_data.hpp"
#include "experiments/output/manifest.hpp"
#include "python/binding/told_report.hpp"
#include "python/binding/waiting.hpp"

namespace armistice::python {
namespace {

namespace py = pybind11;

CommandLine parsed(const std::vector<std::string>& words) {
  std::vector<const char*> arguments{"armistice"};
  for (const std::string& word : words) arguments.push_back(word.c_str());
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

/// Commands under way share one stop flag. It is lowered when the first of them begins.
class UnderWay {
 public:
  UnderWay() {
    if (commands_.fetch_add(1) == 0) forget_stop();
  }
  ~UnderWay() { commands_.fetch_sub(1); }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;

 private:
  static inline std::atomic<int> commands_{0};
};

}  // namespace

py::dict command(const std::vector<std::string>& words, const py::object& listener) {
  const UnderWay under_way;
  std::string printed, notes;
  std::optional<Report> report;
  int status = 0;
  const auto work = [&](const Tell& tell) {
    const CommandLine line = parsed(words);
    Session session{.words = {"armistice"},
                    .result = [&](std::string_view text) { printed += text; },
                    .note = [&](std::string_view text) { notes += text; },
                    .progress = tell,
                    .report = [&](const Report& said) { report = said; }};
    session.words.insert(session.words.end(), words.begin(), words.end());
    status = line.action(session);
  };
  wait_for(
      work, [] { request_stop(SIGINT); }, listener);
  if (stop_requested()) throw_interrupted();
  py::dict all;
  all["printed"] = printed;
  all["notes"] = notes;
  all["status"] = status;
  all["report"] = report ? py::object(told(*report)) : py::none();
  return all;
}

std::string design_of(const std::vector<std::string>& words) {
  CLI::App app;
  SweepOptions options;
  offer_sweep(app, options);
  std::vector<std::string> from_the_end(words.rbegin(), words.rend());  // as CLI11 takes them
  try {
    app.parse(std::move(from_the_end));
  } catch (const CLI::ParseError& error) {
    refuse(error.what());
  }
  return json_text(design_data(plan_of(options).design));
}

}  // namespace armistice::python
