// The text of the model that a device's compiler reads.
#include "experiments/device/device_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "experiments/device/device_compiler.hpp"
#include "experiments/error.hpp"
#include "tests/device/environment.hpp"

namespace armistice {
namespace {

using ::testing::HasSubstr;

DeviceShape plain() {
  return {.called_lines = 0, .called_math = 0, .rolled = false, .in_step = false};
}

std::string text_of(const ShapedText& all, const std::string& name) {
  const auto at = std::find(all.names.begin(), all.names.end(), name);
  EXPECT_NE(at, all.names.end()) << name;
  return at == all.names.end() ? "" : all.texts[static_cast<std::size_t>(at - all.names.begin())];
}

TEST(DeviceText, HoldsEachFileThatItIncludes) {
  const ShapedText all = shaped_text(plain());
  ASSERT_FALSE(all.names.empty());
  EXPECT_EQ(all.names.front(), "agents/kernel/device_kernel.cpp");
  const std::set<std::string> names(all.names.begin(), all.names.end());
  const std::set<std::string> left_out{"core/lanes_avx512.hpp", "core/lanes_vector.hpp",
                                       "agents/kernel/emulated_device.hpp"};
  const std::regex include("(^|\n)#include \"([^\"]+)\"");
  for (const std::string& text : all.texts) {
    for (std::sregex_iterator found(text.begin(), text.end(), include), end; found != end;
         ++found) {
      const std::string name = (*found)[2];
      EXPECT_TRUE(names.contains(name) || left_out.contains(name)) << name;
    }
  }
}

TEST(DeviceText, IsThatOfTheSources) {
  const ShapedText all = shaped_text(plain());
  std::ifstream file(ARMISTICE_SOURCE_DIR "/agents/kernel/month.hpp", std::ios::binary);
  const std::string source{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(text_of(all, "agents/kernel/month.hpp"), source);
}

TEST(DeviceText, AShapeCallsLargeFunctionsAndKeepsLoops) {
  DeviceShape shape = plain();
  shape.called_lines = 10;
  shape.rolled = true;
  const ShapedText all = shaped_text(shape);
  const std::string donors = text_of(all, "agents/actors/donors.hpp");
  EXPECT_THAT(donors, HasSubstr("__noinline__ inline void choose_stances("));
  EXPECT_THAT(donors, HasSubstr("#pragma unroll 1\n  for ("));
  // What has no lines to save stays as it is.
  EXPECT_THAT(text_of(all, "core/lanes_scalar.hpp"), Not(HasSubstr("__noinline__")));
  EXPECT_THAT(text_of(all, "core/chance.hpp"), Not(HasSubstr("__noinline__")));
  shape.called_math = 1;
  EXPECT_THAT(text_of(shaped_text(shape), "core/chance.hpp"),
              HasSubstr("__noinline__ inline WordBlock philox("));
}

TEST(DeviceText, AShapeWaitsBeforeEachStepOfTheMonthAndNowhereElse) {
  DeviceShape shape = plain();
  shape.in_step = true;
  const std::string wait = "  __syncthreads();\n";
  const ShapedText all = shaped_text(shape);
  for (std::size_t i = 0; i < all.names.size(); ++i) {
    if (all.names[i] == "agents/kernel/month.hpp") continue;
    EXPECT_THAT(all.texts[i], Not(HasSubstr("__syncthreads"))) << all.names[i];
  }
  const std::string month = text_of(all, "agents/kernel/month.hpp");
  const std::size_t begin = month.find("\nvoid advance_month("), end = month.find("\n}", begin);
  ASSERT_NE(end, std::string::npos);
  for (const char* step : {"replace_leaders(", "third_parties_act(", "wage_war(", "take_stock(",
                           "if (any(trial.fighting)) {", "record_state("}) {
    const std::size_t at = month.find(wait + "  " + step);
    EXPECT_TRUE(at > begin && at < end) << step;
  }
  // In an inner block some threads would wait for others that never come.
  EXPECT_THAT(month, Not(HasSubstr(wait + "    ")));
  EXPECT_EQ(month.substr(0, begin).find("__syncthreads"), std::string::npos);
  EXPECT_EQ(month.find("__syncthreads", end), std::string::npos);
  std::string without = month;
  for (std::size_t at; (at = without.find(wait)) != std::string::npos;)
    without.erase(at, wait.size());
  EXPECT_EQ(without, text_of(shaped_text(plain()), "agents/kernel/month.hpp"));
}

TEST(DeviceText, TheEnvironmentGivesItsShape) {
  const Environment shape("ARMISTICE_GPU_SHAPE",
                          "lines=9,math=0,rolled=0,block=64,registers=96,step=0");
  const DeviceShape said = device_shape();
  EXPECT_EQ(said.called_lines, 9);
  EXPECT_EQ(said.called_math, 0);
  EXPECT_FALSE(said.rolled);
  EXPECT_EQ(said.block_threads, 64);
  EXPECT_EQ(said.registers, 96);
  EXPECT_FALSE(said.in_step);
}

TEST(DeviceText, AShapeThatIsNoneIsRefused) {
  for (const char* const wrong : {"lines", "lines=", "block=0", "block=33", "warp=3", "math=-1"}) {
    const Environment shape("ARMISTICE_GPU_SHAPE", wrong);
    try {
      device_shape();
      ADD_FAILURE() << wrong;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::kInput);
      EXPECT_THAT(error.what(), HasSubstr(wrong));
    }
  }
}

TEST(DeviceCompiler, NvrtcThatIsNotWhereTheEnvironmentSaysIsNamed) {
  const Environment nvrtc("ARMISTICE_NVRTC", "/nowhere/libnvrtc.so");
  try {
    compile_for_device(90, plain());
    ADD_FAILURE() << "compiled by another NVRTC than the named one";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kInput);
    EXPECT_THAT(error.what(), HasSubstr("expected /nowhere/libnvrtc.so"));
  }
}

}  // namespace
}  // namespace armistice
