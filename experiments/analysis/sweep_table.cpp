#include "experiments/analysis/sweep_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>

#include "experiments/analysis/point_rows.hpp"
#include "experiments/analysis/sweep_layout.hpp"
#include "experiments/designs/cells.hpp"
#include "experiments/designs/design_data.hpp"
#include "experiments/designs/replicate_groups.hpp"
#include "experiments/error.hpp"
#include "experiments/input/shell_word.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
constexpr double kShareTolerance = 1e-9;  // that writing a share leaves

[[noreturn]] void refuse(const fs::path& path, const std::string& message) {
  throw Error(Fault::kInput, fmt::format("{}: {}", path.string(), message));
}

Json read_manifest(const fs::path& folder) {
  const fs::path path = folder / "manifest.json";
  std::error_code error;
  const bool is_file = fs::is_regular_file(path, error);
  std::ifstream stream;
  if (is_file) stream.open(path);
  if (!is_file && !fs::exists(folder, error)) {
    refuse(folder,
           fmt::format("there is no such folder; armistice sweep SCENARIO --out {} writes one",
                       shell_path(folder.string())));
  }
  if (!is_file || !stream) {
    refuse(folder, fs::exists(folder / ".armistice-work", error)
                       ? "holds unfinished work or a shard; --resume it, or merge all shards"
                       : "holds no result of a sweep: manifest.json can't be read");
  }
  Json manifest = Json::parse(stream, nullptr, false);
  if (!manifest.is_object() || manifest.value("command", "") != "sweep") {
    refuse(path, "is not of a sweep; analyse takes the folder that armistice sweep wrote");
  }
  return manifest;
}

double value_in(const PointRows& rows, const PointRows::Row& row, std::size_t column,
                const Factor& factor) {
  if (factor.words.empty()) {
    const double x = rows.number(row, column);
    if (std::isnan(x)) rows.refuse(row, fmt::format("has no value of {}", factor.name));
    return x;
  }
  const std::string word = word_in(row.cells[column], are_flags(factor.words));
  const auto at = std::lower_bound(factor.words.begin(), factor.words.end(), word);
  if (at == factor.words.end() || *at != word) {
    rows.refuse(row, fmt::format("{} has no level \"{}\"; expected {}", factor.name,
                                 row.cells[column], fmt::join(factor.words, ", ")));
  }
  return static_cast<double>(at - factor.words.begin());
}

/// [point][name]
Eigen::ArrayXXd read_columns(const fs::path& file, const std::vector<std::string>& names,
                             std::int64_t points, const std::atomic<bool>* stop) {
  const PointRows rows(file, points, stop);
  std::vector<std::size_t> columns;
  for (const std::string& name : names) columns.push_back(rows.column(name));
  Eigen::ArrayXXd values(points, static_cast<Eigen::Index>(names.size()));
  rows.for_each([&](const PointRows::Row& row) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      values(row.point, static_cast<Eigen::Index>(c)) = rows.number(row, columns[c]);
    }
  });
  return values;
}

/// The number that a hexadecimal digit, for each four replicates, stands for; -1 for other
/// characters.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The hexadecimal digits of a cell of replicates.csv: "x0800", of older sweeps "0800".
std::string_view mask_in(const PointRows& rows, const PointRows::Row& row, std::size_t column,
                         int replicates) {
  std::string_view mask = row.cells[column];
  if (mask.starts_with('x')) mask.remove_prefix(1);
  const auto digits = static_cast<std::size_t>(replicates + 3) / 4;
  const bool good = mask.size() == digits && std::all_of(mask.begin(), mask.end(), [](char c) {
                      return digit_value(c) >= 0;
                    });
  if (!good && !mask.empty()) {
    rows.refuse(row, fmt::format("\"{}\" is not {} hexadecimal digits; a program that took them "
                                 "for a number may have changed them",
                                 row.cells[column], digits));
  }
  return mask;
}

/// [point][group]: of the replicates of a group, how many had an outcome.
Eigen::ArrayXXd read_shares_of_groups(const fs::path& file, const std::string& name,
                                      const Response& response, const std::atomic<bool>* stop) {
  const PointRows rows(file, response.points(), stop);
  const std::size_t column = rows.column(name);
  const int replicates = response.replicates;
  Eigen::ArrayXXd shares = Eigen::ArrayXXd::Zero(
      response.points(), static_cast<Eigen::Index>(response.group_sizes.size()));
  rows.for_each([&](const PointRows::Row& row) {
    const std::string_view mask = mask_in(rows, row, column, replicates);
    if (mask.empty()) {
      shares.row(row.point) = std::numeric_limits<double>::quiet_NaN();
      return;
    }
    int count = 0;
    for (int r = 0; r < replicates; ++r) {
      const int digit = digit_value(mask[static_cast<std::size_t>(r / 4)]);
      if ((digit & 8 >> r % 4) == 0) continue;
      const int group = group_of_replicate(r, replicates);
      shares(row.point, group) += 1.0 / response.group_sizes[static_cast<std::size_t>(group)];
      ++count;
    }
    const double mean = response.mean[row.point], share = double(count) / replicates;
    if (std::isnan(mean) || std::abs(mean - share) > kShareTolerance) {
      rows.refuse(row,
                  fmt::format("{} of {} replicates had the outcome, but results.csv has {}", count,
                              replicates, std::isnan(mean) ? "nothing" : fmt::format("{}", mean)));
    }
  });
  return shares;
}

