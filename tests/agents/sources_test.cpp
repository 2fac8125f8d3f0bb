// Each number of the model says where it comes from.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

TEST(Sources, EachBeginsWithItsClass) {
  for (const ParameterDeclaration& p : parameter_declarations()) {
    EXPECT_NE(std::find(std::begin(kSourceClasses), std::end(kSourceClasses), p.source_class()),
              std::end(kSourceClasses))
        << p.group << "." << p.name << ": \"" << p.source << "\" begins with none of the classes";
  }
}

TEST(Sources, WhatIsNoJudgementSaysWhatItRestsOn) {
  for (const ParameterDeclaration& p : parameter_declarations()) {
    const std::string_view of = p.source_class();
    if (of == "judgement" || of == "definition") continue;
    EXPECT_NE(p.rests_on(), "") << p.group << "." << p.name;
  }
}

TEST(Sources, ClassAndWhatFollowsMakeTheSource) {
  ParameterDeclaration p{};
  p.source = "datum: Kiel Institute, 2023: a mean";
  EXPECT_EQ(p.source_class(), "datum");
  EXPECT_EQ(p.rests_on(), "Kiel Institute, 2023: a mean");
  p.source = "judgement; the rest is the pull of the blocs";
  EXPECT_EQ(p.source_class(), "judgement");
  EXPECT_EQ(p.rests_on(), "the rest is the pull of the blocs");
  p.source = "judgement";
  EXPECT_EQ(p.source_class(), "judgement");
  EXPECT_EQ(p.rests_on(), "");
}

}  // namespace
}  // namespace armistice
