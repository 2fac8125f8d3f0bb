// "armistice parameters front": which things of a catalogue are meant.
#pragma once

#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

namespace armistice {

/// A thing is named by itself or by its group.
class CatalogueFilter {
 public:
  explicit CatalogueFilter(std::string wanted) : wanted_(std::move(wanted)) {}

  bool passes(std::initializer_list<std::string_view> names);

  /// Throws Error(kInput), with the nearest name, if nothing passed.
  void check(std::string_view catalogue) const;

 private:
  std::string wanted_;  // empty: all
  std::set<std::string, std::less<>> names_;
  bool any_ = false;
};

}  // namespace armistice
