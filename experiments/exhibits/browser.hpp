// Chromium, or a browser made from it, without a window: it draws the charts of a page, and prints
// it. Only for charts as files and for PDF; a page needs no browser to be written.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace armistice {

class Browser {
 public:
  /// The file that ARMISTICE_BROWSER names, else the first of the usual names on the path. Throws
  /// Error(kInput), with what to install, if there is none.
  Browser();

  /// The page's document once its scripts have run, opened with `#fragment`. Throws Error(kOutput)
  /// if the browser fails, or has not answered within two minutes.
  std::string document_of(const std::filesystem::path& page, const std::string& fragment) const;

  /// Prints the page to `pdf`. Throws as document_of does.
  void print(const std::filesystem::path& page, const std::filesystem::path& pdf) const;

 private:
  /// What it writes on standard output. Switches are as Chromium's documents list them.
  std::string run(const std::filesystem::path& page, const std::string& fragment,
                  std::vector<std::string> switches) const;

  std::string program_;
};

}  // namespace armistice
