#include "experiments/exhibits/html.hpp"

#include <fmt/format.h>

#include <boost/algorithm/string/replace.hpp>

#include "experiments/input/plain_text.hpp"

namespace armistice {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : visible(text)) {  // marks of direction would turn what stands behind them
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string open_tag(std::string_view name, const Attributes& attributes) {
  std::string tag = fmt::format("<{}", name);
  for (const auto& [attribute, value] : attributes) {
    tag += fmt::format(" {}=\"{}\"", attribute, escaped(value));
  }
  return tag + ">";
}

std::string close_tag(std::string_view name) { return fmt::format("</{}>", name); }

std::string element(std::string_view name, std::string_view text, const Attributes& attributes) {
  return open_tag(name, attributes) + escaped(text) + close_tag(name);
}

std::string prose(std::string_view name, std::string_view text, const Attributes& attributes) {
  return open_tag(name, attributes) +
         boost::algorithm::replace_all_copy(escaped(text), "_", "_<wbr>") + close_tag(name);
}

std::string inline_script(std::string_view script) {
  std::string text(script);
  boost::algorithm::ireplace_all(text, "</script", "<\\/script");
  boost::algorithm::replace_all(text, "<!--", "<\\!--");
  return text;
}

std::string inline_json(std::string_view json) {
  std::string text(json);
  boost::algorithm::replace_all(text, "<", "\\u003c");
  return text;
}

}  // namespace armistice
