// Text that people type, without the blanks around it.
#pragma once

#include <string>
#include <string_view>

namespace armistice {

std::string trimmed(std::string_view text);

}  // namespace armistice
