#include "experiments/findings/listed_parameter.hpp"

#include <fmt/format.h>

#include "experiments/input/resolved_settings.hpp"

namespace armistice {

bool is_wanted(const ParameterDeclaration& parameter, const Passes& passes) {
  return passes({parameter.name, parameter.group,
                 fmt::format("{}.{}", parameter.group, parameter.name), setting_name(parameter)},
                parameter.source_class());
}

}  // namespace armistice
