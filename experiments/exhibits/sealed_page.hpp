// What every page of the program begins and ends with: nothing is fetched, whatever is in it, and
// its last line shows whether somebody edited it.
#pragma once

#include <string>
#include <string_view>

namespace armistice {

/// Up to and with `<body>`, the caveat in it. `policy` are sources beyond the page's own script and
/// style, such as "worker-src blob:".
std::string begin_page(std::string_view title, std::string_view style,
                       std::string_view policy = "");

/// A script of ours. Its text may be cited elsewhere in the page by `id`, if it has one.
std::string script_tag(std::string_view script, std::string_view id = "");
std::string json_tag(std::string_view json, std::string_view id);
/// Vega with its licence.
std::string vega_tag();

/// The page with its end.
std::string sealed_page(std::string html);

/// Whether a command of the program wrote it, and whether it is as it was written.
bool is_our_page(std::string_view text);
bool is_unchanged_page(std::string_view text);

}  // namespace armistice
