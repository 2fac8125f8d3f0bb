// The built program, as a user's script sees it: exit statuses, messages, files.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace armistice::support {

namespace fs = std::filesystem;

struct Answer {
  int status;
  std::string out, err;
  long peak_kib;  // the most memory that a process of it held at once
};

class Program : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("armistice_program_") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // `line` is for the shell; "$A" is the program.
  Answer shell(const std::string& line) const {
    const std::string command = "cd '" + folder_.string() + "' && A='" ARMISTICE_BINARY "' && { " +
                                line + " ; } >stdout 2>stderr </dev/null";
    const ::pid_t child = ::fork();
    if (child == 0) {
      ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
      ::_exit(127);
    }
    int status = 0;
    rusage used{};
    EXPECT_EQ(::wait4(child, &status, 0, &used), child);
    return {WEXITSTATUS(status), text_of(folder_ / "stdout"), text_of(folder_ / "stderr"),
            used.ru_maxrss};
  }
  Answer run(const std::string& arguments) const { return shell("\"$A\" " + arguments); }

  std::set<std::string> names_in(const std::string& folder) const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_ / folder)) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }
  std::string result(const std::string& file) const { return text_of(folder_ / file); }

  fs::path folder_;
};

}  // namespace armistice::support
