// A bare number in an equation is a 0, 1, 2, a half, or a bug: every other number of the model is a
// declared parameter, or has a name.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

struct BareNumber {
  int line;
  std::string text;
};

struct Token {
  std::string text;
  int line;
  bool number;
  bool spaced;  // something white stands before it
};

/// Words, numbers and single characters of what is not a comment, a string or a #directive.
std::vector<Token> tokens_of(const std::string& source) {
  static const std::regex form(
      R"((0[xX][\da-fA-F.']+([pP][-+]?\d+)?[fFuUlL]*|(\d[\d']*\.?[\d']*|\.\d+)([eE][-+]?\d+)?[fFuUlL]*))"
      R"(|[A-Za-z_]\w*|\S)");
  std::vector<Token> tokens;
  int number = 0;
  for (const std::string& line : lines_of(without_comments_and_strings(source))) {
    ++number;
    bool spaced = true;
    for (std::sregex_iterator found(line.begin(), line.end(), form), end; found != end; ++found) {
      if (found->str() == "#") break;
      spaced = spaced || !found->prefix().str().empty();
      tokens.push_back({found->str(), number, (*found)[1].matched, spaced});
      spaced = false;
    }
  }
  return tokens;
}

/// Numbers outside of declarations: not in a statement with `constexpr` or `static_assert`, nor in
/// an enumeration, not the size or place of an array, not the first argument of a template.
std::vector<BareNumber> bare_numbers(const std::string& source) {
  static const std::regex plain(R"(([012](\.0*)?|0?\.50*)[fFuUlL]*)");
  static const std::set<std::string> before_body{")", "const", "noexcept", "override", "else"};
  enum class Brace { kBlock, kList, kEnumeration };

  std::vector<BareNumber> found;
  std::vector<Brace> open;
  bool declares = false, enumerates = false;  // the statement so far
  Token last{";", 0, false, false};
  for (const Token& token : tokens_of(source)) {
    const std::string& text = token.text;
    if (text == "constexpr" || text == "static_assert") declares = true;
    if (text == "enum") enumerates = true;
    if (text == ";") declares = enumerates = false;
    if (text == "{") {
      const bool list = declares && !before_body.contains(last.text);
      open.push_back(enumerates ? Brace::kEnumeration : list ? Brace::kList : Brace::kBlock);
      declares = list;
      enumerates = false;
    }
    if (text == "}" && !open.empty()) {
      declares = open.back() == Brace::kList;
      open.pop_back();
    }
    const bool in_enumeration = !open.empty() && open.back() == Brace::kEnumeration;
    const bool argument = last.text == "<" && !last.spaced && !token.spaced;
    if (token.number && !declares && !in_enumeration && last.text != "[" && !argument &&
        !std::regex_match(text, plain)) {
      found.push_back({token.line, text});
    }
    last = token;
  }
  return found;
}

std::string words_of(const std::vector<BareNumber>& numbers) {
  std::string all;
  for (const BareNumber& number : numbers) all += (all.empty() ? "" : " ") + number.text;
  return all;
}

TEST(BareNumbers, AreFoundInEquations) {
  EXPECT_EQ(words_of(bare_numbers("Real f(Real x) { return 0.7 * x + 3 - 1e-3 + 0x1p-32; }")),
            "0.7 3 1e-3 0x1p-32");
  EXPECT_EQ(words_of(bare_numbers("float limit = -4.5f;")), "4.5f");
  EXPECT_EQ(words_of(bare_numbers("constexpr int f() { return 7; }")), "7");
  EXPECT_EQ(words_of(bare_numbers("for (int i = 0; i < 6; ++i) x = {3};")), "6 3");
}

TEST(BareNumbers, PlainOnesAndDeclarationsAreNone) {
  EXPECT_EQ(words_of(bare_numbers("Real f(Real x) { return 0.5 * x + 1 - 2.0f * x_3 + 0; }")), "");
  EXPECT_EQ(words_of(bare_numbers("inline constexpr double kMonthsPerYear = 12;")), "");
  EXPECT_EQ(
      words_of(bare_numbers("constexpr T kTable[] = {{3, 4}, {5}}, t{6}; enum class A { b = 9 };")),
      "");
  EXPECT_EQ(words_of(bare_numbers("Real a[4]; x = a[3] + pick<6>(t); // 7\n#if N == 8\n#endif")),
            "");
}

TEST(BareNumbers, AreInNoEquationOfTheModel) {
  std::string places;
  for (const std::string& file : tracked_files({"core", "agents"}, {".hpp"})) {
    // Arithmetic of the machine, not of the model.
    if (file.starts_with("core/lanes") || file == "core/lane_math.hpp" || file == "core/chance.hpp")
      continue;
    for (const BareNumber& number : bare_numbers(read(file))) {
      places += "\n  " + file + ":" + std::to_string(number.line) + ": " + number.text;
    }
  }
  EXPECT_TRUE(places.empty()) << "declare each as a parameter, or name it:" << places;
}

}  // namespace
}  // namespace armistice::house
