#include "experiments/output/joint_tables.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "experiments/error.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kJoined[] = {"outcomes.csv", "by_date.csv", "timeline.csv",
                                        "actors.csv",   "costs.csv",   "vetoes.csv"};

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw Error(Fault::kInput, file.string() + ": can't be read");
  return text;
}

bool all_hold(std::span<const ScenarioFolder> folders, std::string_view name) {
  std::error_code error;
  return std::all_of(folders.begin(), folders.end(), [&](const ScenarioFolder& f) {
    return fs::is_regular_file(f.folder / name, error);
  });
}

}  // namespace

void write_joint_tables(OutputFolder& into, std::span<const ScenarioFolder> folders,
                        nlohmann::ordered_json run, const Environment& environment) {
  into.use(environment.csv);
  for (const std::string_view name : kJoined) {
    if (!all_hold(folders, name)) continue;
    std::vector<NamedTable> tables;
    for (const ScenarioFolder& f : folders) {
      tables.push_back({f.scenario.name, text_of(f.folder / name)});
    }
    OutputFile file(into.staged(name));
    file.write(joined("scenario", tables, environment.csv));  // in the format already
    file.close();
  }
  run["environment"] = {{"command_line", environment.command_line},
                        {"started", environment.started},
                        {"finished", environment.finished}};
  into.write("manifest.json", json_text(run));
  into.commit();
}

}  // namespace armistice
