// The figures that a traced trial has of one month.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "agents/kernel/trace.hpp"
#include "experiments/input/cast.hpp"

namespace armistice {

class TracedMonth {
 public:
  explicit TracedMonth(int month) : month_(month) {}
  void take(const TraceEntry& entry);

  /// A figure that is there in some months, or under some mechanisms, only.
  std::optional<double> find(TraceItem item) const;
  bool has(TraceItem item) const { return figures_.contains(item); }
  /// Whether it is there and above 0.
  bool is(TraceItem item) const { return find(item).value_or(0) > 0; }
  /// A figure that has to be there. Throws Error(kOurs) if it isn't.
  double at(TraceItem item) const;

  struct Placed {
    float value;
    int place;  // in the cast
  };
  /// One for each donor of the cast, and for each patron. Throw Error(kOurs) if one is missing.
  const std::vector<Placed>& stances(const Cast& cast) const;
  const std::vector<Placed>& supports(const Cast& cast) const;

 private:
  [[noreturn]] void fail_without(TraceItem item) const;

  int month_;  // since the start, from 0
  std::map<TraceItem, double> figures_;
  std::vector<Placed> stances_, supports_;
};

}  // namespace armistice
