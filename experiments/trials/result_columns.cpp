#include "experiments/trials/result_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace armistice {
namespace {

// The contract's columns after `trial,outcome,detail`, in its order.
constexpr Result kContract[] = {
    Result::end_month,
    Result::occupied_share_end_pct,
    Result::occupied_share_min_pct,
    Result::occupied_share_max_pct,
    Result::term_security,
    Result::term_territory,
    Result::term_status,
    Result::term_economy,
    Result::delivered_security,
    Result::relapsed,
    Result::relapse_month,
    Result::fighting_at_horizon,
    Result::russian_casualties_thousand,
    Result::ukrainian_casualties_thousand,
    Result::russian_mean_intensity,
    Result::leader_cannot_stop,
    Result::eu_accession_month,
    Result::nato_accession_month,
    Result::vetoing_actor,
    Result::reserve_exhausted_month,
    Result::belief_gap_month_0,
    Result::belief_gap_month_12,
    Result::belief_gap_month_24,
    Result::resolve_signal_end,
};

constexpr std::string_view kActorEnding = "_actor";

/// The column of a place in the cast holds a state's code, and says so.
std::string name_in_files(const ResultDeclaration& declared) {
  std::string name(declared.name);
  if (declared.kind == ResultKind::kActor && name.ends_with(kActorEnding)) {
    name.replace(name.size() - kActorEnding.size(), kActorEnding.size(), "_state");
  }
  return name;
}

const std::array<std::string, kResults>& names() {
  static const std::array<std::string, kResults> all = [] {
    std::array<std::string, kResults> each;
    for (std::size_t r = 0; r < each.size(); ++r) each[r] = name_in_files(result_declarations()[r]);
    return each;
  }();
  return all;
}

}  // namespace

const std::vector<Result>& trial_results() {
  static const std::vector<Result> all = [] {
    std::vector<Result> in_order(std::begin(kContract), std::end(kContract));
    for (int r = 0; r < kResults; ++r) {
      const auto result = static_cast<Result>(r);
      const bool has_place = result == Result::outcome || result == Result::detail ||
                             std::find(in_order.begin(), in_order.end(), result) != in_order.end();
      if (!has_place) in_order.push_back(result);
    }
    return in_order;
  }();
  return all;
}

std::string_view column_name(Result r) { return names()[static_cast<std::size_t>(r)]; }

std::string column_name(Result r, const Cast& cast) {
  const ResultDeclaration& declared = declaration_of(r);
  if (declared.role == ResultRole::kNone) return std::string(column_name(r));
  const bool patron = declared.role == ResultRole::kPatron;
  const std::vector<Actor>& actors = patron ? cast.patrons : cast.buyers;
  const auto place = static_cast<std::size_t>(declared.place - 1);
  if (place >= actors.size()) return std::string(declared.name);
  return fmt::format("{}_{}_{}", patron ? "patron" : "buyer", actors[place].code, declared.what);
}

std::string words_column(Result r) {
  const ResultKind kind = declaration_of(r).kind;
  if (kind != ResultKind::kCode && kind != ResultKind::kActor) return "";
  return fmt::format("{}_name", column_name(r));
}

std::string date_column(ResultKind kind, std::string_view name) {
  return kind == ResultKind::kMonth ? fmt::format("{}_date", name) : std::string();
}

std::string_view word_of(CodeList list, float value) {
  const std::span<const CodeDeclaration> codes = codes_of(list);
  if (!(value >= 0) || value >= static_cast<float>(codes.size())) return "";
  return codes[static_cast<std::size_t>(value)].word;
}

std::string_view word_of(Outcome outcome) {
  return codes_of(CodeList::outcome)[static_cast<std::size_t>(outcome)].word;
}

std::string_view word_of(Detail detail) {
  return codes_of(CodeList::detail)[static_cast<std::size_t>(detail)].word;
}

const Actor& actor_at(const Cast& cast, float place) {
  static const Actor united_states{"US", "United States", "united_states"};
  const auto row = static_cast<std::size_t>(place);
  return row < cast.donors.size() ? cast.donors[row] : united_states;
}

const std::string& Dates::of(float month) {
  if (!(month >= 1)) return dates_.front();
  const auto m = static_cast<std::size_t>(month);
  while (dates_.size() <= m) {
    dates_.push_back(to_string(add_months(start_, static_cast<int>(dates_.size()) - 1)));
  }
  return dates_[m];
}

}  // namespace armistice
