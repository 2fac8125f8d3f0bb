// Files that people read: no traces of one machine, no ragged ends, links that lead somewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

namespace fs = std::filesystem;

/// Text that we wrote: no pictures, no minified scripts of others.
std::vector<std::string> our_texts() {
  std::vector<std::string> files = tracked_files();
  std::erase_if(files, [](const std::string& file) {
    return file.ends_with(".min.js") || read(file).find('\0') != std::string::npos;
  });
  return files;
}

TEST(Files, NoPathOfOneMachine) {
  // Put together from pieces, or this file would find itself.
  const std::vector<std::string> pieces{
      "/wo"
      "rk/",
      "/ro"
      "ot/",
      "/ho"
      "me/",
      "/Us"
      "ers/"};
  for (const std::string& file : our_texts()) {
    int number = 0;
    for (const std::string& line : lines_of(read(file))) {
      ++number;
      for (const std::string& piece : pieces) {
        for (std::size_t at = line.find(piece); at != std::string::npos;
             at = line.find(piece, at + 1)) {
          // Within a longer path or an address, as in example.org/home/, it is none of ours.
          const bool starts_path =
              at == 0 || std::string(" \t\"'`=(:[{<>,").find(line[at - 1]) != std::string::npos;
          EXPECT_FALSE(starts_path) << file << ":" << number << ": path of a machine: " << piece;
        }
      }
    }
  }
}

TEST(Files, NoAddressOfARegistry) {
  // As a lock file has them, or a setting of pip or npm. Put together from pieces as above.
  const std::vector<std::string> pieces{
      "\"resolved\": \"ht"
      "tp",
      "registry.np"
      "mjs.org",
      "files.python"
      "hosted.org",
      "pypi.org/sim"
      "ple",
      "index-"
      "url"};
  for (const std::string& file : our_texts()) {
    const std::string text = read(file);
    for (const std::string& piece : pieces) {
      EXPECT_EQ(text.find(piece), std::string::npos)
          << file << ": address of a registry: " << piece;
    }
  }
}

TEST(Files, NoTrailingWhitespaceAndOneLastNewline) {
  for (const std::string& file : our_texts()) {
    // Inputs that are wrong on purpose are as they are.
    if (file.starts_with("tools/fuzz/corpus/") || file == "tests/input/bad_inputs.txt") continue;
    const std::string text = read(file);
    if (text.empty()) continue;
    EXPECT_TRUE(text.ends_with('\n')) << file << ": no newline at the end";
    EXPECT_FALSE(text.ends_with("\n\n")) << file << ": empty lines at the end";
    int number = 0;
    for (const std::string& line : lines_of(text)) {
      ++number;
      const bool ragged =
          !line.empty() && std::string(" \t\r").find(line.back()) != std::string::npos;
      EXPECT_FALSE(ragged) << file << ":" << number << ": whitespace at the end of the line";
    }
  }
}

TEST(Files, EachHeaderSaysFirstWhatItIs) {
  for (const std::string& file :
       tracked_files({"core", "agents", "experiments", "tests", "bench"}, {".hpp"})) {
    const std::vector<std::string> lines = lines_of(read(file));
    ASSERT_FALSE(lines.empty()) << file;
    EXPECT_TRUE(lines.front().starts_with("// ")) << file << ":1: no comment that says what it is";
    // The guard is the first line after that comment.
    const auto code = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
      return !line.empty() && !line.starts_with("//");
    });
    EXPECT_TRUE(code != lines.end() && *code == "#pragma once") << file << ": no #pragma once";
  }
}

TEST(Files, EachDeclarationFileSaysFirstWhatItIs) {
  for (const std::string& file : tracked_files({"core", "agents", "experiments"}, {".def"})) {
    EXPECT_TRUE(read(file).starts_with("// ")) << file << ":1: no comment that says what it is";
  }
}

TEST(Files, ScriptsStopAtTheFirstFault) {
  for (const std::string& file : our_texts()) {
    const std::string text = read(file);
    if (!text.starts_with("#!")) continue;
    const auto mode = fs::status(root() / file).permissions();
    EXPECT_NE(mode & fs::perms::owner_exec, fs::perms::none) << file << " is not executable";
    if (lines_of(text).front().find("bash") == std::string::npos) continue;
    EXPECT_NE(text.find("\nset -euo pipefail\n"), std::string::npos)
        << file << ": no set -euo pipefail";
    EXPECT_NO_THROW(output_of("bash -n '" + (root() / file).string() + "'")) << file;
  }
}

TEST(Files, LinksBetweenPagesLeadSomewhere) {
  const std::regex link(R"(\]\(([^)#\s]+)(#[^)\s]*)?\))");
  for (const std::string& file : our_texts()) {
    if (!file.ends_with(".md")) continue;
    int number = 0;
    bool in_code = false;
    for (const std::string& line : lines_of(read(file))) {
      ++number;
      if (line.starts_with("```")) in_code = !in_code;
      if (in_code) continue;
      for (std::sregex_iterator found(line.begin(), line.end(), link), end; found != end; ++found) {
        const std::string target = (*found)[1];
        if (target.find(':') != std::string::npos) continue;  // an address
        EXPECT_TRUE(fs::exists(root() / fs::path(file).parent_path() / target))
            << file << ":" << number << ": there is no " << target;
      }
    }
  }
}

}  // namespace
}  // namespace armistice::house
