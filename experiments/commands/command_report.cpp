// armistice report: results as one page that is read in a browser, printed and forwarded.
#include <fmt/format.h>

#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/page_file.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/exhibits/chart_files.hpp"
#include "experiments/exhibits/memo.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/output/placed_file.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
  std::vector<fs::path> folders;
  fs::path out, pdf, svg;  // of these the ones that are wanted
  bool force = false, quiet = false;
};

void offer(CLI::App& command, ReportOptions& report) {
  offer_folders(command, report.folders, "folders of results, in the order of the page");
  offer_text(command, "--out", "FILE", "write the page here",
             [&report](const std::string& typed) { report.out = typed; });
  offer_text(command, "--svg", "DIR", "write the charts alone here, as SVG; needs Chromium",
             [&report](const std::string& typed) {
               report.svg = typed;
               if (!report.svg.has_filename()) report.svg = report.svg.parent_path();  // "figures/"
             });
  offer_text(command, "--pdf", "FILE", "print the page here; needs Chromium",
             [&report](const std::string& typed) { report.pdf = typed; });
  command.add_flag("--force", report.force, "replace what report wrote, if nobody edited it");
  command.add_flag("--quiet", report.quiet, "accepted without effect: a report shows no progress");
}

struct ReportStopped {};

void heed() {
  if (stop_requested()) throw ReportStopped();
}

/// Refuses a place for a new file or folder that has no folder around it, or lies in what is read.
void check_surroundings(const ReportOptions& options, const char* option, const fs::path& place) {
  std::error_code error;
  const fs::path folder = folder_of_page(place);
  if (!fs::is_directory(folder, error)) {
    refuse(fmt::format("report: {} {}: there is no folder {}", option, place.string(),
                       folder.string()));
  }
  for (const fs::path& read : options.folders) {
    if (fs::equivalent(folder, read, error) || fs::equivalent(place, read, error)) {
      refuse(
          fmt::format("report: {} {}: lies in a folder that it reads; expected a place elsewhere",
                      option, place.string()));
    }
  }
}

/// The charts in the folder, of which none may be somebody's, and which --force replaces.
std::vector<fs::path> charts_in_place(const ReportOptions& options) {
  std::vector<fs::path> charts;
  std::error_code error;
  if (!fs::exists(options.svg, error)) return charts;
  if (!fs::is_directory(options.svg, error)) {
    refuse(fmt::format("report: --svg {}: is no folder", options.svg.string()));
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(options.svg)) {
    if (!is_name_of_chart(entry.path().filename().string())) continue;
    const auto ours = [](std::string_view text) { return text.starts_with("<svg"); };
    check_taken({"report", "--svg", entry.path(), ours, is_unchanged_chart}, options.force);
    charts.push_back(entry.path());
  }
  return charts;
}

/// One file would be written over another.
void refuse_one_place_twice(const ReportOptions& options) {
  const auto place = [](const fs::path& path) { return fs::absolute(path).lexically_normal(); };
  const std::pair<const char*, fs::path> all[] = {
      {"--out", options.out}, {"--svg", options.svg}, {"--pdf", options.pdf}};
  for (const auto& [option, path] : all) {
    for (const auto& [other, taken] : all) {
      if (option == other || path.empty() || taken.empty() || place(path) != place(taken)) continue;
      refuse(fmt::format("report: {} and {} are the same place: {}", option, other, path.string()));
    }
  }
}

