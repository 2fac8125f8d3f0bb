// What the program carries for its pages: the compiled charts, Vega's script, our style and script.
// cmake/page_parts.cmake makes the definition from the files of charts/ and web/page/.
#pragma once

#include <string_view>

namespace armistice {

/// The text of a file by its path: "charts/page.css", "charts/compiled/shares.vg.json". Throws
/// Error(kOurs) if the build put none of that name in.
std::string_view page_part(std::string_view name);

struct PagePart {
  std::string_view name, text;
};
extern const PagePart kPageParts[];  // the last has no name

}  // namespace armistice
