// The identity of a result: the program, the scenario, the seed, the design. Two pieces of work
// with one identity are parts of one result. It is kept beside every unfinished result, so that no
// work is continued with, or added to, a different one.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/scenario.hpp"

namespace armistice {

using Identity = nlohmann::ordered_json;

/// The members that every identity begins with.
Identity identity_of(std::string_view command);

/// How a scenario resolves: each setting by its name, with its value or distribution. A member
/// "settings" of identities, so that what differs can be named.
Identity settings_data(const Scenario& scenario);

/// Without what is kept beside an identity and is no part of it: "typed", "settings", "files",
/// "format" and "crc64".
Identity bare(Identity identity);

/// A difference between two pieces of work, with the value in each.
struct IdentityDifference {
  std::string name;
  std::string there, here;
  bool operator==(const IdentityDifference&) const = default;
};

/// All of them, in the order of `here`. Members of objects are named "design.samples", those of
/// lists "design.factors.NAME". A scenario's digest stands for its settings, which are named
/// instead where both are known.
std::vector<IdentityDifference> differences(const Identity& there, const Identity& here);

/// The first few, each on a line of its own: "\n  seed: 1 there, 2 here".
std::string to_text(const std::vector<IdentityDifference>& all);

}  // namespace armistice
