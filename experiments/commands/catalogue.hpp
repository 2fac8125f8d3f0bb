// The commands that list what there is: "armistice parameters front" lists what is meant.
#pragma once

#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "experiments/commands/command.hpp"

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

struct CatalogueOptions {
  std::string filter;  // a name or a group; empty: all
  bool json = false;
  bool markdown = false;
};

/// Whether the catalogue can be printed as a page of the docs.
enum class Markdown { kNo, kToo };

/// Of a command that prints what `listed` makes of its options; `filter` is for the help.
Action catalogue_action(CLI::App& command, const char* filter,
                        std::string (*listed)(const CatalogueOptions&),
                        Markdown markdown = Markdown::kNo);

}  // namespace armistice
