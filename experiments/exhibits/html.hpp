// HTML from text that anybody may have written: the one place that escapes it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace armistice {

/// Text as HTML, in an element as in a quoted attribute.
std::string escaped(std::string_view text);

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// `<name a="b">`; the values are escaped here.
std::string open_tag(std::string_view name, const Attributes& attributes = {});
std::string close_tag(std::string_view name);
/// An element that holds text, which is escaped here.
std::string element(std::string_view name, std::string_view text,
                    const Attributes& attributes = {});

/// The same of text in which a line may be broken after "_": names of scenarios are long.
std::string prose(std::string_view name, std::string_view text, const Attributes& attributes = {});

/// A script of ours, and JSON, as the inside of a <script>: nothing in them ends it.
std::string inline_script(std::string_view script);
std::string inline_json(std::string_view json);

}  // namespace armistice
