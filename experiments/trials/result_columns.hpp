// Names and formats of the results of trials in files: names, words beside codes, dates beside
// months. All of it comes from the declarations (agents/interface/declarations.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "core/outcome.hpp"
#include "experiments/input/cast.hpp"

namespace armistice {

/// The results in the order of trials.csv, after the number, the outcome and the detail: those of
/// the contract, then the others as they are declared.
const std::vector<Result>& trial_results();

/// What a result is called where no cast is at hand: "patron_1_support_mean", "vetoing_state".
std::string_view column_name(Result r);
/// The same with the code of the actor whom the cast has at its place: "patron_CN_support_mean".
std::string column_name(Result r, const Cast& cast);

/// The column beside it that says the same in words, and with a date; empty if there is none.
std::string words_column(Result r);
std::string date_column(ResultKind kind, std::string_view name);

/// The word of a coded value; empty if it is none of the list.
std::string_view word_of(CodeList list, float value);
/// The words of outcomes.csv; a war that goes on has no sub-class there, and is "fighting" here.
std::string_view word_of(Outcome outcome);
std::string_view word_of(Detail detail);

/// The actor at a place of the cast: a donor, and after the donors the United States.
const Actor& actor_at(const Cast& cast, float place);

/// The calendar months of a run, by month from 1; worked out as they are asked for.
class Dates {
 public:
  explicit Dates(CalendarMonth start) : start_(start) {}
  /// Empty for what is no month.
  const std::string& of(float month);

 private:
  CalendarMonth start_;
  std::vector<std::string> dates_{std::string()};
};

}  // namespace armistice
