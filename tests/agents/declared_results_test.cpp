// What is declared of results, shares, quantities and codes: words for people that exist and
// differ, units that fit the names, lists of codes without gaps.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "agents/interface/declarations.hpp"
#include "core/outcome.hpp"
#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

/// Says so if the words are missing, end like a sentence, or were there before.
void expect_own_words(std::set<std::string>& seen, std::string_view words, std::string_view whose) {
  EXPECT_FALSE(words.empty()) << whose;
  EXPECT_FALSE(words.ends_with('.')) << whose;
  EXPECT_TRUE(seen.insert(std::string(words)).second) << whose << ": words of another";
}

TEST(Declarations, EachResultHasWordsOfItsOwn) {
  std::set<std::string> words, names;
  for (const ResultDeclaration& r : result_declarations()) {
    EXPECT_TRUE(names.insert(std::string(r.name)).second) << r.name;
    // Results of one role say the same of each of its actors, whom a column names.
    if (r.place <= 1) expect_own_words(words, r.words, r.name);
  }
  words.clear();
  for (const DonorResultDeclaration& r : donor_result_declarations()) {
    expect_own_words(words, r.words, r.name);
  }
  words.clear();
  for (const QuantityDeclaration& q : quantity_declarations()) {
    expect_own_words(words, q.words, q.name);
    EXPECT_FALSE(q.unit.empty()) << q.name;
    EXPECT_LT(q.low, q.high) << q.name;
  }
  words.clear();
  std::set<std::string> shares;
  for (const ShareDeclaration& s : share_declarations()) {
    expect_own_words(words, s.words, s.detail);
    EXPECT_TRUE(shares.insert(std::string(s.outcome) + "," + std::string(s.detail)).second);
    EXPECT_FALSE(s.label.empty()) << s.outcome << "," << s.detail;
  }
}

TEST(Declarations, CodesOfAListCountFromZeroAndHaveWordsOfTheirOwn) {
  // These are the lists that results are coded by. That a list is in one piece is asserted where it
  // is read.
  std::set<CodeList> lists;
  for (const ResultDeclaration& r : result_declarations()) lists.insert(r.codes);
  lists.erase(CodeList::kNone);
  EXPECT_FALSE(lists.empty());
  for (const CodeList list : lists) {
    int next = 0;
    std::set<std::string> words, meanings;
    for (const CodeDeclaration& code : codes_of(list)) {
      EXPECT_EQ(code.value, next++) << code.word;
      expect_own_words(words, code.word, code.word);
      expect_own_words(meanings, code.words, code.word);
    }
    EXPECT_GT(next, 0);
  }
  EXPECT_EQ(codes_of(CodeList::detail).size(), static_cast<std::size_t>(kDetails));
  EXPECT_EQ(codes_of(CodeList::security).size(), static_cast<std::size_t>(kSecurityLevels));
  EXPECT_TRUE(codes_of(CodeList::kNone).empty());
}

TEST(Declarations, ClassesHaveOneWordInEachTable) {
  const auto shares = share_declarations();
  const auto has = [&](std::string_view outcome, std::string_view detail) {
    for (const ShareDeclaration& s : shares) {
      if (s.outcome == outcome && s.detail == detail) return true;
    }
    return false;
  };
  for (const CodeDeclaration& outcome : codes_of(CodeList::outcome)) {
    EXPECT_TRUE(has(outcome.word, "all")) << outcome.word;
  }
  for (const CodeDeclaration& detail : codes_of(CodeList::detail)) {
    const bool war = detail.value == static_cast<int>(Detail::kFighting);
    EXPECT_TRUE(war || has("negotiated_peace", detail.word) ||
                has("de_facto_ceasefire", detail.word) || has("defeat", detail.word) ||
                has("continued_war", detail.word))
        << detail.word;
  }
}

TEST(Declarations, UnitsAndKindsFitTheNames) {
  for (const ResultDeclaration& r : result_declarations()) {
    const bool coded = r.kind == ResultKind::kCode || r.kind == ResultKind::kWord;
    EXPECT_EQ(coded, r.codes != CodeList::kNone) << r.name;
    EXPECT_EQ(r.kind == ResultKind::kMonth, r.name.ends_with("_month")) << r.name;
    EXPECT_EQ(r.kind == ResultKind::kActor, r.name.ends_with("_actor")) << r.name;
    EXPECT_EQ(r.unit == "bn EUR", r.name.ends_with("_eur_bn")) << r.name;
    EXPECT_EQ(r.unit == "bn USD", r.name.ends_with("_usd_bn")) << r.name;
    EXPECT_EQ(r.unit == "thousand", r.name.ends_with("_thousand")) << r.name;
    EXPECT_EQ(r.unit == "% of territory", r.name.ends_with("_pct")) << r.name;
    if (r.kind == ResultKind::kMonth) {
      EXPECT_FALSE(r.always()) << r.name << ": a month may never come";
      EXPECT_GT(r.bins.count, 0) << r.name;
    }
    if (r.kind == ResultKind::kShare || r.kind == ResultKind::kFlag) {
      EXPECT_EQ(r.unit, "") << r.name;
    }
    if (r.bins.whole) EXPECT_EQ(r.bins.count, r.bins.high - r.bins.low) << r.name;
  }
}

TEST(Declarations, PlacesOfARoleCountFromOneInOrder) {
  std::map<std::string, int> last;
  for (const ResultDeclaration& r : result_declarations()) {
    if (r.role == ResultRole::kNone) continue;
    EXPECT_EQ(r.place, ++last[std::string(r.what)]) << r.name;
    EXPECT_TRUE(r.name.ends_with(r.what)) << r.name;
  }
  EXPECT_EQ(last["support_mean"], kMaxPatrons);
  EXPECT_EQ(last["challenges"], kMaxPatrons);
  EXPECT_EQ(last["compliance_end"], kMaxBuyers);
}

TEST(Declarations, WhatMayBeUndefinedSaysWhenAndNothingElseIsEverUndefined) {
  support::Experiment setup;
  setup.horizon_months = 24;
  const support::Ensemble all = support::run(setup, 64);
  for (std::size_t r = 0; r < result_declarations().size(); ++r) {
    const ResultDeclaration& declared = result_declarations()[r];
    // A stance or a belief may be -1; whatever counts or adds up may not.
    if (!declared.always() || declared.kind == ResultKind::kIndex) continue;
    if (declared.unit == "log strength") continue;
    for (const double x : all.all(static_cast<Result>(r))) ASSERT_GE(x, 0) << declared.name;
  }
}

}  // namespace
}  // namespace armistice
