// What is quoted for a shell comes back from a shell.
#include "experiments/input/shell_word.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

namespace armistice {
namespace {

std::string said_by_a_shell(const std::string& word) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(
      ::popen(("printf %s " + word).c_str(), "r"), ::pclose);
  std::string text;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
    text += static_cast<char>(c);
  }
  return text;
}

TEST(ShellWord, ComesBackFromAShellAsItWas) {
  for (const std::string text :
       {"results/sweep", "my results/sweep", "it's", "a\"b", "$HOME", "`id`", "a;b", "*", "~", "#x",
        "\\", "a\nb", "x={distribution=\"uniform\"}", "&", "(a)", "München", "!", ""}) {
    EXPECT_EQ(said_by_a_shell(shell_word(text)), text);
  }
}

TEST(ShellWord, IsPlainWhereItCanBe) {
  EXPECT_EQ(shell_word("results/a_1-b.csv"), "results/a_1-b.csv");
  EXPECT_EQ(shell_word("levers.us_backup=0.5"), "levers.us_backup=0.5");
  EXPECT_EQ(shell_word("my results"), "'my results'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

TEST(ShellWord, OfAPathIsNoOption) {
  EXPECT_EQ(shell_path("-x"), "./-x");
  EXPECT_EQ(shell_path("--out dir"), "'./--out dir'");
  EXPECT_EQ(shell_path("a/-x"), "a/-x");
}

}  // namespace
}  // namespace armistice