/// Shares lie in 0 to 1: other values were not written by this program.
void check_share(const SweepTable& sweep, const SweptOutcome& outcome, const Response& response) {
  for (Eigen::Index i = 0; i < response.points(); ++i) {
    const double x = response.mean[i];
    if (x < 0 || x > 1) {
      refuse(sweep.folder / "results.csv",
             fmt::format("point {}: {} is {}, expected a share from 0 to 1", i, outcome.name, x));
    }
  }
}

}  // namespace

SweepTable read_sweep(const fs::path& folder, const std::atomic<bool>* stop) {
  const Json manifest = read_manifest(folder);
  SweepTable sweep;
  sweep.folder = folder;
  sweep.stop = stop;
  std::int64_t points = 0;
  try {
    const Json& design = manifest.at("design");
    sweep.scenario = manifest.at("scenario").at("name");
    sweep.set_here = manifest.value("set", std::vector<std::string>());
    sweep.scenario_digest = manifest.at("scenario").at("digest");
    sweep.program = manifest.at("program");
    sweep.design = design_from_data(design, (folder / "manifest.json").string());
    sweep.replicates = design.at("replicates");
    sweep.common_chance = design.at("chance") == "common";
    points = design.at("points");
    for (const Json& outcome : design.at("outcomes")) {
      sweep.outcomes.push_back({outcome.at("name"), outcome.at("kind") == "share"});
    }
  } catch (const Json::exception& error) {
    refuse(folder / "manifest.json", fmt::format("is damaged: {}", error.what()));
  }
  std::vector<Factor>& factors = sweep.design.factors;
  for (Factor& factor : factors) std::sort(factor.words.begin(), factor.words.end());
  if (points < 1) refuse(folder / "manifest.json", "is of a sweep without points");
  sweep.points.resize(points, static_cast<Eigen::Index>(factors.size()));
  const PointRows rows(folder / "points.csv", points, stop);
  std::vector<std::size_t> columns;
  for (const Factor& factor : factors) columns.push_back(rows.column(factor.name));
  rows.for_each([&](const PointRows::Row& row) {
    for (std::size_t f = 0; f < factors.size(); ++f) {
      sweep.points(row.point, static_cast<Eigen::Index>(f)) =
          value_in(rows, row, columns[f], factors[f]);
    }
  });
  check_layout(sweep);
  return sweep;
}

Response read_response(const SweepTable& sweep, const SweptOutcome& outcome) {
  Response response;
  response.replicates = sweep.replicates;
  response.share = outcome.share;
  response.common_chance = sweep.common_chance;
  response.mean =
      read_columns(sweep.folder / "results.csv", {outcome.name}, sweep.size(), sweep.stop).col(0);
  if (outcome.share) check_share(sweep, outcome, response);
  if (sweep.replicates == 1) return response;
  const fs::path file = sweep.folder / "replicates.csv";
  response.group_sizes = replicate_group_sizes(sweep.replicates);
  if (outcome.share) {
    response.groups =
        read_shares_of_groups(file, outcome.name + ".replicates", response, sweep.stop);
    return response;
  }
  std::vector<std::string> names;
  for (int g = 1; g <= replicate_groups(sweep.replicates); ++g) {
    names.push_back(fmt::format("{}.group_{}", outcome.name, g));
  }
  names.push_back(outcome.name + ".variance");
  const Eigen::ArrayXXd columns = read_columns(file, names, sweep.size(), sweep.stop);
  response.groups = columns.leftCols(columns.cols() - 1);
  response.variance = columns.rightCols(1);
  return response;
}

std::vector<bool> SweepTable::unordered() const {
  std::vector<bool> unordered;
  for (const Factor& factor : design.factors) unordered.push_back(!have_order(factor.words));
  return unordered;
}

bool SweepTable::undirected(int unit) const {
  const std::vector<bool> words = unordered();
  const std::vector<std::size_t>& factors = design.units[static_cast<std::size_t>(unit)].factors;
  return std::any_of(factors.begin(), factors.end(), [&](std::size_t f) { return words[f]; });
}

}  // namespace armistice
