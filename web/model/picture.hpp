// What the page shows of the trials that came so far: shares, stops and a fan, of the settings now
// and of a reference on the same chance.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "experiments/input/scenario.hpp"
#include "web/model/pieces.hpp"

namespace armistice::web {

/// The trials of one ensemble as they come, in any order.
class Gathered {
 public:
  Gathered(const PageSettings& page, Quantity quantity);

  /// A piece of `PieceRunner::run`.
  void take(std::uint32_t first, int count, std::span<const std::uint8_t> piece);

  std::int64_t trials() const { return trials_; }
  const Scenario& scenario() const { return scenario_; }
  int horizon_months() const { return horizon_months_; }
  Quantity quantity() const { return quantity_; }
  /// Null for a trial that has not come.
  const KeptTrial* at(std::size_t trial) const;
  std::size_t beyond() const { return there_.size(); }  // all trials have lower numbers
  std::span<const std::uint32_t> counts(int month) const;

 private:
  Scenario scenario_;
  int horizon_months_;
  Quantity quantity_;
  std::int64_t trials_ = 0;
  std::vector<KeptTrial> kept_;
  std::vector<bool> there_;
  std::vector<std::uint32_t> counts_;  // [month][bin]
};

/// Rows for the page's exhibits. `reference` may be null, or `now` itself.
nlohmann::ordered_json picture(const Gathered& now, const Gathered* reference);

}  // namespace armistice::web
