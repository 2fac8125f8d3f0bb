// What a reader would measure in a month of an ensemble: the mean and the quantiles over trials and
// errors. They follow from the counts of the quantity and the law of the error, so no error is
// drawn and no run is slower.
#pragma once

#include <vector>

#include "experiments/observation/observation.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {

/// Probability that at most `value` is measured where the model has `quantity`.
double measured_up_to(const ObservationModel& model, double quantity, double value);

/// The months of a series, which is no state, in an ensemble. Both outlive it.
class MeasuredMonths {
 public:
  MeasuredMonths(const SeriesDeclaration& series, const Tally& tally);

  double mean(int month) const;  // months from 0
  std::vector<double> quantiles(int month, const std::vector<double>& probabilities) const;

 private:
  std::vector<double> weights_of(int month) const;
  void spread_bin(std::size_t bin);

  const SeriesDeclaration& series_;
  const Tally& tally_;
  // [bin of the quantity][bin of what is measured]; empty where no trial ever was
  std::vector<std::vector<double>> spread_;
};

}  // namespace armistice
