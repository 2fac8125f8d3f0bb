#include "tests/transcription/replay.hpp"

#include <fstream>
#include <stdexcept>

#include "tests/transcription/submodels.hpp"

namespace transcription {

Trace read_trace(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  Trace trace;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {  // month,date,step,actor,item,value
    const auto month = line.find(','), date = line.find(',', month + 1), value = line.rfind(',');
    trace[line.substr(0, month) + line.substr(date, value - date)] =
        std::stod(line.substr(value + 1));
  }
  return trace;
}

static Trial follow(const Scenario& scenario, const Trace& trace, const Trial& before) {
  Trial t = start(scenario, 1);
  t.chance.follow(&trace);
  t.us_cost = before.us_cost;
  t.next_us_cost = before.next_us_cost;
  t.us_private_cost = t.us_cost.middle();
  double months = 0;
  for (const auto& [row, value] : trace) months = std::max(months, std::stod(row));
  while (t.month < months) advance_month(t);
  return t;
}

Chance replay(const Scenario& scenario, const Trace& trace) {
  const Trial first = follow(scenario, trace, {});  // to learn what Washington's costs were
  return follow(scenario, trace, first).chance;
}

}  // namespace transcription
