// Numbers of one kind, shares or means, with digits that suit all of them.
#pragma once

#include <cstdint>
#include <string>

namespace armistice {

class Digits {
 public:
  /// Of shares, in percent with the digits that so many trials support; or of means, the largest of
  /// them `largest`.
  Digits(bool share, double largest, std::int64_t trials);

  std::string plain(double x) const;      // "23.4"
  std::string with_unit(double x) const;  // "23.4 %"
  std::string change(double x) const;     // "+65.0"; what rounds to nothing has no sign
  /// "+64.1 to +65.9", "about +24.5", "within +-0.1" where both ends round to 0; "-": not a number,
  /// or nothing that differs.
  std::string range(double low, double high) const;

 private:
  std::int64_t trials_;
  bool share_;
  int decimals_;
};

}  // namespace armistice
