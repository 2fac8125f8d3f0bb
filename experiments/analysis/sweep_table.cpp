#include "experiments/analysis/sweep_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "experiments/designs/csv_rows.hpp"
#include "experiments/designs/design_data.hpp"
#include "experiments/designs/replicate_groups.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const fs::path& path, const std::string& message) {
  throw Error(Fault::kInput, fmt::format("{}: {}", path.string(), message));
}

Json read_manifest(const fs::path& folder) {
  const fs::path path = folder / "manifest.json";
  std::ifstream stream(path);
  std::error_code error;
  if (!stream) {
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

/// The number in a cell; an empty one is not a number.
double number_in(const std::string& cell, const fs::path& file, std::int64_t line) {
  if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
  double x = 0;
  const char* const end = cell.data() + cell.size();
  const auto [stopped, error] = std::from_chars(cell.data(), end, x);
  if (error != std::errc() || stopped != end) {
    refuse(file, fmt::format("line {}: \"{}\" is not a number", line, cell));
  }
  return x;
}

double value_in(const std::string& cell, const Factor& factor, const fs::path& file,
                std::int64_t line) {
  if (factor.words.empty()) return number_in(cell, file, line);
  const auto word = std::find(factor.words.begin(), factor.words.end(), cell);
  if (word == factor.words.end()) {
    refuse(file, fmt::format("line {}: {} has no level \"{}\"", line, factor.name, cell));
  }
  return static_cast<double>(word - factor.words.begin());
}

/// Calls `row` for each row after the header, of which there must be as many as points.
template <class TakeRow>
void for_each_row(const fs::path& file, std::int64_t points, std::size_t cells,
                  const TakeRow& take) {
  CsvRows rows(file);
  if (!rows.next()) refuse(file, "is empty");
  for (std::int64_t i = 0; i < points; ++i) {
    const auto row = rows.next();
    if (!row) refuse(file, fmt::format("ends after {} of {} points", i, points));
    if (row->cells.size() != cells) {
      refuse(file,
             fmt::format("line {}: {} cells, expected {}", row->line, row->cells.size(), cells));
    }
    take(static_cast<Eigen::Index>(i), *row);
  }
}

std::vector<std::string> header_of(const fs::path& file) {
  CsvRows rows(file);
  const auto header = rows.next();
  if (!header) refuse(file, "is empty");
  return header->cells;
}

std::size_t column_of(const fs::path& file, const std::vector<std::string>& header,
                      const std::string& name) {
  const auto at = std::find(header.begin(), header.end(), name);
  if (at == header.end()) refuse(file, fmt::format("has no column {}", name));
  return static_cast<std::size_t>(at - header.begin());
}

/// [point][name]
Eigen::ArrayXXd read_columns(const fs::path& file, const std::vector<std::string>& names,
                             std::int64_t points) {
  const std::vector<std::string> header = header_of(file);
  std::vector<std::size_t> columns;
  for (const std::string& name : names) columns.push_back(column_of(file, header, name));
  Eigen::ArrayXXd values(points, static_cast<Eigen::Index>(names.size()));
  for_each_row(file, points, header.size(), [&](Eigen::Index i, const CsvRows::Row& row) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      values(i, static_cast<Eigen::Index>(c)) = number_in(row.cells[columns[c]], file, row.line);
    }
  });
  return values;
}

/// Of a hexadecimal digit for each four replicates; -1 for anything else.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// [point][group]: of the replicates of a group, how many had an outcome.
Eigen::ArrayXXd read_shares_of_groups(const fs::path& file, const std::string& name,
                                      const Response& response) {
  const std::vector<std::string> header = header_of(file);
  const std::size_t column = column_of(file, header, name);
  const auto groups = static_cast<Eigen::Index>(response.group_sizes.size());
  const int replicates = response.replicates;
  Eigen::ArrayXXd shares = Eigen::ArrayXXd::Zero(response.points(), groups);
  for_each_row(file, response.points(), header.size(),
               [&](Eigen::Index i, const CsvRows::Row& row) {
                 const std::string& mask = row.cells[column];
                 if (mask.empty()) {
                   shares.row(i) = std::numeric_limits<double>::quiet_NaN();
                   return;
                 }
                 bool good = mask.size() == static_cast<std::size_t>(replicates + 3) / 4;
                 for (const char c : mask) good = good && digit_value(c) >= 0;
                 if (!good) {
                   refuse(file, fmt::format("line {}: \"{}\" is not {} hexadecimal digits",
                                            row.line, mask, (replicates + 3) / 4));
                 }
                 for (int r = 0; r < replicates; ++r) {
                   const int digit = digit_value(mask[static_cast<std::size_t>(r / 4)]);
                   if ((digit & 8 >> r % 4) == 0) continue;
                   const int group = group_of_replicate(r, replicates);
                   shares(i, group) += 1.0 / response.group_sizes[static_cast<std::size_t>(group)];
                 }
               });
  return shares;
}

}  // namespace

SweepTable read_sweep(const fs::path& folder) {
  const Json manifest = read_manifest(folder);
  SweepTable sweep;
  sweep.folder = folder;
  std::int64_t points = 0;
  try {
    const Json& design = manifest.at("design");
    sweep.scenario = manifest.at("scenario").at("name");
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
  const std::vector<Factor>& factors = sweep.design.factors;
  sweep.points.resize(points, static_cast<Eigen::Index>(factors.size()));
  const fs::path file = folder / "points.csv";
  for_each_row(file, points, factors.size() + 1, [&](Eigen::Index i, const CsvRows::Row& row) {
    for (std::size_t f = 0; f < factors.size(); ++f) {
      sweep.points(i, static_cast<Eigen::Index>(f)) =
          value_in(row.cells[f + 1], factors[f], file, row.line);
    }
  });
  return sweep;
}

Response read_response(const SweepTable& sweep, const SweptOutcome& outcome) {
  Response response;
  response.replicates = sweep.replicates;
  response.share = outcome.share;
  response.common_chance = sweep.common_chance;
  response.mean = read_columns(sweep.folder / "results.csv", {outcome.name}, sweep.size()).col(0);
  if (sweep.replicates == 1) return response;
  const fs::path file = sweep.folder / "replicates.csv";
  response.group_sizes = replicate_group_sizes(sweep.replicates);
  if (outcome.share) {
    response.groups = read_shares_of_groups(file, outcome.name + ".replicates", response);
    return response;
  }
  std::vector<std::string> names;
  for (int g = 1; g <= replicate_groups(sweep.replicates); ++g) {
    names.push_back(fmt::format("{}.group_{}", outcome.name, g));
  }
  names.push_back(outcome.name + ".variance");
  const Eigen::ArrayXXd columns = read_columns(file, names, sweep.size());
  response.groups = columns.leftCols(columns.cols() - 1);
  response.variance = columns.rightCols(1);
  return response;
}

std::vector<Eigen::Index> sample_rows(const SweepTable& sweep) {
  std::vector<Eigen::Index> rows;
  if (sweep.design.kind == DesignKind::kMorris) return rows;
  const bool pick_freeze = sweep.design.kind == DesignKind::kSaltelli;
  const auto units = static_cast<Eigen::Index>(sweep.design.units.size());
  const Eigen::Index stride = (sweep.design.second_order ? 2 * units : units) + 2;
  for (Eigen::Index i = 0; i < sweep.size(); ++i) {
    if (!pick_freeze || i % stride < 2) rows.push_back(i);
  }
  return rows;
}

}  // namespace armistice
