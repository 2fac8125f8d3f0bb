#include "agents/interface/declarations.hpp"

#include <array>

#include "agents/interface/bounds.hpp"

namespace armistice {
namespace {

using namespace bounds;

// A row with a group and no name opens that group.
constexpr ParameterDeclaration kRows[] = {
#define GROUP_BEGIN(group) {#group, "", {}, 0, 0, false, 0, 0, 0, 0, 0, "", ""},
#define GROUP_END(group)
#define ROW(name, draw, value, core, differs, min, max, probability, bounds, unit, source) \
  {"",  #name,       DefaultDraw::draw, value,         core, differs, min,                 \
   max, probability, (bounds).low,      (bounds).high, unit, source},
#define UNCERTAIN(name, min, mode, max, bounds, unit, source) \
  ROW(name, kTriangular, mode, mode, false, min, max, 0, bounds, unit, source)
#define UNCERTAIN_IN_FULL(name, core, min, mode, max, bounds, unit, source) \
  ROW(name, kTriangular, mode, core, true, min, max, 0, bounds, unit, source)
#define UNIFORM_IN_FULL(name, core, min, max, bounds, unit, source) \
  ROW(name, kUniform, ((min) + (max)) / 2.0, core, true, min, max, 0, bounds, unit, source)
#define UNCERTAIN_EVENT(name, probability, unit, source) \
  ROW(name, kBernoulli, 0, 0, false, 0, 1, probability, SHARE, unit, source)
#define CONSTANT(name, value, bounds, unit, source) \
  ROW(name, kConstant, value, value, false, value, value, 0, bounds, unit, source)
#define CONSTANT_IN_FULL(name, core, value, bounds, unit, source) \
  ROW(name, kConstant, value, core, true, value, value, 0, bounds, unit, source)
#include "agents/parameters/parameters.def"
#undef GROUP_BEGIN
#undef GROUP_END
#undef ROW
#undef UNCERTAIN
#undef UNCERTAIN_IN_FULL
#undef UNIFORM_IN_FULL
#undef UNCERTAIN_EVENT
#undef CONSTANT
#undef CONSTANT_IN_FULL
};

constexpr std::size_t count_parameters() {
  std::size_t n = 0;
  for (const auto& row : kRows) n += !row.name.empty();
  return n;
}

constexpr auto kParameters = [] {
  std::array<ParameterDeclaration, count_parameters()> all{};
  std::string_view group;
  std::size_t n = 0;
  for (const auto& row : kRows) {
    if (row.name.empty()) {
      group = row.group;
    } else {
      all[n] = row;
      all[n++].group = group;
    }
  }
  return all;
}();

constexpr bool each_has_both_ends() {
  for (const auto& p : kParameters) {
    if (!(p.low > -bounds::kLargest && p.high < bounds::kLargest && p.low < p.high)) return false;
    if (!(p.min >= p.low && p.max <= p.high && p.core_value >= p.low && p.core_value <= p.high)) {
      return false;
    }
  }
  return true;
}
static_assert(each_has_both_ends(), "a parameter without an end, or with a value beyond it");

/// Does not compile if there is no such parameter.
consteval int row_of(std::string_view group, std::string_view name) {
  for (std::size_t i = 0; i < kParameters.size(); ++i) {
    if (kParameters[i].group == group && kParameters[i].name == name) return static_cast<int>(i);
  }
  throw "agents/parameters/ relates a parameter that is not declared";
}

constexpr RelationDeclaration kRelations[] = {
#define APART(group, name, greater_group, greater, gap) \
  {row_of(#group, #name), row_of(#greater_group, #greater), gap},
#define AT_MOST(group, name, greater_group, greater) APART(group, name, greater_group, greater, 0)
#define TOGETHER(group, name, other_group, other, most) \
  {row_of(#group, #name), row_of(#other_group, #other), 0, true, most},
#include "agents/parameters/relations.def"
#undef APART
#undef AT_MOST
#undef TOGETHER
};

constexpr CorrelationDeclaration kCorrelations[] = {
#define CORRELATION(name, group, one, other_group, other, rho, reason) \
  {#name, row_of(#group, #one), row_of(#other_group, #other), rho, reason},
#include "agents/parameters/correlations.def"
#undef CORRELATION
};

constexpr bool GRADUAL = false, AT_ONCE = true, CORE = true, FULL = false;
constexpr LeverDeclaration kLeverDeclarations[] = {
#define LEVER(name, base, kind, group, mechanisms, consent, moves) \
  {#name, base, kind, mechanisms, group, consent, moves},
#include "agents/interface/levers.def"
#undef LEVER
};

constexpr SwitchDeclaration kSwitchDeclarations[] = {
#define CORE SwitchDefault::kCore
#define FULL SwitchDefault::kFull
#define OPTION SwitchDefault::kOption
#define SWITCH(name, mechanisms, neutral) {#name, mechanisms, neutral},
#include "agents/interface/switches.def"
#undef SWITCH
#undef CORE
#undef FULL
#undef OPTION
};

// A kind with its codes, since both come from one word of a line.
struct Kind {
  ResultKind kind;
  CodeList codes = CodeList::kNone;
};
constexpr Kind MONTH{ResultKind::kMonth}, FLAG{ResultKind::kFlag}, SHARE_FLAG{ResultKind::kShare},
    ACTOR{ResultKind::kActor}, COUNT{ResultKind::kCount}, AMOUNT{ResultKind::kAmount},
    INDEX{ResultKind::kIndex};
constexpr ResultBins NO_BINS{}, MONTHS{240, 1, 241, true};
constexpr ResultBins BINS(int number, double low, double high) { return {number, low, high}; }
constexpr ResultBins WHOLE(int low, int high) {
  return {high - low + 1, double(low), double(high) + 1, true};
}
constexpr std::string_view ALWAYS;
constexpr ResultRole patron = ResultRole::kPatron, buyer = ResultRole::kBuyer;

constexpr ResultDeclaration declared(std::string_view name, Kind kind, std::string_view unit,
                                     ResultBins bins, std::string_view words,
                                     std::string_view empty, ResultRole role = ResultRole::kNone,
                                     int place = 0, std::string_view what = {}) {
  return {name, kind.kind, kind.codes, unit, bins, words, empty, role, place, what};
}

constexpr ResultDeclaration kResultDeclarations[] = {
#define SHARE SHARE_FLAG
#define CODE(list) \
  Kind { ResultKind::kCode, CodeList::list }
#define WORD(list) \
  Kind { ResultKind::kWord, CodeList::list }
#define RESULT(name, kind, unit, bins, words, empty) \
  declared(#name, kind, unit, bins, words, empty),
#define RESULT_OF(role, place, what, kind, unit, bins, words, empty) \
  declared(#role "_" #place "_" #what, kind, unit, bins, words, empty, role, place, #what),
#include "agents/interface/results.def"
#undef RESULT
#undef RESULT_OF
#undef CODE
#undef WORD
#undef SHARE
};

constexpr DonorResultDeclaration kDonorResultDeclarations[] = {
#define DONOR_RESULT(name, k, unit, words, empty) {#name, k.kind, unit, words, empty},
#include "agents/interface/donor_results.def"
#undef DONOR_RESULT
};

constexpr ShareDeclaration kShareDeclarations[] = {
#define BOTH Labels::kBoth
#define CORE Labels::kCore
#define FULL Labels::kFull
#define SHARE(share, labels, outcome, detail, depth, label, words) \
  {labels, outcome, detail, depth, label, words},
#include "agents/interface/shares.def"
#undef BOTH
#undef CORE
#undef FULL
#undef SHARE
};

constexpr QuantityDeclaration kQuantityDeclarations[] = {
#define QUANTITY(name, low, high, unit, words) {#name, low, high, unit, words},
#include "agents/interface/timeline.def"
#undef QUANTITY
};

constexpr CodeDeclaration kCodeDeclarations[] = {
#define CODE(list, value, word, words, brief) {CodeList::list, value, word, words, brief},
#include "agents/interface/codes.def"
#undef CODE
};

/// A list that was in two pieces would lose its second one to codes_of.
constexpr bool lists_are_whole() {
  constexpr std::size_t kCodes = sizeof(kCodeDeclarations) / sizeof(kCodeDeclarations[0]);
  for (std::size_t i = 0; i < kCodes; ++i) {
    int earlier = 0;
    for (std::size_t j = 0; j < i; ++j) {
      earlier += kCodeDeclarations[j].list == kCodeDeclarations[i].list ? 1 : 0;
    }
    const bool begins = i == 0 || kCodeDeclarations[i - 1].list != kCodeDeclarations[i].list;
    if (kCodeDeclarations[i].value != earlier || (begins && earlier > 0)) return false;
  }
  return true;
}
static_assert(lists_are_whole(),
              "agents/interface/codes.def: each list is in one piece and counts from 0");

}  // namespace

std::string_view ParameterDeclaration::source_class() const {
  return source.substr(0, source.find_first_of(":;"));
}

std::string_view ParameterDeclaration::rests_on() const {
  const std::size_t after = source.find_first_not_of(":; ", source_class().size());
  return after == std::string_view::npos ? "" : source.substr(after);
}

std::string_view name_of(ResultKind kind) {
  switch (kind) {
    case ResultKind::kMonth:
      return "month";
    case ResultKind::kCode:
      return "code";
    case ResultKind::kWord:
      return "word";
    case ResultKind::kFlag:
    case ResultKind::kShare:
      return "flag";
    case ResultKind::kActor:
      return "actor";
    case ResultKind::kCount:
      return "count";
    case ResultKind::kAmount:
      return "amount";
    case ResultKind::kIndex:
      return "index";
  }
  return "";
}

std::span<const ResultDeclaration> result_declarations() { return kResultDeclarations; }
std::span<const DonorResultDeclaration> donor_result_declarations() {
  return kDonorResultDeclarations;
}
std::span<const ShareDeclaration> share_declarations() { return kShareDeclarations; }
std::span<const QuantityDeclaration> quantity_declarations() { return kQuantityDeclarations; }

const ResultDeclaration& declaration_of(Result result) {
  return kResultDeclarations[static_cast<std::size_t>(result)];
}

const DonorResultDeclaration& declaration_of(DonorResult result) {
  return kDonorResultDeclarations[static_cast<std::size_t>(result)];
}

std::span<const CodeDeclaration> codes_of(CodeList list) {
  const std::span<const CodeDeclaration> all = kCodeDeclarations;
  std::size_t first = 0;
  while (first < all.size() && all[first].list != list) ++first;
  std::size_t end = first;
  while (end < all.size() && all[end].list == list) ++end;
  return all.subspan(first, end - first);
}

std::span<const ParameterDeclaration> parameter_declarations() { return kParameters; }
std::span<const RelationDeclaration> relation_declarations() { return kRelations; }
std::span<const CorrelationDeclaration> correlation_declarations() { return kCorrelations; }
std::span<const LeverDeclaration> lever_declarations() { return kLeverDeclarations; }
std::span<const SwitchDeclaration> switch_declarations() { return kSwitchDeclarations; }

}  // namespace armistice
