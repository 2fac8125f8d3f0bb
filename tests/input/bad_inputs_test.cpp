// A corpus of inputs that people got wrong, or that a program made, each with the message that it
// must end with: its place, what is wrong, what was expected. tests/input/bad_inputs.txt holds
// them. With ARMISTICE_ACCEPT_MESSAGES set the test writes the messages as they are now, to be
// read.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/designs/table.hpp"
#include "experiments/input/cast.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

constexpr std::string_view kInput = "==== ", kMessage = "---- ";

/// The shipped table of actors in which one text stands for another is a "cast".
struct BadInput {
  std::string kind;  // scenario, setting, cast, design
  std::string text;  // of a setting NAME=VALUE, of a cast BEFORE => AFTER
  std::string message;
};

std::filesystem::path corpus_file() {
  return std::filesystem::path(ARMISTICE_SOURCE_DIR) / "tests" / "input" / "bad_inputs.txt";
}

std::vector<BadInput> corpus() {
  std::vector<BadInput> all;
  std::ifstream file(corpus_file(), std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kInput)) {
      all.push_back({line.substr(kInput.size()), "", ""});
    } else if (line.starts_with(kMessage)) {
      all.back().message = line.substr(kMessage.size());
    } else if (!all.empty()) {
      all.back().text += line + "\n";
    }
  }
  return all;
}

std::pair<std::string, std::string> halves(const std::string& text, std::string_view between) {
  const std::string line = text.substr(0, text.find('\n'));
  const std::size_t at = line.find(between);
  return {line.substr(0, at), line.substr(at + between.size())};
}

class BadInputs : public ScratchFolder {
 protected:
  std::string answer(const BadInput& input) const {
    if (input.kind == "scenario") return message_of([&] { read(input.text); });
    if (input.kind == "setting") {
      const auto [name, value] = halves(input.text, "=");
      return message_of([&, n = name, v = value] { read("title = \"x\"\n", {{n, v}}); });
    }
    if (input.kind == "design") {
      const auto file = write("design.csv", input.text);
      return message_of([&] { DesignTable{file}; });
    }
    const auto [before, after] = halves(input.text, " => ");
    std::ostringstream shipped_cast;
    shipped_cast << std::ifstream(shipped("actors.toml")).rdbuf();
    std::string table = shipped_cast.str();
    const std::size_t at = table.find(before);
    if (at == std::string::npos) return "the shipped table has no such text";
    table.replace(at, before.size(), after);
    const auto file = write("changed.toml", table);
    return message_of([&] { read_cast(file); });
  }
};

TEST_F(BadInputs, AreEachRefusedWithTheirPlaceAndWhatWouldDo) {
  std::vector<BadInput> all = corpus();
  const bool accept = std::getenv("ARMISTICE_ACCEPT_MESSAGES") != nullptr;
  const std::regex place(
      R"((scenario\.toml|changed\.toml|actors\.toml|design\.csv):\d+(:\d+)?: .*)");
  for (BadInput& input : all) {
    // The corpus has one line for a message.
    std::string message = answer(input);
    for (char& c : message) c = c == '\n' ? '|' : c;
    if (accept) input.message = message;
    EXPECT_EQ(message, input.message) << input.kind << "\n" << input.text;
    EXPECT_FALSE(message.empty()) << "was read: " << input.text;
    const bool placed = std::regex_match(message, place) || message.starts_with("--set ");
    EXPECT_TRUE(placed) << message;
  }
  EXPECT_GE(all.size(), 300u);
  if (!accept) return;
  std::ofstream file(corpus_file(), std::ios::binary);
  file << "# Inputs and the messages that refuse them: tests/input/bad_inputs_test.cpp reads "
          "them.\n";
  for (const BadInput& input : all) {
    file << kInput << input.kind << "\n" << input.text << kMessage << input.message << "\n";
  }
}

TEST_F(BadInputs, AreAllDifferent) {
  std::set<std::string> seen;
  for (const BadInput& input : corpus()) {
    EXPECT_TRUE(seen.insert(input.kind + input.text).second) << input.text;
  }
}

}  // namespace
}  // namespace armistice
