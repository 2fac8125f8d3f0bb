#include "experiments/findings/information_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/figures.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kMostRows = 12;  // parameters; the rest are in the file

/// Writes about one choice.
class Writer {
 public:
  Writer(std::span<const Scenario> scenarios, const Information& information)
      : scenarios_(scenarios),
        information_(information),
        figures_(information.plan.objective.what, information.settings.trials) {}

  std::string text() const {
    return titles() + options() + "\n" + answer() + parameters() + left_out() +
           "\nThese are shares of trials under stated assumptions, not a forecast.\n";
  }

 private:
  std::string objective() const {
    const InformationPlan& plan = information_.plan;
    std::string text = words_of(plan.objective.what);
    if (plan.objective.sign < 0) text += ", less is better";
    if (plan.eur_bn_per_point > 0) {
      text += fmt::format(", net of cost at EUR {} bn a point", plan.eur_bn_per_point);
    }
    return text;
  }

  std::string titles() const {
    const RunSettings& s = information_.settings;
    return wrapped(fmt::format("A choice between {} by {}; {} of each on the same "
                               "chance, seed {}, {} months; ranges from {} run {} times",
                               counted(std::ssize(scenarios_), "scenario"), objective(),
                               counted(s.trials, "trial"), s.seed, s.horizon_months,
                               counted(s.nested_sets, "set"), kReplicates),
                   kLineWidth, 4) +
           "\n";
  }

  /// "putin.audience_cost": the table has no room for "parameters."
  static std::string short_name(const std::string& name) {
    const std::string prefix = "parameters.";
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
  }
  static std::string letter(std::size_t option) {
    return option < 26 ? std::string(1, static_cast<char>('A' + option))
                       : fmt::format("{}", option + 1);
  }
  std::string options() const {
    TextTable table;
    table.align = {Align::kLeft, Align::kRight, Align::kRight, Align::kRight};
    table.header = {"scenario", "value", "sampling error", "what we do not know"};
    const Objective& o = information_.plan.objective;
    for (std::size_t i = 0; i < scenarios_.size(); ++i) {
      const OptionValue& option = information_.options[i];
      const bool less = o.sign < 0;
      const auto range = [&](double low, double high) {
        return less ? figures_.range(o.quantity(high), o.quantity(low)) : figures_.range(low, high);
      };
      table.rows.push_back({fmt::format("{} = {}", letter(i), scenarios_[i].name),
                            figures_.with_unit(o.quantity(option.mean)),
                            range(option.sampling.low, option.sampling.high),
                            range(option.ranges.p05, option.ranges.p95)});
    }
    return "\n" + table.plain();
  }

  std::string answer() const {
    const PerfectInformation& all = information_.perfect;
    std::string text = fmt::format(
        "Without knowing more, {} is chosen. Knowing every parameter before choosing would be "
        "worth "
        "{} (sampling error {})",
        scenarios_[information_.best].name, figures_.amount(all.evpi),
        figures_.amounts(all.sampling));
    text += ": no single one can be worth more. ";
    const auto beyond =
        std::count_if(information_.parameters.begin(), information_.parameters.end(),
                      [](const auto& p) { return p.beyond_noise(); });
    if (beyond == 0) {
      text += fmt::format(
          "None of the {} parameters, known alone, would change the choice beyond "
          "noise (estimates stay below {} in 95 % of permutations).",
          information_.parameters.size(), figures_.amount(information_.noise_95));
    } else {
      const ParameterInformation& first = information_.parameters.front();
      text += fmt::format(
          "{} of the {} parameters would change the choice beyond noise. The most valuable is {}: "
          "{} (sampling error {}); it would change the choice in {:.1f} % of trials{}.",
          beyond, information_.parameters.size(), first.name, figures_.amount(first.value.evppi),
          figures_.amounts(first.value.sampling), 100 * first.value.switches, to_what(first));
    }
    return wrapped(text, kLineWidth, 0) + "\n";
  }

  /// ", to europe_only if it is low"; nothing if the choice changes in between alone.
  std::string to_what(const ParameterInformation& p) const {
    const bool low = p.value.low_choice != information_.best;
    const std::size_t other = low ? p.value.low_choice : p.value.high_choice;
    if (other == information_.best) return "";
    return fmt::format(", to {} if it is {}", scenarios_[other].name, low ? "low" : "high");
  }

  std::string parameters() const {
    TextTable table;
    table.align.assign(7, Align::kRight);
    table.align[0] = Align::kLeft;
    table.header = {"worth knowing", "worth",  "sampling error", "of all",
                    "beyond noise",  "if low", "if high"};
    for (const ParameterInformation& p : information_.parameters) {
      if (table.rows.size() == kMostRows || p.value.evppi == 0) break;
      const double share = information_.share_of_evpi(p);
      table.rows.push_back({short_name(p.name), figures_.amount(p.value.evppi),
                            figures_.amounts(p.value.sampling),
                            std::isnan(share) ? "-" : fmt::format("{:.0f} %", 100 * share),
                            p.beyond_noise() ? "yes" : "no", letter(p.value.low_choice),
                            letter(p.value.high_choice)});
    }
    return table.rows.empty() ? "" : "\n" + table.plain();
  }

  std::string left_out() const {
    if (information_.differing.empty()) return "";
    return wrapped(fmt::format("Left out, since the scenarios do not draw them alike: {}.",
                               fmt::join(information_.differing, ", ")),
                   kLineWidth, 4) +
           "\n";
  }

  std::span<const Scenario> scenarios_;
  const Information& information_;
  Figures figures_;
};

}  // namespace

std::string information_text(std::span<const Scenario> scenarios, const Information& information) {
  return Writer(scenarios, information).text();
}

}  // namespace armistice
