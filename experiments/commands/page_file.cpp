#include "experiments/commands/page_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <system_error>

#include "experiments/commands/option_values.hpp"
#include "experiments/error.hpp"
#include "experiments/exhibits/sealed_page.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {

namespace fs = std::filesystem;

fs::path folder_of_page(const fs::path& out) {
  return out.has_parent_path() ? out.parent_path() : fs::path(".");
}

void check_page_place(std::string_view command, const fs::path& out, bool force) {
  std::error_code error;
  const fs::path folder = folder_of_page(out);
  if (!fs::is_directory(folder, error)) {
    refuse(
        fmt::format("{}: --out {}: there is no folder {}", command, out.string(), folder.string()));
  }
  if (!fs::exists(fs::symlink_status(out, error))) return;
  if (!fs::is_regular_file(out, error)) {
    refuse(fmt::format("{}: --out {}: is no file", command, out.string()));
  }
  std::ifstream stream(out, std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  if (!is_our_page(page)) {
    refuse(
        fmt::format("{}: --out {}: armistice did not write this file; move it, or give another "
                    "--out",
                    command, out.string()));
  }
  if (!force) {
    refuse(
        fmt::format("{}: --out {}: is there already; give another --out, or --force to "
                    "replace it",
                    command, out.string()));
  }
  if (!is_unchanged_page(page)) {
    refuse(
        fmt::format("{}: --out {}: has changed since armistice wrote it, and would be "
                    "replaced; move it, or give another --out",
                    command, out.string()));
  }
}

void write_page(const fs::path& out, const std::string& page) {
  const fs::path beside = out.string() + ".part";
  std::error_code error;
  try {
    OutputFile file(beside);
    file.write(page);
    file.close();
  } catch (...) {
    fs::remove(beside, error);
    throw;
  }
  fs::rename(beside, out, error);
  if (error) {
    const std::string why = error.message();
    fs::remove(beside, error);
    throw Error(Fault::kOutput, fmt::format("{}: can't be written: {}", out.string(), why));
  }
}

}  // namespace armistice
