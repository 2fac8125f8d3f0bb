#include "experiments/findings/search_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/figures.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kMostRows = 12;  // of a front; the rest are in the file

/// Writes about one search, and keeps which packages it spoke of.
class Writer {
 public:
  explicit Writer(const Search& search)
      : search_(search),
        figures_(search.plan.objective.what, search.finals.sums.trials()),
        words_(words_of(search.plan.objective.what)) {}

  std::string text() {
    std::string text = titles() + "\n" + answer();
    text += front_text(Measure::kCostTotal, "cost to all who pay, EUR bn over the trial");
    text += front_text(Measure::kUkrainianCasualties, "Ukrainian casualties, thousand");
    return text + legend() +
           "\nThese are shares of trials under stated assumptions, not a forecast.\n";
  }

 private:
  std::string titles() const {
    const Search& s = search_;
    std::string text = wrapped(
        fmt::format("Packages of {} ({}) against {}: {} of {} looked at, {} in all; {} on "
                    "{} each, seed {}, {} months",
                    s.space.scenario.name, s.space.scenario.title, s.space.reference.name,
                    with_thousands(static_cast<std::int64_t>(s.packages.size())),
                    s.space.packages() < 1e15 ? with_thousands(std::llround(s.space.packages()))
                                              : fmt::format("{:.0e}", s.space.packages()),
                    counted(s.search_trials, "trial"),
                    counted(std::ssize(s.finals.options), "finalist"),
                    counted(s.finals.sums.trials(), "fresh trial"), s.settings.seed,
                    s.settings.horizon_months),
        kLineWidth, 4);
    return text + "\n";
  }

  /// "72.1 % (sampling error 71.2 to 73.0; over what we do not know 40.1 to 95.2)"
  std::string objective(std::size_t option) const {
    const double mean =
        search_.plan.objective.quantity(search_.finals.mean(option, Measure::kObjective));
    const Interval sampling = sampling_interval(search_, option, Measure::kObjective);
    std::string text = fmt::format("{} (sampling error {}", figures_.with_unit(mean),
                                   figures_.range(sampling.low, sampling.high));
    const std::string range = parameter_range_of(option);
    return text + (range.empty() ? ")" : "; over what we do not know " + range + ")");
  }

  std::string parameter_range_of(std::size_t option) const {
    const DifferenceRange r = difference_range(search_.finals.objectives[option]);
    const Objective& o = search_.plan.objective;
    return o.sign < 0 ? figures_.range(o.quantity(r.p95), o.quantity(r.p05))
                      : figures_.range(r.p05, r.p95);
  }

  std::string costs(std::size_t option) const {
    const auto mean = [&](Measure m) { return three_digits(search_.finals.mean(option, m)); };
    return fmt::format("EUR {} bn (EU {}, other Europe {}, other donors {}, United States {})",
                       mean(Measure::kCostTotal), mean(Measure::kCostEu),
                       mean(Measure::kCostOtherEurope), mean(Measure::kCostOtherDonors),
                       mean(Measure::kCostUnitedStates));
  }

  std::string regret(std::size_t option) const {
    const Regret r = regret_over(search_.finals.regrets[option]);
    return fmt::format("90 % of parameter sets within {} of their best, the worst at {}",
                       figures_.amount(r.p90), figures_.amount(r.max));
  }

  /// "package 17", which the legend explains.
  std::string named(std::size_t option) {
    const std::size_t package = search_.finals.options[option];
    spoken_of_.insert(package);
    return fmt::format("package {}", package);
  }

  std::string sentences(std::size_t option, std::string_view what) {
    return wrapped(fmt::format("{}: {}. {}: {}. Cost: {}. Regret: {}.", what, named(option), words_,
                               objective(option), costs(option), regret(option)),
                   kLineWidth, 4) +
           "\n";
  }

  std::string no_package() const {
    const auto cost = [this](std::size_t option) {
      return search_.finals.mean(option, Measure::kCostTotal);
    };
    std::size_t cheapest = 0;
    for (std::size_t i = 1; i < search_.finals.options.size(); ++i) {
      if (cost(i) < cost(cheapest)) cheapest = i;
    }
    return wrapped(fmt::format("No package that was looked at keeps the budget. The cheapest of "
                               "those that were run in full costs {}.",
                               costs(cheapest)),
                   kLineWidth, 0) +
           "\n";
  }

  std::string answer() {
    const int best = best_option(search_);
    if (best < 0) {
      return no_package();
    }
    const bool smaller = search_.plan.objective.sign < 0;
    std::string text = sentences(static_cast<std::size_t>(best),
                                 smaller ? "Lowest objective" : "Highest objective");
    const int robust = robust_option(search_), minimax = minimax_option(search_);
    if (robust >= 0 && robust != best) {
      text += sentences(static_cast<std::size_t>(robust), "Least regret in 90 % of sets");
    }
    if (minimax >= 0 && minimax != best && minimax != robust) {
      text += sentences(static_cast<std::size_t>(minimax), "Least largest regret");
    }
    if (robust == best && minimax == best) {
      text += "It is also the package of the least regret, in 90 % of sets and at worst.\n";
    }
    return text;
  }

  std::string front_text(Measure criterion, std::string_view title) {
    const std::vector<FrontMember> members = front(search_, criterion);
    TextTable table;
    table.align.assign(8, Align::kRight);
    table.header = {"package",
                    "objective",
                    "sampling error",
                    "what we do not know",
                    criterion == Measure::kCostTotal ? "EUR bn" : "thousand",
                    "+-",
                    "regret p90",
                    "on the front"};
    for (std::size_t i = 0; i < members.size() && i < kMostRows; ++i) {
      const FrontMember& member = members[i];
      spoken_of_.insert(search_.finals.options[member.option]);
      const Interval sampling = sampling_interval(search_, member.option, Measure::kObjective);
      const Interval cost = sampling_interval(search_, member.option, criterion);
      table.rows.push_back({fmt::format("{}", search_.finals.options[member.option]),
                            figures_.with_unit(search_.plan.objective.quantity(
                                search_.finals.mean(member.option, Measure::kObjective))),
                            figures_.range(sampling.low, sampling.high),
                            parameter_range_of(member.option),
                            three_digits(search_.finals.mean(member.option, criterion)),
                            three_digits((cost.high - cost.low) / 2),
                            figures_.amount(regret_over(search_.finals.regrets[member.option]).p90),
                            member.certain ? "certain" : "uncertain"});
    }
    std::string text =
        fmt::format("\n{}, against {}: {} on the Pareto front\n", words_, title, members.size());
    text += table.plain();
    if (members.size() > kMostRows) {
      text += fmt::format("... and {} more in front.csv\n", members.size() - kMostRows);
    }
    return text;
  }

  std::string legend() const {
    std::string text = "\n";
    for (const std::size_t package : spoken_of_) {
      text += wrapped(fmt::format("package {}: {}", package,
                                  name_of(search_.space, search_.packages[package])),
                      kLineWidth, 4) +
              "\n";
    }
    return text;
  }

  const Search& search_;
  Figures figures_;
  std::string words_;
  std::set<std::size_t> spoken_of_;
};

}  // namespace

std::string search_text(const Search& search) { return Writer(search).text(); }

}  // namespace armistice
