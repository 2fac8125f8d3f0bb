// A box: one interval, or one set of levels, for each factor, and how well it separates the cases
// of interest from the others (coverage and density: Lempert, Groves, Popper and Bankes 2006,
// Management Science 52:514; Bryant and Lempert 2010, Technological Forecasting and Social Change
// 77:34).
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "experiments/discovery/cases.hpp"

namespace armistice {

/// The restriction of one factor. Ordered: low <= value <= high. Without order: any level except
/// those left out.
struct Limits {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::vector<double> left_out;  // levels, ascending

  bool restricts() const;           // whether it leaves anything out
  bool allows(double value) const;  // both ends are in it
  void leave_out(double level);     // once more changes nothing
  bool operator==(const Limits&) const = default;
};

struct Box {
  std::vector<Limits> limits;  // by factor

  std::size_t restricted() const;  // number of factors
  bool operator==(const Box&) const = default;
};

/// The box of all points.
Box whole_box(std::size_t factors);

/// Statistics of the points in a box, relative to all points of the search.
struct BoxStatistics {
  std::size_t points = 0;  // in the box
  double interest = 0;     // sum of their shares
  double coverage = 0;     // interest in the box / all interest
  double density = 0;      // interest in the box / points in the box: the mean share
  double support = 0;      // points in the box / all points

  /// Coverage - support: the interest in the box beyond that of as many random points, as a part of
  /// all interest. It is the weighted relative accuracy (Lavrac, Flach and Zupan 1999) and the
  /// index of Youden (1950), up to a factor that all boxes share.
  double excess() const { return coverage - support; }
  /// Harmonic mean of coverage and density.
  double f1() const;
};

/// Interest and number of points.
struct Mass {
  std::size_t points = 0;
  Units interest = 0;

  double mean() const { return points_of(interest) / static_cast<double>(points); }
};

Mass mass_of(const SortedCases& cases, const PointSet& points);
/// 0 instead of 0 / 0.
BoxStatistics statistics_of(const Mass& box, const Mass& all);

/// The points of `among` that lie in the box.
PointSet points_in(const SortedCases& cases, const Box& box, const PointSet& among);
BoxStatistics statistics_of(const SortedCases& cases, const Box& box, const PointSet& among);

}  // namespace armistice
