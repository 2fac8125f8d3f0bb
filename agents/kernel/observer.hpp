// The interface of an observer within a month. Observing changes nothing: every argument is read
// only.
#pragma once

#include "core/lanes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Nobody: what an ensemble runs with, at no cost. agents/kernel/trace.cpp has the other one.
struct NoObserver {
  void leaders(const auto&...) const {}
  void third_parties(const auto&...) const {}
  void war(const auto&...) const {}
  void outlook(const auto&...) const {}
  void institutions(const auto&...) const {}
  void collapse_risk(const auto&...) const {}
  void talks(const auto&...) const {}
  void wishes(const auto&...) const {}
  void truce(const auto&...) const {}
  void choice(const auto&...) const {}
  void risk_of_attack(const auto&...) const {}
  void attack(const auto&...) const {}
  void guarantees(const auto&...) const {}
  void violations(const auto&...) const {}
  void reinvasion(const auto&...) const {}
  void breach(const auto&...) const {}
  void month_end(const auto&...) const {}
};

}  // namespace armistice::inline ARMISTICE_LANE_SET
