#include "experiments/exhibits/chart_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "experiments/error.hpp"
#include "experiments/exhibits/scratch_folder.hpp"
#include "experiments/exhibits/seal.hpp"
#include "experiments/output/output_folder.hpp"

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

/// The page as a file, for as long as the browser reads it.
class ScratchPage {
 public:
  explicit ScratchPage(const std::string& page) {
    OutputFile out(file());
    out.write(page);
    out.close();
  }
  std::filesystem::path file() const { return folder_.path() / "memo.html"; }

 private:
  ScratchFolder folder_;
};

}  // namespace

std::vector<ChartFile> chart_files(const std::string& page, const Browser& browser) {
  const ScratchPage scratch(page);
  const nlohmann::ordered_json drawn = drawn_charts(browser.document_of(scratch.file(), kFragment));
  const bool texts =
      std::all_of(drawn.begin(), drawn.end(), [](const auto& chart) { return chart.is_string(); });
  if (!drawn.is_object() || drawn.empty() || !texts) {
    throw Error(Fault::kOutput,
                "armistice: report: the browser drew no charts; does it run scripts?");
  }
  std::vector<ChartFile> files;
  for (const auto& [name, chart] : drawn.items()) {
    files.push_back({name + ".svg", sealed(chart.get<std::string>() + "\n")});
  }
  return files;
}

void print_page(const std::string& page, const Browser& browser, const std::filesystem::path& pdf) {
  const ScratchPage scratch(page);
  browser.print(scratch.file(), pdf);
}

bool is_unchanged_chart(std::string_view text) {
  return text.starts_with("<svg") && is_sealed(text);
}

bool is_name_of_chart(std::string_view name) {
  static const std::regex pattern("exhibit-[0-9]+\\.svg");
  return std::regex_match(name.begin(), name.end(), pattern);
}

}  // namespace armistice
