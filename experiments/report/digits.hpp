// Numbers for people: each with as many digits as it deserves, never 0 for what is only small, and
// never a range where there is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace armistice {

/// Says how numbers of one kind are written: a share of trials, the mean of something, or what has
/// a fixed number of decimals.
class Digits {
 public:
  /// A share, in percent with the digits that so many trials support.
  static Digits of_share(std::int64_t trials);
  /// Means that are written alike, the largest of them `largest`: three digits of that one.
  static Digits of_mean(double largest);
  /// Each with three digits of its own: "0.0123", "12.3", "1,230".
  static Digits three();
  static Digits fixed(int decimals);
  /// Percent of something that is no share of trials.
  static Digits fixed_percent(int decimals);
  /// So many significant digits, and no zeros at the end: "0.5", "1.25". With more digits before
  /// the point all of those: "2718".
  static Digits general(int digits);
  static Digits general_percent(int digits);
  /// The shortest digits that read back.
  static Digits exact();
  /// Rounded to so many significant digits, as a whole number: "1,230,000".
  static Digits significant(int digits);
  /// Hundredths of a point, for differences of shares that have no sign.
  static Digits points();

  /// "23.4"; what rounds to nothing has no sign; not a number: "-".
  std::string plain(double x) const;
  std::string with_unit(double x) const;  // "23.4 %", "0.40 points"
  std::string rounded(double x) const;    // a share that is small as "0.0"
  std::string change(double x) const;     // "+65.0"; what rounds to nothing has no sign
  /// "87.9 to 88.8", "about 3.0", "< 0.1"; not a number: empty.
  std::string range(double low, double high, std::string_view between = " to ") const;
  std::string range_with_unit(double low, double high) const;
  /// "+64.1 to +65.9", "about +24.5", "within +-0.1" where both ends round to 0; "-": not a number,
  /// or nothing that differs.
  std::string range_of_changes(double low, double high) const;
  /// "14.2 +- 0.7": half of the width of the interval; "< 0.1" for what is at most that.
  std::string with_half_width(double x, double low, double high) const;

 private:
  enum class Kind {
    kShare,
    kMean,
    kThree,
    kFixed,
    kPercent,
    kGeneral,
    kGeneralPercent,
    kSignificant,
    kPoints,
    kExact
  };
  Digits(Kind kind, std::int64_t trials, int decimals)
      : kind_(kind), decimals_(decimals), trials_(trials) {}
  std::string written(double x) const;
  std::string unit() const;

  Kind kind_;
  int decimals_;
  std::int64_t trials_;
};

/// "low to high", or "about low" where both ends look the same.
std::string joined_range(const std::string& low, const std::string& high, std::string_view between);

}  // namespace armistice
