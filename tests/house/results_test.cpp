// Each declared result, donor's result and quantity is put in exactly one place of the model: none
// is forgotten, none is written over. Results of one role are put in a loop from the first on.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

/// The model's text, without comments.
const std::string& model() {
  static const std::string text = [] {
    std::string all;
    for (const std::string& file : tracked_files({"agents"}, {".hpp"})) {
      all += without_comments_and_strings(read(file)) + "\n";
    }
    return all;
  }();
  return text;
}

int times(const std::string& pattern) {
  const std::regex expression(pattern);
  return static_cast<int>(
      std::distance(std::sregex_iterator(model().begin(), model().end(), expression), {}));
}

/// Names on the lines `MACRO(name, ...)` of a file.
std::vector<std::string> declared(const std::string& file, const std::string& macro) {
  std::vector<std::string> names;
  for (const std::string& line : lines_of(read(file))) {
    if (!line.starts_with(macro + "(")) continue;
    const std::size_t begin = macro.size() + 1;
    names.push_back(line.substr(begin, line.find(',') - begin));
  }
  return names;
}

void expect_each_put_once(const std::string& file, const std::string& macro,
                          const std::string& type) {
  const std::vector<std::string> names = declared(file, macro);
  EXPECT_FALSE(names.empty()) << file;
  for (const std::string& name : names) {
    EXPECT_EQ(times("put\\(\\s*" + type + "::" + name + "\\b"), 1)
        << file << ": " << name << " is to be put once, in one place of agents/";
  }
}

TEST(Results, EachOneIsPutOnce) {
  expect_each_put_once("agents/interface/results.def", "RESULT", "Result");
  expect_each_put_once("agents/interface/donor_results.def", "DONOR_RESULT", "DonorResult");
  expect_each_put_once("agents/interface/timeline.def", "QUANTITY", "Quantity");
}

TEST(Results, ThoseOfARoleArePutInOneLoop) {
  int groups = 0;
  for (const std::string& line : lines_of(read("agents/interface/results.def"))) {
    if (!line.starts_with("RESULT_OF(")) continue;
    std::smatch part;
    ASSERT_TRUE(std::regex_search(line, part, std::regex(R"(\((\w+), (\d+), (\w+),)"))) << line;
    const std::string name = part[1].str() + "_" + part[2].str() + "_" + part[3].str();
    const bool first = part[2] == "1";
    EXPECT_EQ(times("Result::" + name + "\\b"), first ? 1 : 0) << name;
    groups += first;
  }
  EXPECT_GT(groups, 0);
}

TEST(Results, NothingElseListsThem) {
  // Names, units and words come from the declarations: one list, one place to look.
  for (const std::string& file : tracked_files({"agents", "experiments"}, {".cpp", ".hpp"})) {
    if (file == "agents/interface/declarations.cpp" || file == "agents/interface/kernel.hpp")
      continue;
    for (const std::string& line : lines_of(read(file))) {
      EXPECT_EQ(line.find("#include \"agents/interface/results.def\""), std::string::npos) << file;
      EXPECT_EQ(line.find("#include \"agents/interface/donor_results.def\""), std::string::npos)
          << file;
      EXPECT_EQ(line.find("#include \"agents/interface/codes.def\""), std::string::npos) << file;
    }
  }
}

TEST(Results, NoNameIsSpelledOutsideItsDeclaration) {
  std::set<std::string> names;
  for (const ResultDeclaration& r : result_declarations()) names.insert(std::string(r.name));
  for (const DonorResultDeclaration& r : donor_result_declarations()) {
    names.insert(std::string(r.name));
  }
  for (const QuantityDeclaration& q : quantity_declarations()) names.insert(std::string(q.name));
  // A name of one word is a word of English as well.
  std::erase_if(names, [](const std::string& name) { return name.find('_') == name.npos; });
  EXPECT_GT(names.size(), 100u);
  for (const std::string& file : tracked_files({"agents", "experiments"}, {".cpp", ".hpp"})) {
    int number = 0;
    for (const std::string& line : lines_of(without_comments(read(file)))) {
      ++number;
      for (const std::string& name : names) {
        EXPECT_EQ(line.find('"' + name + '"'), std::string::npos)
            << file << ":" << number << ": \"" << name << "\" is declared in agents/: ask "
            << "declaration_of() for its name";
      }
    }
  }
}

}  // namespace
}  // namespace armistice::house
