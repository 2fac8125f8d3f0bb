// A scenario: all settings of the model that are fixed before the draws.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/input/calendar.hpp"
#include "experiments/input/cast.hpp"
#include "experiments/input/distribution.hpp"
#include "experiments/input/posterior.hpp"

namespace armistice {

enum class Mechanisms { kCore, kFull };

/// What a lever waits for: `after_stop`, or `no_agreement_by_month:12`.
struct LeverWhen {
  LeverCondition condition = LeverCondition::kAlways;
  double month = 0;  // of kNoAgreementByMonth, else 0
  bool operator==(const LeverWhen&) const = default;
};

struct LeverSetting {
  Distribution intensity;  // 0 .. 1, the target of the ramp
  double start_month = 3;
  double ramp_months = 6;
  LeverWhen when;
  bool operator==(const LeverSetting&) const = default;
};

/// How much of each lever is carried out: intensity = base + (intensity - base) * share, a share
/// drawn for each gradual lever, `common_variance` of its variance from one draw common to all.
struct Implementation {
  Distribution share = fixed_value(1);
  double common_variance = 0;
};

struct Scenario {
  std::string name;   // the file's stem, and after a + of what is laid over it
  std::string title;  // one line for people
  std::filesystem::path file;
  CalendarMonth start;
  CalendarMonth us_change;                     // of the administration in Washington
  std::optional<CalendarMonth> patron_change;  // a patron's new leader wants the war less
  Mechanisms mechanisms = Mechanisms::kFull;
  Structure structure;
  std::vector<Distribution> parameters;  // in the order of parameter_declarations()
  std::vector<double> correlations;      // of correlation_declarations(); empty: all 0
  Posterior posterior;  // where joint rows stand in for them; they then are the rows' means
  std::array<LeverSetting, kLevers> levers;  // in the order of lever_declarations()
  Implementation implementation;
  Cast cast;
  std::vector<std::string> set_here;  // by --set: "levers.us_backup = 1"
  std::vector<std::string> notes;     // what a reader should know, e.g. a lever without effect
  std::string digest;  // of everything above that moves results; 16 hexadecimal digits
};

/// One `--set name=value` of the command line: "parameters.front.dead_zone=0.4".
struct Setting {
  std::string name, value;
};

/// All settings at their declared defaults, without a cast.
Scenario default_settings(Mechanisms mechanisms = Mechanisms::kFull);

/// The scenario that sets only its mechanisms: all defaults, with the cast of `cast_file`.
Scenario default_scenario(const std::filesystem::path& cast_file,
                          Mechanisms mechanisms = Mechanisms::kFull);

/// The switches that are on in a scenario that sets only its mechanisms.
Switches default_switches(Mechanisms mechanisms);

/// What `Scenario::digest` must be; also the digest of a scenario that was changed in memory.
std::string digest_of(const Scenario& scenario);

/// Two scenarios that are laid over each other set one thing to different values; the second wins.
struct Conflict {
  std::string name;
  std::string first, first_value, second, second_value;
};

/// Where the settings of a scenario come from: what it extends, what is laid over it, `--set`.
struct Provenance {
  std::vector<std::string> layers;            // in the order in which they were laid
  std::map<std::string, std::string> set_by;  // the last layer that sets a name
  std::vector<Conflict> conflicts;
};

/// Reads a scenario file, whatever it extends, what is laid over it (a setting "with"), and the
/// settings on top, which win; says where each comes from, if asked.
/// Throws Error(kInput) as "file:line:column: what was wrong"; a setting's place is "--set NAME".
Scenario read_scenario(const std::filesystem::path& file, const std::vector<Setting>& settings,
                       Provenance* provenance = nullptr);

}  // namespace armistice
