#include "experiments/exhibits/sealed_page.hpp"

#include <fmt/format.h>

#include <utility>

#include "experiments/exhibits/html.hpp"
#include "experiments/exhibits/page_parts.hpp"
#include "experiments/exhibits/seal.hpp"
#include "experiments/report/caveats.hpp"

namespace armistice {
namespace {

constexpr std::string_view kBeginning =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"generator\" content=\"armistice\">\n";

// Nothing is fetched, whatever a result has in it. Vega makes functions of its charts' expressions.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; "
    "img-src data:; base-uri 'none'; form-action 'none'";

}  // namespace

std::string begin_page(std::string_view title, std::string_view style, std::string_view policy) {
  std::string html(kBeginning);
  html +=
      open_tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html += "\n" + open_tag("meta", {{"http-equiv", "Content-Security-Policy"},
                                   {"content", fmt::format("{}{}{}", kPolicy,
                                                           policy.empty() ? "" : "; ", policy)}});
  html += "\n" + element("title", title) + "\n";
  html += "<style>\n" + std::string(page_part("charts/page.css")) + std::string(style) +
          fmt::format("@page {{ @bottom-center {{ content: \"{}\"; font: 8pt sans-serif; }} }}\n",
                      kNoForecast) +
          "</style>\n</head>\n<body>\n";
  return html + prose("p", kNoForecast, {{"class", "caveat"}, {"role", "note"}}) + "\n";
}

std::string script_tag(std::string_view script, std::string_view id) {
  const Attributes attributes = id.empty() ? Attributes{} : Attributes{{"id", std::string(id)}};
  return open_tag("script", attributes) + "\n" + inline_script(script) + "</script>\n";
}

std::string json_tag(std::string_view json, std::string_view id) {
  return open_tag("script", {{"type", "application/json"}, {"id", std::string(id)}}) +
         inline_json(json) + "</script>\n";
}

std::string vega_tag() {
  return "<script>/*! Vega\n" + inline_script(page_part("charts/vega.LICENSE")) + "*/\n" +
         inline_script(page_part("charts/compiled/vega.min.js")) + "</script>\n";
}

std::string sealed_page(std::string html) {
  html += "</body>\n</html>\n";
  return sealed(std::move(html));
}

bool is_our_page(std::string_view text) { return text.starts_with(kBeginning); }

bool is_unchanged_page(std::string_view text) { return is_our_page(text) && is_sealed(text); }

}  // namespace armistice
