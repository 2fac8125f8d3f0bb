#include "experiments/findings/typical_trials.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "agents/interface/declarations.hpp"
#include "experiments/input/csv_rows.hpp"

namespace armistice {
namespace {

constexpr Result kMeasures[] = {Result::end_month, Result::occupied_share_end_pct,
                                Result::russian_casualties_thousand};
constexpr std::size_t kMeasured = std::size(kMeasures);

struct Candidate {
  TypicalTrial trial;
  std::array<double, kMeasured> measures;  // not a number where it has none
};

double number_in(std::string cell, const CsvFormat& format) {
  std::replace(cell.begin(), cell.end(), format.decimal, '.');
  double x = std::numeric_limits<double>::quiet_NaN();
  std::from_chars(cell.data(), cell.data() + cell.size(), x);
  return x;
}

/// The first trials, by outcome, in the order in which the outcomes are first seen.
std::vector<std::vector<Candidate>> first_trials(const std::filesystem::path& trials,
                                                 const CsvFormat& format) {
  CsvRows rows(CsvSource{.file = trials, .delimiter = format.delimiter});
  std::vector<std::vector<Candidate>> by_outcome;
  const auto header = rows.next();
  if (!header) return by_outcome;
  const auto place_of = [&header](std::string_view name) {
    const auto& cells = header->cells;
    return static_cast<std::size_t>(std::find(cells.begin(), cells.end(), name) - cells.begin());
  };
  const std::size_t trial = place_of("trial"), outcome = place_of("outcome"),
                    detail = place_of("detail");
  std::array<std::size_t, kMeasured> measured{};
  for (std::size_t i = 0; i < kMeasured; ++i)
    measured[i] = place_of(declaration_of(kMeasures[i]).name);
  for (int seen = 0; seen < kLookedAt; ++seen) {
    const auto row = rows.next();
    if (!row) break;
    const auto& cells = row->cells;
    Candidate candidate{{static_cast<std::uint32_t>(number_in(cells.at(trial), format)),
                         cells.at(outcome), cells.at(detail)},
                        {}};
    for (std::size_t i = 0; i < kMeasured; ++i) {
      candidate.measures[i] = number_in(cells.at(measured[i]), format);
    }
    auto group = std::find_if(by_outcome.begin(), by_outcome.end(), [&](const auto& some) {
      return some.front().trial.outcome == candidate.trial.outcome;
    });
    if (group == by_outcome.end()) group = by_outcome.emplace(group);
    group->push_back(std::move(candidate));
  }
  return by_outcome;
}

/// The lower one of the middle two.
double median(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = values.begin() + (std::ssize(values) - 1) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

const TypicalTrial& nearest_to_the_medians(const std::vector<Candidate>& some) {
  std::vector<double> distances(some.size());
  for (std::size_t i = 0; i < kMeasured; ++i) {
    std::vector<double> values;
    for (const Candidate& candidate : some) {
      if (std::isfinite(candidate.measures[i])) values.push_back(candidate.measures[i]);
    }
    const double middle = median(values);
    double sum = 0;
    for (const double value : values) sum += std::abs(value - middle);
    if (!(sum > 0)) continue;
    const double mean = sum / static_cast<double>(values.size());
    for (std::size_t k = 0; k < some.size(); ++k) {
      const double value = some[k].measures[i];
      if (std::isfinite(value)) distances[k] += std::abs(value - middle) / mean;
    }
  }
  const auto nearest = std::min_element(distances.begin(), distances.end()) - distances.begin();
  return some[static_cast<std::size_t>(nearest)].trial;
}

}  // namespace

std::vector<TypicalTrial> typical_trials(const std::filesystem::path& trials,
                                         const CsvFormat& format) {
  std::vector<std::vector<Candidate>> by_outcome = first_trials(trials, format);
  std::stable_sort(by_outcome.begin(), by_outcome.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  if (by_outcome.size() > kTypicalTrials) by_outcome.resize(kTypicalTrials);
  std::vector<TypicalTrial> typical;
  for (const auto& some : by_outcome) typical.push_back(nearest_to_the_medians(some));
  return typical;
}

}  // namespace armistice
