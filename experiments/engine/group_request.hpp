// What is run: groups of trials of one scenario, side by side, under one intervention.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "experiments/trials/batch.hpp"

namespace armistice {

/// Makes the context of a group when its turn comes.
using ContextMaker = std::function<std::unique_ptr<const BatchContext>()>;

struct GroupRequest {
  const BatchContext* context = nullptr;  // outlives the answer
  ContextMaker make_context{};            // in its place, where contexts are too many to be kept
  int count = 0;                          // 1 .. kGroupTrials
  std::array<TrialAddress, kGroupTrials> trials{};
  /// What each trial sets in place of its scenario; null throughout where nothing does. All groups
  /// of a context set the same rows.
  std::array<const PointValues*, kGroupTrials> points{};
  Intervention intervention{};
  bool timeline = false, donors = false;  // what is recorded besides the results
  /// Groups of one context and one slot, one after the other, can share their draws.
  std::uint32_t slot = 0;
};

/// Any trials, in groups like `alike`.
std::vector<GroupRequest> groups_of(const GroupRequest& alike,
                                    std::span<const TrialAddress> trials);
/// Trials first .. first + count - 1, replicate 0 each.
std::vector<GroupRequest> groups_of_trials(const GroupRequest& alike, std::int64_t first,
                                           int count);
/// All replicates of a parameter set of the nested sample.
std::vector<GroupRequest> groups_of_set(const GroupRequest& alike, std::uint32_t set);

}  // namespace armistice
