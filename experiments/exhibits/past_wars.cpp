// The model's curves beside those of past wars: when the fighting stops, and whether it comes
// again.
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "experiments/base_rates/base_rates.hpp"
#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"
#include "experiments/input/calendar.hpp"
#include "experiments/trials/statistics.hpp"

namespace armistice {
namespace {

constexpr int kYear = 12;  // months
constexpr int kYears[] = {1, 2, 3, 5, 10};
/// The invasion was in the last days of February 2022: its first whole month.
constexpr CalendarMonth kFirstWholeMonth{2022, 3};

constexpr std::string_view kBars =
    "The thick bar is the 95 % interval: of trials, more of them would narrow it; of past wars, "
    "nothing would but more wars. The thin line is what we do not know: the 5 to 95 % range over "
    "parameter sets.";
constexpr std::string_view kCheck =
    "Past wars are 64 of the 95 wars between states of 1823 to 2003 (Correlates of War, "
    "Inter-State "
    "War 4.0, Sarkees and Wayman 2010); the others are held out for scoring. Most of them ended "
    "with a victory, and none is like this one: they say what is plausible, and no more.";

/// Shares of trials and of past wars, one below the other, as the chart of shares draws them.
class SharesBeside {
 public:
  SharesBeside() {
    shares_.columns = {{"scenario", "scenario"}, {"label", "within"},
                       {"share", "share, %"},    {"sampling_low", "sampling error, from"},
                       {"sampling_high", "to"},  {"parameter_p05", "what we do not know, from"},
                       {"parameter_p95", "to"}};
  }

  void add_trials(const std::string& scenario, const std::string& within, double share,
                  Interval sampling, std::optional<Interval> parameters, const Digits& digits) {
    add(scenario, within + ": trials", share, sampling, digits);
    auto& row = shares_.rows.back();
    row.push_back(parameters ? number(parameters->low, digits) : ShownCell{});
    row.push_back(parameters ? number(parameters->high, digits) : ShownCell{});
  }
  void add_past(const std::string& scenario, const std::string& within, const BaseRate& rate,
                std::string_view noun) {
    add(scenario, fmt::format("{}: {} {}", within, rate.cases, noun), rate.share, rate.sampling,
        Digits::of_share(rate.cases));
    shares_.rows.back().resize(shares_.columns.size());
  }
  ShownTable take() { return std::move(shares_); }

 private:
  static ShownCell number(double x, const Digits& digits) {
    return {fmt::format("{}", x), digits.plain(x), true};
  }
  void add(const std::string& scenario, const std::string& label, double share, Interval sampling,
           const Digits& digits) {
    shares_.rows.push_back({{scenario, scenario},
                            {label, label},
                            number(share, digits),
                            number(sampling.low, digits),
                            number(sampling.high, digits)});
  }

  ShownTable shares_;
};

/// What was seen before, once, and what the model has of each scenario.
class Title {
 public:
  void add(const std::string& before, const std::string& share, std::string_view noun,
           const std::string& scenario) {
    const bool same = before == before_;
    if (!same) text_ += (text_.empty() ? "" : "; ") + before;
    text_ += fmt::format("{} {} of {} of {}", same ? "," : ";", share, noun, scenario);
    before_ = before;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_, before_;
};

std::string within(int years) { return fmt::format("{} months", years * kYear); }

/// The interval of what did not happen.
Interval complement(const ResultRow& row, std::string_view low, std::string_view high) {
  return {1 - row.number(high), 1 - row.number(low)};
}

const ResultRow* row_of_month(const std::vector<ResultRow>& rows, std::string_view column,
                              int month) {
  for (const ResultRow& row : rows) {
    if (row.number(column) == month) return &row;
  }
  return nullptr;
}

}  // namespace

std::vector<Exhibit> past_wars(const ResultFolder& result) {
  const ResultTable table = result.table("incidence.csv");
  std::vector<ResultRow> fighting;
  for (const ResultRow& row : rows_of(table)) {
    if (row["outcome"] == headline_word(Outcome::kContinuedWar)) fighting.push_back(row);
  }
  const Digits digits = Digits::of_share(result.trials());
  SharesBeside shares;
  Title title;
  for (const auto& [scenario, months] :
       grouped(fighting, [&](const ResultRow& row) { return result.scenario_of(row); })) {
    const auto start = calendar_month(months.front()["date"]);
    const int fought = start ? months_between(kFirstWholeMonth, *start) : -1;
    if (fought < 0) continue;  // another war: a case of history
    for (const int years : kYears) {
      const ResultRow* const row = row_of_month(months, "month", years * kYear);
      const BaseRate past = wars_ended(fought, years * kYear);
      if (row == nullptr || past.cases == 0) continue;
      const bool ranges = row->table->has("parameter_p05") && !(*row)["parameter_p05"].empty();
      const double stopped = 1 - row->number("share");
      shares.add_trials(
          scenario, within(years), stopped, complement(*row, "sampling_low", "sampling_high"),
          ranges ? std::optional(complement(*row, "parameter_p05", "parameter_p95")) : std::nullopt,
          digits);
      shares.add_past(scenario, within(years), past, "wars");
      if (years != kYears[0]) continue;
      title.add(
          fmt::format("After {1} months {2:.0f} of {0} past wars ended within {3} more", past.cases,
                      fought, past.share * static_cast<double>(past.cases), within(years)),
          digits.with_unit(stopped), "the trials", scenario);
    }
  }
  if (title.text().empty()) return {};
  return {
      {"shares", title.text(),
       fmt::format("The dot is a share: of trials in which the fighting had first stopped, or of "
                   "wars that had ended for good, or had become part of another war. The wars are "
                   "those that had lasted as long as this one at the start. {} {}",
                   kBars, kCheck),
       shares.take()}};
}

std::vector<Exhibit> past_peaces(const ResultFolder& result) {
  const ResultTable table = result.table("relapse.csv");
  std::vector<ResultRow> all;
  for (const ResultRow& row : rows_of(table)) {
    if (row["group"] == "since_stop" && row["detail"] == "all") all.push_back(row);
  }
  SharesBeside shares;
  Title title;
  for (const auto& [scenario, months] :
       grouped(all, [&](const ResultRow& row) { return result.scenario_of(row); })) {
    for (const int years : kYears) {
      const ResultRow* const row = row_of_month(months, "months", years * kYear);
      if (row == nullptr) continue;
      const double again = row->number("share");
      const Digits digits =
          Digits::of_share(static_cast<std::int64_t>(months.front().number("at_risk")));
      const BaseRate past = wars_again(years);
      shares.add_trials(scenario, within(years), again,
                        {row->number("sampling_low"), row->number("sampling_high")}, std::nullopt,
                        digits);
      shares.add_past(scenario, within(years), past, "wars");
      if (years != kYears[0]) continue;
      title.add(fmt::format("Opponents of {} past wars fought again within {} in {}", past.cases,
                            within(years), Digits::of_share(past.cases).with_unit(past.share)),
                digits.with_unit(again), "the stops", scenario);
    }
  }
  if (title.text().empty()) return {};
  return {{"shares", title.text(),
           fmt::format("The dot is the share of stops after which the fighting came again, and of "
                       "past wars after which two opponents were at war again (Kaplan and Meier). "
                       "The thick bar is the sampling error (95 %). A past war has at least a "
                       "thousand battle deaths; the fighting of a trial has no least size. {}",
                       kCheck),
           shares.take()}};
}

}  // namespace armistice
