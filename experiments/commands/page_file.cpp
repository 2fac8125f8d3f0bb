#include "experiments/commands/page_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <system_error>

#include "experiments/commands/option_values.hpp"
#include "experiments/exhibits/sealed_page.hpp"
#include "experiments/output/placed_file.hpp"

namespace armistice {

namespace fs = std::filesystem;

fs::path folder_of_page(const fs::path& out) {
  return out.has_parent_path() ? out.parent_path() : fs::path(".");
}

void check_taken(const FilePlace& file, bool force) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file.place, error))) return;
  const std::string at = fmt::format("{}: {} {}", file.command, file.option, file.place.string());
  if (!fs::is_regular_file(file.place, error)) refuse(at + ": is no file");
  std::ifstream stream(file.place, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!file.ours(text)) {
    refuse(fmt::format("{}: armistice did not write this file; move it, or give another {}", at,
                       file.option));
  }
  if (!force) {
    refuse(fmt::format("{}: is there already; give another {}, or --force to replace it", at,
                       file.option));
  }
  if (!file.unchanged(text)) {
    refuse(
        fmt::format("{}: has changed since armistice wrote it, and would be replaced; move it, "
                    "or give another {}",
                    at, file.option));
  }
}

void check_page_place(std::string_view command, const fs::path& out, bool force) {
  std::error_code error;
  const fs::path folder = folder_of_page(out);
  if (!fs::is_directory(folder, error)) {
    refuse(
        fmt::format("{}: --out {}: there is no folder {}", command, out.string(), folder.string()));
  }
  check_taken({command, "--out", out, is_our_page, is_unchanged_page}, force);
}

void write_page(const fs::path& out, const std::string& page) {
  PlacedFile file(out);
  file.write(page);
  file.put();
}

}  // namespace armistice
