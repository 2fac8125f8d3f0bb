#include "experiments/findings/listed_parameter.hpp"

#include <fmt/format.h>

#include "experiments/input/resolved_settings.hpp"

namespace armistice {

bool is_wanted(const ParameterDeclaration& parameter, const Passes& passes) {
  const std::string of_class = fmt::format("={}", parameter.source_class());
  return passes({parameter.name, parameter.group,
                 fmt::format("{}.{}", parameter.group, parameter.name), setting_name(parameter),
                 of_class});
}

}  // namespace armistice
