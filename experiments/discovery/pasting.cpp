#include <limits>
#include <optional>

#include "experiments/discovery/prim.hpp"
#include "experiments/discovery/prim_options.hpp"

namespace armistice {
namespace {

/// A possible paste, and the resulting limits of its factor.
struct Paste {
  std::size_t factor = 0;
  Limits limits;
  Mass added;
};

class Paster {
 public:
  Paster(const SortedCases& cases, const Box& box, const PointSet& among,
         const PrimOptions& options)
      : cases_(cases), among_(among), options_(options), box_(box) {
    broken_.assign(among.size(), 0);
    for (std::size_t f = 0; f < box.limits.size(); ++f) count_broken(f, +1);
    inside_ = mass_of(cases, points_in(cases, box, among));
  }

  const Box& box() const { return box_; }

  bool widen() {
    std::optional<Paste> best;
    for (std::size_t f = 0; f < box_.limits.size(); ++f) {
      const Limits& limits = box_.limits[f];
      if (!limits.restricts()) continue;
      const std::vector<std::uint32_t>& order = cases_.order(f);
      if (!std::isinf(limits.low)) {
        const auto [mass, next] =
            slab_beyond(f, order.rbegin(), order.rend(), [&](double x) { return x < limits.low; });
        Paste paste{f, limits, mass};
        paste.limits.low = next ? cut_between(next->second, next->first)
                                : -std::numeric_limits<double>::infinity();
        consider(paste, best);
      }
      if (!std::isinf(limits.high)) {
        const auto [mass, next] =
            slab_beyond(f, order.begin(), order.end(), [&](double x) { return x > limits.high; });
        Paste paste{f, limits, mass};
        paste.limits.high = next ? -cut_between(-next->second, -next->first)
                                 : std::numeric_limits<double>::infinity();
        consider(paste, best);
      }
      for (const double level : limits.left_out) {
        Paste paste{f, limits, mass_of_level(f, level)};
        std::erase(paste.limits.left_out, level);
        consider(paste, best);
      }
    }
    if (!best) return false;
    count_broken(best->factor, -1);
    box_.limits[best->factor] = best->limits;
    count_broken(best->factor, +1);
    inside_ = sum(inside_, best->added);
    return true;
  }

 private:
  static Mass sum(const Mass& a, const Mass& b) {
    return {a.points + b.points, a.interest + b.interest};
  }

  void count_broken(std::size_t factor, int sign) {
    const Limits& limits = box_.limits[factor];
    if (!limits.restricts()) return;
    for (std::size_t i = 0; i < broken_.size(); ++i) {
      if (!limits.allows(cases_.cases().value(i, factor))) broken_[i] += sign;
    }
  }

  /// The mean must not fall. A face without points beyond it may go as well.
  void consider(const Paste& paste, std::optional<Paste>& best) const {
    const Mass wider = sum(inside_, paste.added);
    if (wider.mean() < inside_.mean() * (1 - kEqualMeans)) return;
    if (best) {
      const Mass other = sum(inside_, best->added);
      if (wider.mean() < other.mean()) return;
      if (wider.mean() == other.mean() && wider.points <= other.points) return;
    }
    best = paste;
  }

  /// Only this limit keeps the point out.
  bool kept_out_here(std::uint32_t point) const {
    return among_[point] != 0 && broken_[point] == 1;
  }

  /// The points next to a face: whole values only, and at least alpha of the box's points if there
  /// are so many. Also the last value inside and the first one outside, if there is one.
  template <class Iterator, class Beyond>
  std::pair<Mass, std::optional<std::pair<double, double>>> slab_beyond(
      std::size_t factor, Iterator begin, Iterator end, const Beyond& beyond) const {
    const std::size_t wanted = points_to_move(inside_.points, options_);
    Mass mass;
    double value = 0;
    for (; begin != end; ++begin) {
      const double x = cases_.cases().value(*begin, factor);
      if (!beyond(x) || !kept_out_here(*begin)) continue;
      if (mass.points >= wanted && x != value) return {mass, {{value, x}}};
      value = x;
      ++mass.points;
      mass.interest += cases_.interest(*begin);
    }
    return {mass, {}};
  }

  Mass mass_of_level(std::size_t factor, double level) const {
    Mass mass;
    for (const std::uint32_t point : cases_.order(factor)) {
      if (cases_.cases().value(point, factor) != level || !kept_out_here(point)) continue;
      ++mass.points;
      mass.interest += cases_.interest(point);
    }
    return mass;
  }

  const SortedCases& cases_;
  const PointSet& among_;
  const PrimOptions& options_;
  Box box_;
  Mass inside_;
  std::vector<int> broken_;  // by point: how many factors keep it out
};

}  // namespace

Box paste(const SortedCases& cases, const Box& box, const PointSet& among,
          const PrimOptions& options) {
  check(options);
  if (mass_of(cases, points_in(cases, box, among)).points == 0) return box;
  Paster paster(cases, box, among, options);
  while (paster.widen()) {
  }
  return paster.box();
}

}  // namespace armistice
