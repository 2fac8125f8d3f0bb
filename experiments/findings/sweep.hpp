// What a sweep says when it is done: how many points there are, and which could not be run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/report/report.hpp"

namespace armistice {

/// Points that were asked for, and those of them that could not be run.
struct SweptPoints {
  std::int64_t all, failed;
};

/// "status_quo: 2,816 points of 16 trials over 10 factors, 12.3 s"
Text sweep_title(const std::string& scenario, std::int64_t points, int replicates,
                 std::int64_t factors, double seconds);
/// "2,816 points from 8 shards"
Text merged_title(std::int64_t points, std::int64_t shards);

/// `run` is what its manifest says of it; it is all that a sweep says as data.
/// `set_here`: the settings of the command line.
Report sweep_report(nlohmann::ordered_json run, Text title, const SweptPoints& points,
                    const std::vector<std::string>& set_here = {});

/// "3 of the 12 points FAILED; ...": what ends each account of a sweep; empty if none did.
Text failed_points(const SweptPoints& points);

}  // namespace armistice
