#include "experiments/input/plain_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

TEST(PlainText, HasNothingThatSteersATerminal) {
  for (const char* const text : {"Peace", "Łódź: 50 %", "和平", "a – b", "😀", ""}) {
    EXPECT_TRUE(is_plain_line(text)) << text;
    EXPECT_EQ(visible(text), text);
  }
  const std::pair<const char*, const char*> kHidden[] = {
      {"a\x1b[31mb", "a\\x1b[31mb"}, {"a\x7f", "a\\x7f"},
      {"a\xc2\x85z", "a\\u0085z"},   {"\xe2\x80\xaez", "\\u202ez"},
      {"\xe2\x81\xa6", "\\u2066"},   {"\xe2\x80\xa8", "\\u2028"},
      {"a\xff", "a\\xff"},           {"\xc2", "\\xc2"},
      {"\xef\xbb\xbfz", "\\ufeffz"}, {"a\rb", "a\\x0db"}};
  for (const auto& [text, shown] : kHidden) {
    EXPECT_FALSE(is_plain_line(text)) << shown;
    EXPECT_EQ(visible(text), shown);
  }
  EXPECT_FALSE(is_plain_line("two\nlines"));
  EXPECT_EQ(visible("two\nlines\tof a message"), "two\nlines\tof a message");
}

TEST(PlainText, LikeAFormulaIsWhatASpreadsheetWouldCompute) {
  for (const char* const text : {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"}) {
    EXPECT_TRUE(is_like_formula(text)) << text;
  }
  for (const char* const text : {"Putin", "a=b", "", " x"}) {
    EXPECT_FALSE(is_like_formula(text)) << text;
  }
}

class NamesInTables : public ScratchFolder {};

TEST_F(NamesInTables, AreRefusedWhereTheyWouldSteerATerminalOrASpreadsheet) {
  for (const char* const title : {"a\\u202Eb", "a\\u0085b", "a\\u007Fb", "a\\u001Bb"}) {
    EXPECT_THAT(error_of(std::string("title = \"") + title + "\"\n"),
                HasSubstr("expected one line of text, without control characters"))
        << title;
  }
  for (const char* const name : {"=cmd|x", "@x", "+1", "a\x1b[31mb", "a\u202e"}) {
    const std::string path = write(std::string(name) + ".toml", "title = \"x\"\n").string();
    EXPECT_THAT(message_of([&] { read_scenario(path, {}); }), HasSubstr("has the file's name"))
        << name;
  }
}

TEST_F(NamesInTables, OfActorsAreRefusedToo) {
  const std::string cast = [this] {
    std::ifstream in(folder_ / "actors.toml");
    return std::string{std::istreambuf_iterator<char>(in), {}};
  }();
  const std::size_t germany = cast.find("\"Germany\"");
  ASSERT_NE(germany, std::string::npos);
  for (const char* const name :
       {"=cmd|' /C calc'!A0", "-Germany", "Ger\\u001B[31mmany", "Ger\\u202Emany"}) {
    std::string changed = cast;
    changed.replace(germany, std::string("\"Germany\"").size(), "\"" + std::string(name) + "\"");
    write("actors.toml", changed);
    EXPECT_THAT(error_of("title = \"x\"\nactors = \"actors.toml\"\n"), HasSubstr("name of DE"))
        << name;
  }
}

}  // namespace
}  // namespace armistice
