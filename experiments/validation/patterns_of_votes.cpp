// Pattern 25: unanimity. A state with closer ties to Moscow is never good for an accession.
#include <algorithm>

#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

constexpr int kTrialsOfAState = 4000;

std::vector<double> accessions(const Sample& sample) {
  std::vector<double> joined = as_doubles(sample.of(Result::eu_accession_month));
  for (double& month : joined) month = month < 0 ? 0 : 1;
  return joined;
}

std::size_t place_of(const Cast& cast, std::string_view code) {
  const auto found = std::find_if(cast.donors.begin(), cast.donors.end(),
                                  [code](const Actor& a) { return a.code == code; });
  return static_cast<std::size_t>(found - cast.donors.begin());
}

/// The largest gain in accessions from raising one state's tie to 1, in standard errors.
Figure largest_gain(Laboratory& laboratory, const Scenario& plan) {
  const int trials = std::min(kTrialsOfAState, laboratory.settings().trials);
  const std::vector<double> base = accessions(laboratory.run_once(plan, trials, {}));
  Figure largest;
  for (std::size_t j = 0; j < plan.cast.donors.size(); ++j) {
    if (!plan.cast.eu_member[j]) continue;
    Scenario tied = plan;
    tied.cast.tie[static_cast<Eigen::Index>(j)] = 1;
    tied.digest = digest_of(tied);
    const Figure added = mean_difference(accessions(laboratory.run_once(tied, trials, {})), base);
    const double z = added.standard_error > 0 ? added.value / added.standard_error : 0;
    if (!(z <= largest.value)) largest = {z, 1};
  }
  return largest;
}

}  // namespace

Patterns patterns_of_votes(Laboratory& laboratory) {
  const Scenario plan = Laboratory::scenario("peace_through_strength");
  Patterns rows;
  // The largest of 27 differences that are 0 or less lies below 3 standard errors.
  rows.push_back({25,
                  "EU accession when a state's tie to Moscow is raised to 1: largest gain, in "
                  "standard errors",
                  PatternKind::kBuiltIn, at_most(3), largest_gain(laboratory, plan)});

  const Sample& sample = laboratory.run(plan);
  const auto vetoing = sample.of(Result::vetoing_actor);
  const auto hungary = static_cast<float>(place_of(plan.cast, "HU"));
  rows.push_back({25, "Hungary among the states that refuse first, share", PatternKind::kBuiltIn,
                  at_least(.3), by_batches(vetoing.size(), [&](std::size_t a, std::size_t b) {
                    double refusals = 0, of_hungary = 0;
                    for (std::size_t i = a; i < b; ++i) {
                      refusals += vetoing[i] >= 0 ? 1 : 0;
                      of_hungary += vetoing[i] == hungary ? 1 : 0;
                    }
                    return of_hungary / refusals;
                  })});
  return rows;
}

}  // namespace armistice
