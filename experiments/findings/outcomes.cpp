#include "experiments/findings/outcomes.hpp"

#include <limits>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"

namespace armistice {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();  // an empty cell

}  // namespace

Table outcomes_table(const Scenario& scenario, const Ensemble& ensemble) {
  const std::int64_t sets = ensemble.nested.sets;
  Table table{
      .name = "outcomes",
      .columns = {column("outcome"), column("detail"), Column{.data = "label"}, column("count"),
                  column("share"), sampling_column(), range_column(), data_column("why_no_range"),
                  Column{.data = "share_of_variance_from_parameters"}}};
  for (const Share share : reported_shares(labels_of(scenario))) {
    const ShareName name = name_of(share);
    const ShareEstimate e = estimate(ensemble, share);
    table.rows.push_back({std::string(name.outcome), std::string(name.detail),
                          std::string(words_of(share)), e.count, e.share, ends(e.sampling),
                          set_range(e.ranges, sets), reason_for_none(e.ranges.basis, sets),
                          e.ranges.share_of_variance});
  }
  return table;
}

Table structures_table(const Scenario& scenario, const Ensemble& ensemble) {
  const std::vector<Share> shares = reported_shares(labels_of(scenario));
  const StructuralSample& sample = ensemble.structural;
  Table table{.name = "structures",
              .columns = {column("choice"), column("option"), column("outcome"), column("detail"),
                          column("trials"), column("share"), range_column()}};
  for (const Share share : shares) {
    const ShareName name = name_of(share);
    const ParameterRange range = parameter_range(sample.nested.of(share));
    table.rows.push_back({"all", "all", std::string(name.outcome), std::string(name.detail),
                          whole(std::int64_t{sample.nested.sets} * kReplicates), range.mean,
                          set_range(range, sample.nested.sets)});
  }
  for (const StructuralOption& option : sample.options) {
    for (const Share share : shares) {
      const ShareName name = name_of(share);
      table.rows.push_back({std::string(option.choice), std::string(option.option),
                            std::string(name.outcome), std::string(name.detail),
                            whole(option.trials), option.part(share),
                            SetRange{kNotANumber, kNotANumber, RangeBasis::kNoSets, 0, {}}});
    }
  }
  return table;
}

}  // namespace armistice
