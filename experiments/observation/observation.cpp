#include "experiments/observation/observation.hpp"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

constexpr SeriesDeclaration kDeclarations[] = {
#define OBSERVED(name, kind, quantity, scale, offset, level, month, year, of_year, low, high, \
                 unit, words, basis)                                                          \
  {#name,                                                                                     \
   SeriesKind::k##kind,                                                                       \
   Quantity::quantity,                                                                        \
   {ErrorScale::k##scale, offset, level, month},                                              \
   {year, of_year},                                                                           \
   low,                                                                                       \
   high,                                                                                      \
   unit,                                                                                      \
   words,                                                                                     \
   basis},
#include "experiments/observation/observed.def"
#undef OBSERVED
};

/// The address of a month of a history; month 0 has the errors of the level.
AddressedEngine engine_at(const HistoryAddress& address, std::string_view series, int month) {
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15, kMonths = 4096;
  const std::uint64_t place = address.replicate * kMonths + static_cast<std::uint64_t>(month);
  return {address.seed, address.parameter_set, hash_of("observed", series) + kGolden * place};
}

}  // namespace

std::span<const SeriesDeclaration> series_declarations() { return kDeclarations; }

int series_named(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kDeclarations), std::end(kDeclarations),
                   [name](const SeriesDeclaration& series) { return series.name == name; });
  return found == std::end(kDeclarations) ? -1 : static_cast<int>(found - kDeclarations);
}

HistoryErrors draw_errors(const SeriesDeclaration& series, const ObservationModel& model,
                          const HistoryAddress& address, int months) {
  HistoryErrors errors;
  const auto normal = [&](int month, double sd) {
    if (sd == 0) return 0.0;
    AddressedEngine engine = engine_at(address, series.name, month);
    return sd * boost::random::normal_distribution<double>()(engine);
  };
  errors.level = normal(0, model.level_sd);
  for (int month = 1; month <= months; ++month) {
    errors.month.push_back(normal(month, model.month_sd));
  }
  return errors;
}

double log_odds(double share) {
  constexpr double kLeast = 1e-3;  // a month of a thousand launches cannot tell less from none
  const double kept = std::clamp(share, kLeast, 1 - kLeast);
  return std::log(kept / (1 - kept));
}

double measured(const ObservationModel& model, double quantity, double level, double month) {
  switch (model.scale) {
    case ErrorScale::kPlain:
      return quantity + model.offset + level + month;
    case ErrorScale::kFactor:
      return quantity * std::exp(model.offset + level + month);
    case ErrorScale::kOdds:
      return 1 / (1 + std::exp(-(log_odds(quantity) + model.offset + level + month)));
    case ErrorScale::kState:
      break;
  }
  return 1 - quantity;
}

}  // namespace armistice
