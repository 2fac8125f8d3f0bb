#include "experiments/exhibits/chart_files.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "experiments/error.hpp"
#include "experiments/exhibits/scratch_folder.hpp"
#include "experiments/exhibits/seal.hpp"

namespace armistice {
namespace {

// As charts/page.js leaves them.
constexpr std::string_view kBeginning = "<script type=\"application/json\" id=\"drawn\">";
constexpr std::string_view kEnd = "</script>";
constexpr const char* kFragment = "svg";

/// The drawn charts by the names of their figures; null if there are none.
nlohmann::ordered_json drawn_charts(std::string_view document) {
  const std::size_t begin = document.find(kBeginning);
  if (begin == std::string_view::npos) return nullptr;
  const std::size_t from = begin + kBeginning.size();
  const std::string_view json = document.substr(from, document.find(kEnd, from) - from);
  return nlohmann::ordered_json::parse(json, nullptr, false);
}

}  // namespace

std::vector<ChartFile> chart_files(const std::string& page, const Browser& browser) {
  const ScratchFolder scratch;
  const auto file = scratch.path() / "memo.html";
  std::ofstream(file, std::ios::binary) << page;
  const nlohmann::ordered_json drawn = drawn_charts(browser.document_of(file, kFragment));
  if (!drawn.is_object() || drawn.empty()) {
    throw Error(Fault::kOutput,
                "armistice: report: the browser drew no charts; does it run scripts?");
  }
  std::vector<ChartFile> files;
  for (const auto& [name, chart] : drawn.items()) {
    files.push_back({name + ".svg", sealed(chart.get<std::string>() + "\n")});
  }
  return files;
}

bool is_unchanged_chart(std::string_view text) {
  return text.starts_with("<svg") && is_sealed(text);
}

bool is_name_of_chart(std::string_view name) {
  static const std::regex pattern("exhibit-[0-9]+\\.svg");
  return std::regex_match(name.begin(), name.end(), pattern);
}

}  // namespace armistice
