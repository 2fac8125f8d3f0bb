// The commands that list declarations: "armistice parameters front" lists those that match.
#pragma once

#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "experiments/commands/command.hpp"
#include "experiments/findings/listings.hpp"

namespace armistice {

/// How closely the typed text must match a name.
enum class Match { kSame, kSameInAnyCase, kPartOfIt };

/// An entry matches by its name, by its group, or by a part of either: "sanctions".
class CatalogueFilter {
 public:
  explicit CatalogueFilter(std::string wanted) : wanted_(std::move(wanted)) {}

  void look_for(Match match) { match_ = match; }
  bool passes(std::initializer_list<std::string_view> names, std::string_view class_of_entry);
  bool passed_any() const { return any_; }

  /// Throws Error(kInput), with the nearest name, if nothing passed.
  void check(std::string_view catalogue) const;

 private:
  std::string wanted_;  // empty: all
  Match match_ = Match::kSame;
  std::set<std::string, std::less<>> names_;
  bool any_ = false;
};

struct CatalogueOptions {
  std::string filter;  // a name or a group; empty: all
  bool json = false;
  bool names = false;  // what a shell completes
  bool markdown = false;
};

/// The entries of a catalogue that are wanted.
using Catalogue = std::function<Report(const Passes&)>;

/// Makes a command that prints `list`: the entries with exactly that name, otherwise with that name
/// in any case, otherwise those whose names contain it. `filter` is for the help. With a `page` it
/// has --markdown, which prints that one.
Action catalogue_action(CLI::App& command, const char* filter, Catalogue list, Catalogue page = {});

}  // namespace armistice
