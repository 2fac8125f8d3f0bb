// armistice report: results as one page that is read in a browser, printed and forwarded.
#include <fmt/format.h>

#include <system_error>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/page_file.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/exhibits/memo.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
  std::vector<fs::path> folders;
  fs::path out;
  bool force = false, quiet = false;
};

void offer(CLI::App& command, ReportOptions& report) {
  offer_folders(command, report.folders, "folders of results, in the order of the page");
  offer_text(command, "--out", "FILE", "write the page here",
             [&report](const std::string& typed) { report.out = typed; });
  command.add_flag("--force", report.force,
                   "replace a page that report wrote, if nobody edited it");
  command.add_flag("--quiet", report.quiet, "accepted without effect: a report shows no progress");
}

struct ReportStopped {};

void heed() {
  if (stop_requested()) throw ReportStopped();
}

/// Refuses before anything is read what could not be written, or would take something's place.
void check_place(const ReportOptions& options) {
  check_page_place("report", options.out, options.force);
  const fs::path folder = folder_of_page(options.out);
  for (const fs::path& read : options.folders) {
    std::error_code error;
    if (fs::equivalent(folder, read, error)) {
      refuse(
          fmt::format("report: --out {}: lies in a folder that it reads; expected a file "
                      "elsewhere",
                      options.out.string()));
    }
  }
}

/// The exhibits of a folder would stand on the page twice.
void refuse_one_folder_twice(const std::vector<fs::path>& folders) {
  std::error_code error;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!fs::equivalent(folders[i], folders[j], error) || error) continue;
      refuse(folders[i] == folders[j]
                 ? fmt::format("report: {} is given twice; expected each folder once",
                               folders[i].string())
                 : fmt::format("report: {} and {} are the same folder; expected it once",
                               folders[j].string(), folders[i].string()));
    }
  }
}

int run_command(const ReportOptions& options, const Session& session) {
  if (options.folders.empty()) refuse("report: expected the folders of results");
  if (options.out.empty()) refuse("report: expected --out FILE, such as --out memo.html");
  refuse_one_folder_twice(options.folders);
  check_place(options);
  try {
    std::vector<MemoPart> parts;
    for (const fs::path& folder : options.folders) {
      parts.push_back(memo_part(ResultFolder(folder, heed)));
      if (parts.back().exhibits.empty()) {
        throw Error(Fault::kInput,
                    fmt::format("armistice: report: {}: has no table that a page shows; of a sweep "
                                "a page shows the analysis",
                                folder.string()));
      }
      for (const std::string& change : parts.back().changes) {
        session.note(
            fmt::format("armistice: report: {}: {}; the page says so\n", folder.string(), change));
      }
      heed();
    }
    write_page(options.out, memo_page(parts));
    std::size_t exhibits = 0;
    for (const MemoPart& part : parts) exhibits += part.exhibits.size();
    session.result(fmt::format("{}: {} from {}\n", options.out.string(),
                               counted(static_cast<std::int64_t>(exhibits), "exhibit"),
                               counted(std::ssize(parts), "result")));
  } catch (const ReportStopped&) {
    session.note(
        fmt::format("armistice: report: stopped by {}; nothing was written\n", stop_reason()));
    return stop_status();
  }
  return 0;
}

}  // namespace

const CommandEntry kReportCommand{
    .name = "report",
    .group = "Explain",
    .summary = "results as one page with charts, for a browser or a printer",
    .examples = R"(  armistice report results/status_quo --out memo.html
  armistice report results/comparison results/attribution results/analysis --out memo.html

The page holds all that it needs: it opens from the disk, without a network. It reads folders that
run, compare, attribute, pivotal, search, analyse and validate wrote with --out.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
