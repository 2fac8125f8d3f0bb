// P17: violations of a peace, the answers to them, and relief from sanctions.
#include "tests/transcription/submodels.hpp"

namespace transcription {

static int poisson(Trial& t, double mean) {
  constexpr int kMost = 20;
  const double u = t.chance.uniform();
  double p = std::exp(-mean), sum = p;
  int n = 0;
  while (u > sum && n < kMost) {
    ++n;
    p *= mean / n;
    sum += p;
  }
  return n;
}

void violate(Trial& t, double credibility, double monitoring) {
  const double early = P(violations.rate) *
                       std::exp(-t.months_of_peace / P(violations.decay_months)) *
                       (1 - P(violations.monitoring_effect) * monitoring);
  const double mean =
      (early + P(violations.lasting_rate)) * (t.force ? 1 - P(violations.force_effect) : 1);
  const double measured = L(proportionate_response);
  const double none = (1 - credibility) * (1 - P(violations.answering) * measured);
  const double worse = credibility * P(violations.escalation) * (1 - measured);
  t.chance.compare(mean, "violations,putin,expected_violations");
  const double unanswered =
      t.chance.drawn(poisson(t, mean * none), "violations,guarantors,unanswered");
  const double escalatory =
      t.chance.drawn(poisson(t, mean * worse), "violations,guarantors,escalated");
  const double in_proportion = poisson(t, mean * (1 - none - worse));
  if (t.record.relapse_month == 0) {
    t.record.violations += unanswered + escalatory + in_proportion;
    t.record.unanswered += unanswered;
    t.record.escalatory += escalatory;
  }
  if (unanswered > 0) t.impunity_left = static_cast<int>(P(violations.impunity_months));
  t.escalation = escalatory > 0;
  if (t.escalation) {
    if (t.first_breach < 0) t.first_breach = t.month;
    t.months_of_relief = 0;
    t.reassurance_void = true;
  }
  t.chance.compare(t.reassurance_void, "violations,guarantors,reassurance_void");
}

double relief(const Trial& t) { return std::min(t.months_of_relief / P(peace.relief_months), 1.0); }

double bite(const Trial& t) {
  if (t.fighting || t.frozen || t.terms.economy == 0) return 1;
  if (t.terms.economy == 3) return P(peace.relieved_bite);
  return 1 - (1 - P(peace.phased_bite)) * relief(t);
}

}  // namespace transcription
