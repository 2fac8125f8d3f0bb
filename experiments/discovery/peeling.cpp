#include <optional>

#include "experiments/discovery/prim.hpp"
#include "experiments/discovery/prim_options.hpp"

namespace armistice {
namespace {

enum class Face { kLow, kHigh, kLevel };

/// Some points that could go.
struct Slab {
  Mass mass;
  double last_removed = 0, first_kept = 0;  // values; a level: last_removed
};

struct Peel {
  std::size_t factor = 0;
  Face face = Face::kLow;
  Slab slab;
  double merit = 0;
};

/// The points that are left of those in `among`, each factor's in ascending order.
class Peeler {
 public:
  Peeler(const SortedCases& cases, const PointSet& among, const PrimOptions& options)
      : cases_(cases), options_(options), inside_(among), all_(mass_of(cases, among)), left_(all_) {
    least_ = least_points(all_.points, options);
    for (std::size_t f = 0; f < cases.cases().factor_count(); ++f)
      orders_.push_back(cases.order(f));
    forget_the_removed();
  }

  const Mass& all() const { return all_; }
  const Mass& left() const { return left_; }

  /// The best that raises the mean; none if there is none.
  std::optional<Peel> best() const {
    std::optional<Peel> best;
    const auto consider = [&](std::size_t factor, Face face, const Slab& slab) {
      const double merit = merit_of(slab.mass);
      if (merit > (best ? best->merit : 0)) best = {factor, face, slab, merit};
    };
    for (std::size_t f = 0; f < orders_.size(); ++f) {
      const std::vector<std::uint32_t>& order = orders_[f];
      if (cases_.cases().ordered[f]) {
        consider(f, Face::kLow, slab_at(f, order.begin(), order.end()));
        consider(f, Face::kHigh, slab_at(f, order.rbegin(), order.rend()));
      } else {
        for_each_level(f, [&](const Slab& level) { consider(f, Face::kLevel, level); });
      }
    }
    return best;
  }

  void apply(const Peel& peel, Limits& limits) {
    const std::vector<std::uint32_t>& order = orders_[peel.factor];
    const double last = peel.slab.last_removed, kept = peel.slab.first_kept;
    const auto remove = [&](auto goes) {
      for (const std::uint32_t point : order) {
        if (goes(cases_.cases().value(point, peel.factor))) inside_[point] = 0;
      }
    };
    switch (peel.face) {
      case Face::kLow:
        limits.low = cut_between(last, kept);
        remove([&](double x) { return x <= last; });
        break;
      case Face::kHigh:
        limits.high = -cut_between(-last, -kept);
        remove([&](double x) { return x >= last; });
        break;
      case Face::kLevel:
        limits.leave_out(last);
        remove([&](double x) { return x == last; });
        break;
    }
    left_.points -= peel.slab.mass.points;
    left_.interest -= peel.slab.mass.interest;
    if (2 * left_.points < orders_[0].size()) forget_the_removed();
  }

 private:
  void forget_the_removed() {
    for (std::vector<std::uint32_t>& order : orders_) {
      std::erase_if(order, [&](std::uint32_t point) { return inside_[point] == 0; });
    }
  }

  /// Not above 0 if the slab is empty, leaves too few points or holds no less than the average.
  double merit_of(const Mass& slab) const {
    if (slab.points == 0 || left_.points < slab.points + least_) return 0;
    const Mass rest{left_.points - slab.points, left_.interest - slab.interest};
    const double before = left_.mean(), rise = rest.mean() - before;
    if (rise <= kEqualMeans * before) return 0;
    return options_.criterion == PeelCriterion::kHighestMean
               ? rise
               : rise / static_cast<double>(slab.points);
  }

  /// From one end of a factor: whole values only, alpha of the points at most unless the first
  /// value alone holds more. Empty if there is a single value.
  template <class Iterator>
  Slab slab_at(std::size_t factor, Iterator begin, Iterator end) const {
    const std::size_t wanted = points_to_move(left_.points, options_);
    Slab slab;
    Mass passed;
    double value = 0;
    for (; begin != end; ++begin) {
      if (inside_[*begin] == 0) continue;
      const double x = cases_.cases().value(*begin, factor);
      if (passed.points > 0 && x != value) {
        if (passed.points <= wanted || slab.mass.points == 0) slab = {passed, value, x};
        if (passed.points >= wanted) break;
      }
      value = x;
      ++passed.points;
      passed.interest += cases_.interest(*begin);
    }
    return slab;
  }

  template <class Use>
  void for_each_level(std::size_t factor, const Use& use) const {
    Slab level;
    for (const std::uint32_t point : orders_[factor]) {
      if (inside_[point] == 0) continue;
      const double x = cases_.cases().value(point, factor);
      if (level.mass.points > 0 && x != level.last_removed) {
        use(level);
        level.mass = {};
      }
      level.last_removed = x;
      ++level.mass.points;
      level.mass.interest += cases_.interest(point);
    }
    use(level);
  }

  const SortedCases& cases_;
  const PrimOptions& options_;
  PointSet inside_;
  Mass all_, left_;
  std::size_t least_ = 0;
  std::vector<std::vector<std::uint32_t>> orders_;  // [factor]; some removed points may be in them
};

}  // namespace

Trajectory peel(const SortedCases& cases, const PointSet& among, const PrimOptions& options) {
  check(options);
  Peeler peeler(cases, among, options);
  require_points(peeler.all());
  Box box = whole_box(cases.cases().factor_count());
  Trajectory trajectory{{box, statistics_of(peeler.left(), peeler.all())}};
  while (const std::optional<Peel> best = peeler.best()) {
    peeler.apply(*best, box.limits[best->factor]);
    trajectory.push_back({box, statistics_of(peeler.left(), peeler.all())});
  }
  return trajectory;
}

}  // namespace armistice
