#include "python/binding/trial_columns.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice::python {
namespace {

namespace py = pybind11;

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// As the files have it: empty where a result has no value.
float defined(const ResultDeclaration& declared, float value) {
  return declared.always() || value != kNever ? value : kNone;
}
float defined(const DonorResultDeclaration& declared, float value) {
  return declared.kind == ResultKind::kMonth && value <= 0 ? kNone : value;
}

py::array view_of(const std::vector<float>& column, const py::capsule& owner) {
  py::array_t<float> array(static_cast<py::ssize_t>(column.size()), column.data(), owner);
  array.attr("setflags")(py::arg("write") = false);
  return array;
}

/// Places in a list of words, by a float for each row that is a place, or none.
py::array_t<std::int16_t> places_in(const std::vector<float>& column, std::size_t first,
                                    std::size_t end) {
  py::array_t<std::int16_t> places(static_cast<py::ssize_t>(column.size()));
  std::int16_t* to = places.mutable_data();
  for (const float value : column) {
    const bool is_place = value >= static_cast<float>(first) && value < static_cast<float>(end);
    *to++ = static_cast<std::int16_t>(is_place ? static_cast<int>(value) - static_cast<int>(first)
                                               : -1);
  }
  return places;
}

py::tuple words_column_of(const std::string& name, const std::vector<float>& column,
                          CodeList list) {
  py::list words;
  for (const CodeDeclaration& code : codes_of(list)) words.append(py::str(std::string(code.word)));
  return py::make_tuple(name, places_in(column, 0, words.size()), words);
}

/// The states that a place of the cast can be: the donors, and the United States.
py::tuple states_column_of(const std::string& name, const std::vector<float>& column,
                           const Cast& cast, const std::string Actor::*says) {
  py::list states;
  for (std::size_t place = 0; place <= cast.donors.size(); ++place) {
    states.append(py::str(actor_at(cast, static_cast<float>(place)).*says));
  }
  return py::make_tuple(name, places_in(column, 0, states.size()), states);
}

py::tuple dates_column_of(const std::string& name, const std::vector<float>& column,
                          CalendarMonth start) {
  float last = 0;
  for (const float month : column) last = std::isnan(month) ? last : std::max(last, month);
  Dates dates(start);
  py::list all;
  for (int month = 1; month <= static_cast<int>(last); ++month) {
    all.append(py::str(dates.of(static_cast<float>(month))));
  }
  return py::make_tuple(name, places_in(column, 1, all.size() + 1), all);
}

py::tuple numbers_column(const std::string& name, py::array values) {
  return py::make_tuple(name, std::move(values), py::none());
}

/// 0, 0, 0, 1, 1, 1, ...: each trial as often as it has rows.
py::array_t<std::int64_t> trial_numbers(std::int64_t trials, int rows_each) {
  py::array_t<std::int64_t> numbers(static_cast<py::ssize_t>(trials * rows_each));
  std::int64_t* to = numbers.mutable_data();
  for (std::int64_t trial = 0; trial < trials; ++trial) {
    to = std::fill_n(to, rows_each, trial);
  }
  return numbers;
}

/// Keeps the columns alive as long as an array looks into them.
py::capsule owner_of(const std::shared_ptr<const TrialColumns>& columns) {
  return {new std::shared_ptr<const TrialColumns>(columns),
          [](void* p) { delete static_cast<std::shared_ptr<const TrialColumns>*>(p); }};
}

}  // namespace

TrialColumns::TrialColumns(Record record, std::size_t trials) {
  if (record == Record::kSummary) return;
  results_.resize(kResults);
  for (auto& column : results_) column.reserve(trials);
  if (record == Record::kAll) donor_results_.resize(kDonorResults);
}

void TrialColumns::add(const TrialBlock& block) {
  trials_ += block.trials;
  donors_ = block.donors;
  for (std::size_t r = 0; r < results_.size(); ++r) {
    const auto result = static_cast<Result>(r);
    const ResultDeclaration& declared = declaration_of(result);
    for (int i = 0; i < block.trials; ++i) {
      results_[r].push_back(defined(declared, block.result(result, i)));
    }
  }
  for (std::size_t r = 0; r < donor_results_.size(); ++r) {
    const auto result = static_cast<DonorResult>(r);
    const DonorResultDeclaration& declared = declaration_of(result);
    for (int i = 0; i < block.trials; ++i) {
      for (int donor = 0; donor < block.donors; ++donor) {
        donor_results_[r].push_back(defined(declared, block.donor_result(donor, result, i)));
      }
    }
  }
}

py::list trials_of(const std::shared_ptr<const TrialColumns>& columns, const Scenario& scenario) {
  const py::capsule owner = owner_of(columns);
  const Cast& cast = scenario.cast;
  py::list values, words, dates;
  values.append(numbers_column("trial", trial_numbers(columns->trials(), 1)));
  values.append(words_column_of("outcome", columns->results(Result::outcome), CodeList::outcome));
  values.append(words_column_of("detail", columns->results(Result::detail), CodeList::detail));
  for (const Result r : trial_results()) {
    const ResultDeclaration& declared = declaration_of(r);
    const std::vector<float>& column = columns->results(r);
    const std::string name = column_name(r, cast), beside = words_column(r);
    if (declared.kind == ResultKind::kActor) {
      values.append(states_column_of(name, column, cast, &Actor::code));
      words.append(states_column_of(beside, column, cast, &Actor::name));
      continue;
    }
    if (declared.kind == ResultKind::kWord) {
      values.append(words_column_of(name, column, declared.codes));
      continue;
    }
    values.append(numbers_column(name, view_of(column, owner)));
    if (declared.kind == ResultKind::kCode) {
      words.append(words_column_of(beside, column, declared.codes));
    } else if (declared.kind == ResultKind::kMonth) {
      dates.append(
          dates_column_of(date_column(declared.kind, column_name(r)), column, scenario.start));
    }
  }
  return values + words + dates;
}

py::list trial_donors_of(const std::shared_ptr<const TrialColumns>& columns,
                         const Scenario& scenario) {
  const py::capsule owner = owner_of(columns);
  const int donors = columns->donors();
  std::vector<float> places;
  for (std::int64_t trial = 0; trial < columns->trials(); ++trial) {
    for (int donor = 0; donor < donors; ++donor) places.push_back(static_cast<float>(donor));
  }
  py::list values, dates;
  values.append(numbers_column("trial", trial_numbers(columns->trials(), donors)));
  values.append(states_column_of("donor", places, scenario.cast, &Actor::code));
  for (int r = 0; r < kDonorResults; ++r) {
    const auto result = static_cast<DonorResult>(r);
    const DonorResultDeclaration& declared = declaration_of(result);
    const std::vector<float>& column = columns->donor_results(result);
    const std::string name(declared.name), date = date_column(declared.kind, declared.name);
    values.append(numbers_column(name, view_of(column, owner)));
    if (!date.empty()) dates.append(dates_column_of(date, column, scenario.start));
  }
  values.append(states_column_of("donor_name", places, scenario.cast, &Actor::name));
  return values + dates;
}

}  // namespace armistice::python
