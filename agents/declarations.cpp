#include "agents/declarations.hpp"

#include <array>
#include <limits>

namespace armistice {
namespace {

struct Bounds {
  double low, high;
  bool positive;
};
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Bounds ANY{-kInfinity, kInfinity, false};
constexpr Bounds NONNEGATIVE{0, kInfinity, false};
constexpr Bounds POSITIVE{0, kInfinity, true};
constexpr Bounds SHARE{0, 1, false};
constexpr Bounds SIGNED_SHARE{-1, 1, false};
constexpr Bounds POSITIVE_SHARE{0, 1, true};
constexpr Bounds WITHIN(double low, double high) { return {low, high, false}; }

// A row with a group and no name opens that group.
constexpr ParameterDeclaration kRows[] = {
#define GROUP_BEGIN(group) {#group, "", {}, 0, 0, false, 0, 0, 0, 0, 0, false, "", ""},
#define GROUP_END(group)
#define ROW(name, draw, value, core, differs, min, max, probability, bounds, unit, source)       \
  {"",           #name,         DefaultDraw::draw, value, core,  differs, min, max, probability, \
   (bounds).low, (bounds).high, (bounds).positive, unit,  source},
#define UNCERTAIN(name, min, mode, max, bounds, unit, source) \
  ROW(name, kTriangular, mode, mode, false, min, max, 0, bounds, unit, source)
#define UNCERTAIN_IN_FULL(name, core, min, mode, max, bounds, unit, source) \
  ROW(name, kTriangular, mode, core, true, min, max, 0, bounds, unit, source)
#define UNCERTAIN_EVENT(name, probability, unit, source) \
  ROW(name, kBernoulli, 0, 0, false, 0, 1, probability, SHARE, unit, source)
#define CONSTANT(name, value, bounds, unit, source) \
  ROW(name, kConstant, value, value, false, value, value, 0, bounds, unit, source)
#define CONSTANT_IN_FULL(name, core, value, bounds, unit, source) \
  ROW(name, kConstant, value, core, true, value, value, 0, bounds, unit, source)
#include "agents/parameters.def"
#undef GROUP_BEGIN
#undef GROUP_END
#undef ROW
#undef UNCERTAIN
#undef UNCERTAIN_IN_FULL
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

constexpr bool GRADUAL = false, AT_ONCE = true, CORE = true, FULL = false;
constexpr LeverDeclaration kLeverDeclarations[] = {
#define LEVER(name, base, kind, group, mechanisms, consent, moves) \
  {#name, base, kind, mechanisms, group, consent, moves},
#include "agents/levers.def"
#undef LEVER
};

constexpr SwitchDeclaration kSwitchDeclarations[] = {
#define CORE SwitchDefault::kCore
#define FULL SwitchDefault::kFull
#define OPTION SwitchDefault::kOption
#define SWITCH(name, mechanisms, neutral) {#name, mechanisms, neutral},
#include "agents/switches.def"
#undef SWITCH
#undef CORE
#undef FULL
#undef OPTION
};

constexpr Bounds STANCE{-1, 1.3, false};  // model.md, 1.4
constexpr Bounds PART = SHARE;
constexpr bool MONTHLY = true, ALWAYS = false;
#define BLOC(name, when, unit, words) \
  {#name, CastColumnKind::kBloc, 0, 0, false, false, when, unit, words},
#define FLAG(name, when, unit, words) \
  {#name, CastColumnKind::kFlag, 0, 1, false, false, when, unit, words},
#define NUMBER(name, bounds, when, unit, words) \
  {#name,                                       \
   CastColumnKind::kNumber,                     \
   bounds.low,                                  \
   bounds.high,                                 \
   bounds.positive,                             \
   std::string_view(#bounds) == "PART",         \
   when,                                        \
   unit,                                        \
   words},
constexpr CastColumnDeclaration kDonorColumns[] = {
#include "agents/donors.def"
};
constexpr CastColumnDeclaration kPatronColumns[] = {
#include "agents/patrons.def"
};
constexpr CastColumnDeclaration kBuyerColumns[] = {
#include "agents/buyers.def"
};
#undef BLOC
#undef FLAG
#undef NUMBER

}  // namespace

std::span<const ParameterDeclaration> parameter_declarations() { return kParameters; }
std::span<const LeverDeclaration> lever_declarations() { return kLeverDeclarations; }
std::span<const SwitchDeclaration> switch_declarations() { return kSwitchDeclarations; }
std::span<const CastColumnDeclaration> donor_columns() { return kDonorColumns; }
std::span<const CastColumnDeclaration> patron_columns() { return kPatronColumns; }
std::span<const CastColumnDeclaration> buyer_columns() { return kBuyerColumns; }

}  // namespace armistice
