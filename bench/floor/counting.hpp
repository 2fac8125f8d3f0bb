// The model, counted: what the months of a trial need, step by step.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "agents/interface/kernel.hpp"

namespace armistice {

/// Work that a processor does at a cost of its own.
enum class Work {
  kBlock,
  kUniform,
  kNormalPair,
  kExp,
  kLog,
  kDivision,
  kRoot,
  kArithmetic,
  kChoice
};
inline constexpr int kWorks = 9;
inline constexpr std::string_view kWorkNames[kWorks] = {
    "four random words",     "a uniform",  "two normals",   "an exponential",
    "a logarithm",           "a division", "a square root", "an addition or product",
    "a comparison or choice"};
using WorkCounts = std::array<double, kWorks>;

/// The steps of a month, between what an observer is told of.
inline constexpr int kSteps = 7;
inline constexpr std::string_view kStepNames[kSteps] = {"chance, leaders, third parties",
                                                        "war and economies",
                                                        "outlooks and guarantees",
                                                        "institutions and forces",
                                                        "talks and wills",
                                                        "peace and guarantees tested",
                                                        "records"};

/// One trial at a time, counted. Its results are those of the other kernels.
const Kernel& counting_kernel();

/// What was counted since the last call, by step; what elementary functions consist of is not in
/// arithmetic, choices, roots and uniforms.
std::array<WorkCounts, kSteps> counted_steps();

/// The size of what lives from month to month, at one lane.
std::size_t state_bytes();

}  // namespace armistice