/// Refuses before anything is read what could not be written, or would take something's place.
void check_places(const ReportOptions& options) {
  if (!options.out.empty()) {
    check_surroundings(options, "--out", options.out);
    check_page_place("report", options.out, options.force);
  }
  if (!options.pdf.empty()) {
    check_surroundings(options, "--pdf", options.pdf);
    if (std::error_code error; fs::exists(fs::symlink_status(options.pdf, error))) {
      refuse(fmt::format("report: --pdf {}: is there already; give another --pdf",
                         options.pdf.string()));
    }
  }
  if (!options.svg.empty()) {
    check_surroundings(options, "--svg", options.svg);
    charts_in_place(options);
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

/// Puts the charts in place, and then removes charts of an earlier page that this one does not
/// have. Returns how many it removed.
std::size_t put_charts(const fs::path& folder, const std::vector<ChartFile>& charts,
                       const std::vector<fs::path>& earlier) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw Error(Fault::kOutput,
                fmt::format("{}: can't be made: {}", folder.string(), error.message()));
  }
  std::vector<PlacedFile> files;
  std::set<fs::path> places;
  for (const ChartFile& chart : charts) {
    places.insert(folder / chart.name);
    files.emplace_back(folder / chart.name).write(chart.text);
  }
  for (PlacedFile& file : files) file.put();
  std::size_t removed = 0;
  for (const fs::path& old : earlier) {
    if (!places.contains(old)) removed += fs::remove(old, error) ? 1 : 0;
  }
  return removed;
}

std::vector<MemoPart> parts_of(const ReportOptions& options, const Session& session) {
  std::vector<MemoPart> parts;
  for (const fs::path& folder : options.folders) {
    parts.push_back(memo_part(ResultFolder(folder, heed)));
    if (parts.back().exhibits.empty()) {
      throw Error(
          Fault::kInput,
          fmt::format("armistice: report: {}: has no table that a page shows{}", folder.string(),
                      parts.back().command == "sweep"
                          ? "; expected the folder of the sweep's analysis"
                          : ""));
    }
    for (const std::string& change : parts.back().changes) {
      session.note(
          fmt::format("armistice: report: {}: {}; the page says so\n", folder.string(), change));
    }
    heed();
  }
  return parts;
}

int run_command(const ReportOptions& options, const Session& session) {
  if (options.folders.empty()) refuse("report: expected the folders of results");
  if (options.out.empty() && options.svg.empty() && options.pdf.empty()) {
    refuse("report: expected --out FILE, such as --out memo.html; or --svg DIR, or --pdf FILE");
  }
  refuse_one_folder_twice(options.folders);
  refuse_one_place_twice(options);
  check_places(options);
  std::optional<Browser> browser;
  if (!options.svg.empty() || !options.pdf.empty()) browser.emplace(heed);
  try {
    const std::vector<MemoPart> parts = parts_of(options, session);
    const std::string page = memo_page(parts);
    std::size_t exhibits = 0;
    for (const MemoPart& part : parts) exhibits += part.exhibits.size();
    const auto say = [&](const fs::path& place, std::size_t count, std::string_view noun,
                         const std::string& more = "") {
      session.result(fmt::format("{}: {} from {}{}\n", place.string(),
                                 counted(static_cast<std::int64_t>(count), noun),
                                 counted(std::ssize(parts), "result"), more));
    };
    // Drawn before anything is put in place: a browser may fail.
    std::vector<ChartFile> charts;
    if (!options.svg.empty()) charts = chart_files(page, *browser);
    std::optional<PlacedFile> pdf;
    if (!options.pdf.empty()) print_page(page, *browser, pdf.emplace(options.pdf).path());

    if (!options.out.empty()) {
      write_page(options.out, page);
      say(options.out, exhibits, "exhibit");
    }
    if (!options.svg.empty()) {
      const std::size_t removed = put_charts(options.svg, charts, charts_in_place(options));
      say(options.svg, charts.size(), "chart",
          removed == 0 ? ""
                       : fmt::format("; {} of an earlier page removed",
                                     counted(static_cast<std::int64_t>(removed), "chart")));
    }
    if (pdf) {
      pdf->put_if_free();
      say(options.pdf, exhibits, "exhibit");
    }
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
  armistice report results/comparison --svg figures --pdf memo.pdf

The page holds all that it needs: it opens from the disk, without a network. It reads folders that
run, compare, attribute, pivotal, search, analyse and validate wrote with --out.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
