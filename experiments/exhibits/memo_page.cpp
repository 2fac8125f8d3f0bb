#include <fmt/format.h>

#include <set>
#include <utility>

#include "experiments/exhibits/html.hpp"
#include "experiments/exhibits/memo.hpp"
#include "experiments/exhibits/page_parts.hpp"
#include "experiments/exhibits/seal.hpp"
#include "experiments/input/counted.hpp"
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

std::string table_html(const ShownTable& table, const std::string& label) {
  // The region can be scrolled, so the keyboard must reach it.
  std::string html =
      open_tag(
          "div",
          {{"class", "scroll"}, {"role", "region"}, {"aria-label", label}, {"tabindex", "0"}}) +
      "<table><thead><tr>";
  for (const ShownColumn& column : table.columns) {
    html += element("th", column.head, {{"scope", "col"}, {"data-name", column.name}});
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const std::vector<ShownCell>& row : table.rows) {
    html += "<tr>";
    for (const ShownCell& cell : row) {
      constexpr std::size_t kLong = 24;
      html += cell.number                ? prose("td", cell.text, {{"data-value", cell.value}})
              : cell.text.size() > kLong ? prose("td", cell.text, {{"class", "words"}})
                                         : prose("td", cell.text);
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string details(const std::string& summary, const std::string& inside, bool open = false) {
  return (open ? "<details open>" : "<details>") + element("summary", summary) + "\n" + inside +
         "</details>\n";
}

std::string figure_html(const Exhibit& exhibit, int number) {
  const std::string id = fmt::format("exhibit-{}", number), heading = id + "-title";
  const std::string& title = exhibit.title;
  std::string html = open_tag(
      "figure",
      {{"id", id}, {"data-chart", exhibit.chart}, {"role", "group"}, {"aria-labelledby", heading}});
  html += "\n<figcaption>" + prose("h3", fmt::format("{}. {}", number, title), {{"id", heading}}) +
          "</figcaption>\n";
  if (!exhibit.chart.empty()) {
    html +=
        open_tag("div", {{"class", "chart"},
                         {"data-description", fmt::format("{}. {} The table below has the numbers.",
                                                          title, exhibit.reading)}}) +
        "</div>\n";
  }
  html += prose("p", exhibit.reading, {{"class", "reading"}}) + "\n";
  if (!exhibit.chart.empty()) {
    html += element("button", "Save as SVG",
                    {{"type", "button"},
                     {"data-save", "svg"},
                     {"aria-label", fmt::format("Save the chart of exhibit {} as SVG", number)}});
  }
  html += element("button", "Save as CSV",
                  {{"type", "button"},
                   {"data-save", "csv"},
                   {"aria-label", fmt::format("Save the numbers of exhibit {} as CSV", number)}});
  html += "\n" +
          details(fmt::format("The numbers ({})", counted(std::ssize(exhibit.table.rows), "row")),
                  table_html(exhibit.table, fmt::format("Numbers of exhibit {}", number)),
                  exhibit.chart.empty());
  return html + "</figure>\n";
}

std::string part_html(const MemoPart& part, int& figures) {
  std::string html = "<section>\n" + prose("h2", part.title) + "\n";
  html += prose("p", "From armistice " + part.command, {{"class", "under"}}) + "\n";
  if (part.of_the_model) html += prose("p", kNotTheWorld) + "\n";
  if (!part.changes.empty()) {
    html += open_tag("div", {{"class", "changed"}, {"role", "note"}}) +
            prose("p", "Not as armistice wrote it: these files were changed since.") + "<ul>";
    for (const std::string& change : part.changes) html += element("li", change);
    html += "</ul></div>\n";
  }
  for (const std::string& sentence : part.answer) {
    html += prose("p", sentence, {{"class", "answer"}}) + "\n";
  }
  for (const Exhibit& exhibit : part.exhibits) html += figure_html(exhibit, ++figures);
  if (!part.assumptions.empty()) {
    html += prose("h3", "What it assumes, and where that comes from") + "\n";
    for (const Assumptions& a : part.assumptions) {
      html += details(a.title, table_html(a.table, "Assumptions: " + a.title));
    }
  }
  html += prose("h3", "How to get the same result") + "\n<dl>\n";
  for (const auto& [name, value] : part.reproduction) {
    html += element("dt", name) + "<dd>" +
            (name == "command" ? "<pre>" + element("code", value) + "</pre>" : escaped(value)) +
            "</dd>\n";
  }
  html += "</dl>\n";
  html += details(counted(std::ssize(part.files.rows), "file"),
                  table_html(part.files, "Files of the result"));
  return html + "</section>\n";
}

std::string charts_json(const std::vector<MemoPart>& parts) {
  std::set<std::string> names;
  for (const MemoPart& part : parts) {
    for (const Exhibit& exhibit : part.exhibits) {
      if (!exhibit.chart.empty()) names.insert(exhibit.chart);
    }
  }
  std::string json = "{";
  for (const std::string& name : names) {
    json += fmt::format("{}\"{}\": {}", json.size() > 1 ? ",\n" : "", name,
                        page_part("compiled/" + name + ".vg.json"));
  }
  return json + "}";
}

}  // namespace

std::string memo_page(const std::vector<MemoPart>& parts) {
  std::string titles;
  for (const MemoPart& part : parts) titles += (titles.empty() ? "" : "; ") + part.title;
  std::string html(kBeginning);
  html +=
      open_tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html += "\n" + open_tag("meta", {{"http-equiv", "Content-Security-Policy"},
                                   {"content", std::string(kPolicy)}});
  html += "\n" + element("title", titles + " (armistice)") + "\n";
  html += "<style>\n" + std::string(page_part("page.css")) +
          fmt::format("@page {{ @bottom-center {{ content: \"{}\"; font: 8pt sans-serif; }} }}\n",
                      kNoForecast) +
          "</style>\n</head>\n<body>\n";
  html += prose("p", kNoForecast, {{"class", "caveat"}, {"role", "note"}}) + "\n<main>\n";
  html += prose("h1", "How the war might end: what the model says") + "\n";
  html += prose("p",
                "A memo of armistice, an agent-based Monte Carlo model. Each exhibit says what it "
                "shows, and has its numbers in a table below it.",
                {{"class", "under"}}) +
          "\n";
  html +=
      prose("p",
            "Two uncertainties stand beside each share, apart. Sampling error (95 %) is that of "
            "so many trials: more of them would narrow it. What we do not know is the 5 to 95 % "
            "range over parameter sets: more trials would not narrow it.",
            {{"class", "under"}}) +
      "\n";
  int figures = 0;
  for (const MemoPart& part : parts) html += part_html(part, figures);
  html += "</main>\n";
  html += "<script type=\"application/json\" id=\"charts\">" + inline_json(charts_json(parts)) +
          "</script>\n";
  html += "<script>/*! Vega\n" + inline_script(page_part("vega.LICENSE")) + "*/\n" +
          inline_script(page_part("compiled/vega.min.js")) + "</script>\n";
  html += "<script>\n" + inline_script(page_part("page.js")) + "</script>\n";
  html += "</body>\n</html>\n";
  return sealed(std::move(html));
}

bool is_memo_page(std::string_view text) { return text.starts_with(kBeginning); }

bool is_unchanged_memo_page(std::string_view text) { return is_memo_page(text) && is_sealed(text); }

}  // namespace armistice
