#include "experiments/exhibits/page_parts.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"

namespace armistice {

std::string_view page_part(std::string_view name) {
  for (const PagePart* part = kPageParts; !part->name.empty(); ++part) {
    if (part->name == name) return part->text;
  }
  throw Error(Fault::kOurs, fmt::format("the program was built without charts/{}", name));
}

}  // namespace armistice
