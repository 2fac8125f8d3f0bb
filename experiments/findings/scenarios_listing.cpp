#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/findings/listings.hpp"
#include "experiments/findings/scenario_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

/// A critic's objection to the Plan lies in a folder of its own.
bool is_critic(const std::filesystem::path& file) {
  return file.parent_path().filename() == "critics";
}

/// Data have either a title or an error, in the order of the files.
void add_data(std::vector<Table>& tables, const char* about, Row row) {
  if (tables.empty() || tables.back().columns[2].name != about) {
    tables.push_back({.columns = {column("name"), column("kind"), column(about), column("file")}});
  }
  tables.back().rows.push_back(std::move(row));
}

/// What the only scenario that was asked for sets.
void add_settings_of(const std::filesystem::path& file, Report& report) {
  Provenance provenance;
  const Scenario scenario = read_scenario(file, {}, &provenance);
  Table settings = scenario_settings(scenario, provenance);
  report.findings["settings"] = data_of(settings);
  report.paragraph(say("What it sets, with what it extends ({}):", file.string()), 0, true);
  report.table(std::move(settings), 2, false);
}

}  // namespace

Report list_of_scenarios(const Passes& passes) {
  Report report;
  report.of_trials = false;
  Table print{
      .columns = {label_column({"name"}), label_column({"kind"}), label_column({"what it is"})}};
  bool critics = false;
  std::vector<std::filesystem::path> readable;
  for (const std::filesystem::path& file : shipped_scenarios()) {
    const std::string name = file.stem().string();
    const bool critic = is_critic(file);
    const char* const kind = critic ? "critic" : "scenario";
    if (!passes({name, kind}, "")) continue;
    critics = critics || critic;
    try {
      const Scenario scenario = read_scenario(file, {});
      readable.push_back(file);
      print.rows.push_back({name, kind, scenario.title});
      add_data(report.tables, "title", {name, kind, scenario.title, file.string()});
    } catch (const Error& error) {
      // A draft among them must not hide the rest.
      print.rows.push_back({name, kind, std::string("can't be read: ") + error.what()});
      add_data(report.tables, "error", {name, kind, error.what(), file.string()});
    }
  }
  const bool one = print.rows.size() == 1 && readable.size() == 1;
  report.table(std::move(print), 0, false);
  if (one) add_settings_of(readable.front(), report);
  if (critics) {
    report.paragraph(
        say("A critic is an objection to the Plan with its own parameters. It lies over the "
            "defaults, or over a scenario: armistice run peace_through_strength --with "
            "nato_provokes"),
        0, true);
  }
  return report;
}

}  // namespace armistice
