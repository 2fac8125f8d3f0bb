// All parameters of the model, one value for each lane, as a batch reads them.
#pragma once

#include "core/parameters.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

#define UNCERTAIN(name, ...) ParameterValue name;
#define UNCERTAIN_IN_FULL(name, ...) ParameterValue name;
#define UNIFORM_IN_FULL(name, ...) ParameterValue name;
#define UNCERTAIN_EVENT(name, ...) ParameterValue name;
#define CONSTANT(name, ...) ParameterValue name;
#define CONSTANT_IN_FULL(name, ...) ParameterValue name;
#define GROUP_BEGIN(group) struct group##_parameters {
#define GROUP_END(group) \
  }                      \
  ;
#include "agents/parameters/agent_parameters.def"
#undef GROUP_BEGIN
#undef GROUP_END
#undef UNCERTAIN
#undef UNCERTAIN_IN_FULL
#undef UNIFORM_IN_FULL
#undef UNCERTAIN_EVENT
#undef CONSTANT
#undef CONSTANT_IN_FULL

/// Only values, in the order of parameter_declarations(), so that it is laid out as a batch's
/// table.
struct Parameters {
#define UNCERTAIN(name, ...)
#define UNCERTAIN_IN_FULL(name, ...)
#define UNIFORM_IN_FULL(name, ...)
#define UNCERTAIN_EVENT(name, ...)
#define CONSTANT(name, ...)
#define CONSTANT_IN_FULL(name, ...)
#define GROUP_BEGIN(group) group##_parameters group;
#define GROUP_END(group)
#include "agents/parameters/parameters.def"
#undef GROUP_BEGIN
#undef GROUP_END
#undef UNCERTAIN
#undef UNCERTAIN_IN_FULL
#undef UNIFORM_IN_FULL
#undef UNCERTAIN_EVENT
#undef CONSTANT
#undef CONSTANT_IN_FULL
};
inline constexpr int kParameters = sizeof(Parameters) / sizeof(ParameterValue);

}  // namespace armistice::inline ARMISTICE_LANE_SET
