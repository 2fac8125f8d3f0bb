// A folder of a test's own, for files that it writes and reads back.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "experiments/error.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

inline std::filesystem::path shipped(std::string_view file) {
  return std::filesystem::path(ARMISTICE_SOURCE_DIR) / "scenarios" / file;
}

/// A folder that holds the shipped table of actors, for a start; gone after the test.
class ScratchFolder : public testing::Test {
 protected:
  void SetUp() override {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("armistice_") + test.test_suite_name() + "_" + test.name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::filesystem::copy_file(shipped("actors.toml"), folder_ / "actors.toml");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  /// Reads a scenario of this text, with settings on top.
  Scenario read(std::string_view text, const std::vector<Setting>& settings = {}) const {
    return read_scenario(write("scenario.toml", text), settings);
  }

  /// The message that a call ends with, its folder left out; empty if it does not fail as an input
  /// does.
  template <class Call>
  std::string message_of(const Call& call) const {
    try {
      call();
    } catch (const Error& e) {
      if (e.fault() != Fault::kInput) return "";
      std::string message = e.what();
      const std::string prefix = folder_.string() + "/";
      for (auto at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) {
        message.erase(at, prefix.size());
      }
      return message;
    }
    return "";
  }
  std::string error_of(std::string_view text, const std::vector<Setting>& settings = {}) const {
    return message_of([&] { read(text, settings); });
  }

  std::filesystem::path folder_;
};

}  // namespace armistice
