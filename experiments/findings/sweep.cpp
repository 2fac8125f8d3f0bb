#include "experiments/findings/sweep.hpp"

#include <utility>

#include "experiments/findings/run_facts.hpp"

namespace armistice {

Text sweep_title(const std::string& scenario, std::int64_t points, int replicates,
                 std::int64_t factors, double seconds) {
  return say("{}: {} of {} over {}, {} s", scenario, Counted{points, "point"},
             Counted{replicates, "trial"}, Counted{factors, "factor"},
             Number{seconds, Digits::fixed(1)});
}

Text merged_title(std::int64_t points, std::int64_t shards) {
  return say("{} from {}", Counted{points, "point"}, Counted{shards, "shard"});
}

Text failed_points(const SweptPoints& points) {
  if (points.failed == 0) return {};
  Text which = points.failed == points.all
                   ? say("none of the {} could be run", Counted{points.all, "point"})
                   : say("{} of the {} FAILED", points.failed, Counted{points.all, "point"});
  return say("{}; failures.csv says why and how to see it", std::move(which));
}

Report sweep_report(nlohmann::ordered_json run, Text title, const SweptPoints& points,
                    const std::vector<std::string>& set_here) {
  Report report;
  report.of_trials = false;
  report.run = std::move(run);
  report.paragraph(std::move(title), 2);
  add_settings_paragraph(report, set_here);
  if (Text failed = failed_points(points); !failed.empty()) report.paragraph(std::move(failed), 2);
  return report;
}

}  // namespace armistice
