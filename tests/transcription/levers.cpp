// Levers: how much of each is carried out, and when it comes.
#include "tests/transcription/submodels.hpp"

namespace transcription {

static double quantile(const Distribution& d, double value, double u) {
  switch (d.law) {
    case Law::kUniform:
      return d.low + u * (d.high - d.low);
    case Law::kBernoulli:
      return u < d.low ? 1 : 0;
    case Law::kTriangular: {
      const double width = d.high - d.low, below = d.mode - d.low, above = d.high - d.mode;
      if (u * width < below) return d.low + std::sqrt(u * width * below);
      return d.high - std::sqrt((1 - u) * width * above);
    }
    case Law::kConstant:
      break;
  }
  return value;
}

static double mean(const Distribution& d, double value) {
  if (d.law == Law::kUniform) return (d.low + d.high) / 2;
  if (d.law == Law::kTriangular) return (d.low + d.mode + d.high) / 3;
  return value;
}

void draw_targets(Trial& t) {
  const Scenario& s = *t.scenario;
  for (const Setting& p : s.parameters) {
    const auto id = static_cast<std::size_t>(p.id);
    t.parameter.resize(std::max(t.parameter.size(), id + 1));
    t.parameter[id] = quantile(p.distribution, p.value, t.chance.uniform());
  }
  const double centre = mean(s.share, s.share_value);
  const auto off_centre = [&] {
    return quantile(s.share, s.share_value, t.chance.uniform()) - centre;
  };
  const double common = std::sqrt(s.common_variance) * off_centre();
  for (const Lever& lever : s.levers) {
    const double own = std::sqrt(1 - s.common_variance) * off_centre();
    const double share = lever.at_once ? 1 : clip(centre + common + own, 0, 1);
    t.target.push_back(lever.base + share * (lever.target - lever.base));
  }
  // The course that is announced at the start: the targets, but of levers that wait their base.
  t.lever.resize(s.levers.size());
  for (std::size_t i = 0; i < s.levers.size(); ++i) {
    const Lever& lever = s.levers[i];
    t.lever[static_cast<std::size_t>(lever.id)] =
        lever.when == When::kAlways ? t.target[i] : lever.base;
  }
}

/// The month in which a lever may start, or -1 while it waits.
static double opening(const Trial& t, const Lever& lever) {
  switch (lever.when) {
    case When::kAlways:
      return 0;
    case When::kNoAgreementByMonth: {
      const bool agreed = t.first_signature >= 0 && t.first_signature < lever.by_month;
      return agreed ? -1 : lever.by_month;
    }
    case When::kAfterStop:
      return t.first_stop < 0 ? -1 : t.first_stop + 1;
    case When::kAfterBreach:
      return t.first_breach < 0 ? -1 : t.first_breach + 1;
  }
  return -1;
}

void set_levers(Trial& t) {
  for (std::size_t i = 0; i < t.target.size(); ++i) {
    const Lever& lever = t.scenario->levers[i];
    const double opens = opening(t, lever);
    const double starts = std::max(opens, lever.at_once ? 0 : lever.start_month);
    double way = lever.at_once ? t.month >= starts : (t.month - starts + 1) / lever.ramp_months;
    if (opens < 0) way = 0;
    t.lever[static_cast<std::size_t>(lever.id)] =
        lever.base + (t.target[i] - lever.base) * clip(way, 0, 1);
  }
}

}  // namespace transcription
