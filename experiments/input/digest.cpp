// The fingerprint of everything in a scenario that moves results: two scenarios with one digest
// give the same trials for the same seed.
#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/input/cast_columns.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {
namespace {

/// FNV-1a with 64 bits.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      hash_ ^= static_cast<unsigned char>(c);
      hash_ *= 0x100000001b3u;
    }
  }
  void line(std::string_view name, std::string_view value) {
    add(fmt::format("{}={}\n", name, value));
  }
  // Numbers are printed so that they read back exactly.
  void line(std::string_view name, double value) { line(name, fmt::format("{}", value)); }
  void line(std::string_view name, const Distribution& d) { line(name, to_string(d)); }
  std::string hexadecimal() const { return fmt::format("{:016x}", hash_); }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

void add_structure(const Scenario& scenario, Fingerprint& print) {
  const Structure& structure = scenario.structure;
  print.line("start", to_string(scenario.start));
  print.line("us_change", to_string(scenario.us_change));
  print.line("patron_change",
             scenario.patron_change ? to_string(*scenario.patron_change) : "never");
  for (const bool off : structure.off_the_table) print.line("off_the_table", off);
  print.line("mechanisms", name_of(scenario.mechanisms));
  print.line("rule", name_of(structure.rule));
  print.line("attrition", static_cast<int>(structure.attrition));
  print.line("learning", static_cast<int>(structure.learning));
  print.line("war", static_cast<int>(structure.war));
  print.line("commitment", static_cast<int>(structure.commitment));
  print.line("relapse", static_cast<int>(structure.relapse));
#define SWITCH(name, ...) print.line("switches." #name, structure.switches.name);
#include "agents/interface/switches.def"
#undef SWITCH
}

void add_levers(const Scenario& scenario, Fingerprint& print) {
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) {
    const LeverDeclaration& declaration = lever_declarations()[i];
    const LeverSetting& lever = scenario.levers[i];
    print.line(declaration.name, lever.intensity);
    print.line("when", to_string(lever.when));
    if (declaration.at_once) continue;  // counts from the start, whatever its course says
    print.line("start_month", lever.start_month);
    print.line("ramp_months", lever.ramp_months);
  }
  print.line("implementation.share", scenario.implementation.share);
  print.line("implementation.common_variance", scenario.implementation.common_variance);
}

void add_cast(const Cast& cast, Fingerprint& print) {
  for (const Actor& actor : cast.actors) print.line(actor.kind, actor.code);
  for (const std::string_view kind : kinds_with_columns()) {
    const std::vector<Actor>& actors = actors_of(cast, kind);
    for (const Actor& actor : actors) print.line(kind, actor.code);
    for (const CastCells& cells : cells_of(kind)) {
      for (std::size_t row = 0; row < actors.size(); ++row) {
        print.line(cells.name(), cells.get(cast, row));
      }
    }
  }
  for (const double x : cast.influence.reshaped<Eigen::RowMajor>()) print.line("influence", x);
  for (const CastEdit& edit : cast.edits) {
    if (!edit.from) continue;  // it is in its column
    print.line(fmt::format("{}.{} from {}", edit.code, edit.column, to_string(*edit.from)),
               edit.value);
  }
}

}  // namespace

std::string digest_of(const Scenario& scenario) {
  Fingerprint print;
  add_structure(scenario, print);
  const auto declarations = parameter_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    print.line(setting_name(declarations[i]), scenario.parameters[i]);
  }
  for (std::size_t i = 0; i < scenario.correlations.size(); ++i) {
    print.line(correlation_setting(correlation_declarations()[i]), scenario.correlations[i]);
  }
  if (!scenario.posterior.empty()) print.line("posterior", scenario.posterior.digest());
  add_levers(scenario, print);
  add_cast(scenario.cast, print);
  return print.hexadecimal();
}

}  // namespace armistice
