#include "experiments/output/precision_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "experiments/input/counted.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;

std::string half_width_text(double half, bool share) {
  return share ? fmt::format("{:.3g} points", 100 * half) : fmt::format("{:.3g}", half);
}

}  // namespace

std::string precision_text(const RunSettings& settings, const PrecisionReached& reached,
                           std::int64_t trials, bool share) {
  if (!(settings.precision > 0)) return "";
  const std::string asked = half_width_text(settings.precision, share);
  const std::string widest = half_width_text(reached.widest, share);
  const std::string text =
      reached.reached
          ? fmt::format(
                "precision reached: +-{} was asked for, the widest headline interval is "
                "+-{} after {} (intervals hold whenever a run stops)",
                asked, widest, counted(trials, "trial"))
          : fmt::format(
                "PRECISION NOT REACHED: +-{} was asked for, and the widest headline "
                "interval is still +-{} after the most trials allowed, {} (--trials)",
                asked, widest, with_thousands(trials));
  return wrapped(text, kLineWidth, 2) + "\n";
}

void add_precision(nlohmann::ordered_json& run, const RunSettings& settings,
                   const PrecisionReached& reached) {
  if (!(settings.precision > 0)) return;
  nlohmann::ordered_json widest = nullptr;
  if (std::isfinite(reached.widest)) widest = reached.widest;
  run["precision"] = {{"half_width", settings.precision},
                      {"reached", reached.reached},
                      {"widest_half_width", widest},
                      {"most_trials", settings.trials},
                      {"intervals", "confidence sequences"}};
}

}  // namespace armistice
