// What changes when the fighting stops.
#include "tests/transcription/submodels.hpp"

namespace transcription {

static void move_line_by_terms(Trial& t, Stop how) {
  if (how == Stop::kRussiaCollapsed) {
    const double before = std::min(t.line, P(settlement.line_before_invasion_pct));
    t.line = std::max(t.line - P(collapse.pushback_pct), before);
  } else if (t.terms.territory == 1) {
    t.line = std::min(t.line + P(settlement.donetsk_rest_pct), P(front.largest_share_pct));
  } else if (t.terms.territory == 2) {
    t.line = std::max(t.line, P(settlement.line_annexed_pct));
  }
}

void stop(Trial& t, Stop how, const Terms& terms, bool pressed) {
  t.fighting = false;
  t.frozen = how == Stop::kHalt || how == Stop::kFadeOut;
  t.on_paper = !t.frozen;
  t.halted = how == Stop::kHalt;
  t.after_collapse = how == Stop::kRussiaCollapsed;
  t.terms = terms;
  t.pressure = t.frozen ? 0 : us_leverage(t);
  move_line_by_terms(t, how);
  t.months_of_peace = t.months_of_lull = t.months_of_relief = t.impunity_left = 0;
  t.rung = 0;
  t.tested = t.contact = t.force_stood_aside = false;
  t.guarantors_strength = t.offensive = 0;
  t.line_at_accession = -1;
  t.invader.last_gain = t.defender.last_gain = -1;
  if (t.on_paper && t.first_signature < 0) t.first_signature = t.month;
  if (t.record.stop != Stop::kNone) return;
  t.first_stop = t.month;
  t.record.stop = how;
  t.record.terms = terms;
  t.record.pressed = pressed;
  t.record.end_month = t.month + 1;
}

}  // namespace transcription
