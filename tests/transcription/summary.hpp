// Many trials, as the program reports them: shares of outcomes, means of results and by month.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "tests/transcription/settings.hpp"

namespace transcription {

struct Mean {
  double count = 0, sum = 0, squares = 0;
  void add(double x) {
    ++count;
    sum += x;
    squares += x * x;
  }
  double mean() const { return sum / count; }
  /// Variance of the mean.
  double error_squared() const {
    return count < 2 ? 0 : std::fmax(squares / count - mean() * mean(), 0) / (count - 1);
  }
};

struct Summary {
  std::map<std::string, Mean> shares;  // as in outcomes.csv: "defeat,ukraine"
  // Columns of trials.csv, some of them where others have a value: "relapsed|outcome=defeat". What
  // has no value is left out; "happened,end_month" is whether there is one.
  std::map<std::string, std::vector<double>> results;
  std::map<std::string, Mean> months;  // as in timeline.csv: "24,occupied_share_pct"
};

Summary run_trials(const Scenario& scenario, int trials, int horizon, unsigned long long seed);

}  // namespace transcription
