#include "experiments/engine/instruction_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "experiments/error.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {
namespace {

/// Sets ARMISTICE_LANES for the length of a test.
class Forced {
 public:
  explicit Forced(const char* lanes) {
    if (const char* now = std::getenv(kName)) before_ = now;
    lanes != nullptr ? setenv(kName, lanes, 1) : unsetenv(kName);
  }
  ~Forced() { before_ ? setenv(kName, before_->c_str(), 1) : unsetenv(kName); }
  Forced(const Forced&) = delete;
  Forced& operator=(const Forced&) = delete;

 private:
  static constexpr const char* kName = "ARMISTICE_LANES";
  std::optional<std::string> before_;
};

std::string message_for(std::string_view name) {
  try {
    kernel_named(name);
  } catch (const Error& e) {
    EXPECT_EQ(e.fault(), Fault::kInput);
    return e.what();
  }
  return "";
}

TEST(InstructionSet, EveryMachineHasThePlainModel) {
  ASSERT_FALSE(available_kernels().empty());
  EXPECT_STREQ(available_kernels().front()->name, "scalar");
  EXPECT_EQ(available_kernels().front()->lanes, 1);
}

TEST(InstructionSet, EachKernelIsFoundByItsNameAndFitsTheDeclarations) {
  for (const Kernel* kernel : available_kernels()) {
    EXPECT_EQ(&kernel_named(kernel->name), kernel);
    EXPECT_NO_THROW(check_kernel(*kernel)) << kernel->name;
  }
}

TEST(InstructionSet, KernelOfOtherDeclarationsIsRefused) {
  const Kernel& right = *available_kernels().front();
  const auto refused = [](const Kernel& kernel) {
    try {
      check_kernel(kernel);
    } catch (const Error& e) {
      return e.fault() == Fault::kOurs;
    }
    return false;
  };
  EXPECT_FALSE(refused(right));
  for (int Kernel::*number : {&Kernel::parameters, &Kernel::results, &Kernel::donor_results,
                              &Kernel::quantities, &Kernel::lanes}) {
    Kernel wrong = right;
    wrong.*number += 2;
    EXPECT_TRUE(refused(wrong));
  }
}

TEST(InstructionSet, AutomaticChoiceIsTheWidest) {
  const Forced nothing(nullptr);
  EXPECT_EQ(&kernel_named("auto"), available_kernels().back());
}

TEST(InstructionSet, EnvironmentForcesTheAutomaticChoiceOnly) {
  const Forced scalar("scalar");
  EXPECT_STREQ(kernel_named("auto").name, "scalar");
  EXPECT_EQ(&kernel_named(available_kernels().back()->name), available_kernels().back());
}

TEST(InstructionSet, UnknownNameIsAnsweredWithWhatThereIs) {
  EXPECT_THAT(message_for("altivec"),
              testing::AllOf(testing::HasSubstr("altivec"), testing::HasSubstr("auto, scalar")));
}

TEST(InstructionSet, WrongEnvironmentIsNamed) {
  const Forced wrong("avx1024");
  EXPECT_THAT(message_for("auto"),
              testing::AllOf(testing::HasSubstr("ARMISTICE_LANES"), testing::HasSubstr("avx1024")));
}

}  // namespace
}  // namespace armistice
