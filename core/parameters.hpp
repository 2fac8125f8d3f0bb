// The parameters of the world's mechanisms, one value for each lane.
//
// Each group is declared once, in the .def file that it includes here; the program reads the same
// files for names, units, ranges and sources (agents/interface/declarations.cpp). A group's member
// is the parameter's name in a scenario file: `front.dead_zone` is [parameters.front] dead_zone.
#pragma once

#include "core/lanes.hpp"

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
#include "core/parameters.def"
#undef UNCERTAIN
#undef UNCERTAIN_IN_FULL
#undef UNIFORM_IN_FULL
#undef UNCERTAIN_EVENT
#undef CONSTANT
#undef CONSTANT_IN_FULL
#undef GROUP_BEGIN
#undef GROUP_END

}  // namespace armistice::inline ARMISTICE_LANE_SET
