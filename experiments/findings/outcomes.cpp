#include "experiments/findings/outcomes.hpp"

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"

namespace armistice {

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

}  // namespace armistice
