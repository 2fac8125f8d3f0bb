// The columns of the table of actors, from donors.def, patrons.def and buyers.def.
#include "agents/interface/bounds.hpp"
#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

using namespace bounds;
constexpr Bounds STANCE{-1, 1.3};  // model.md, 1.4
constexpr Bounds PART = SHARE;
constexpr bool MONTHLY = true, ALWAYS = false;
#define BLOC(name, when, unit, words) \
  {#name, CastColumnKind::kBloc, 0, 0, false, when, unit, words},
#define FLAG(name, when, unit, words) \
  {#name, CastColumnKind::kFlag, 0, 1, false, when, unit, words},
#define NUMBER(name, bounds, when, unit, words) \
  {#name,                                       \
   CastColumnKind::kNumber,                     \
   bounds.low,                                  \
   bounds.high,                                 \
   std::string_view(#bounds) == "PART",         \
   when,                                        \
   unit,                                        \
   words},
constexpr CastColumnDeclaration kDonorColumns[] = {
#include "agents/interface/donors.def"
};
constexpr CastColumnDeclaration kPatronColumns[] = {
#include "agents/interface/patrons.def"
};
constexpr CastColumnDeclaration kBuyerColumns[] = {
#include "agents/interface/buyers.def"
};
#undef BLOC
#undef FLAG
#undef NUMBER

}  // namespace

std::span<const CastColumnDeclaration> donor_columns() { return kDonorColumns; }
std::span<const CastColumnDeclaration> patron_columns() { return kPatronColumns; }
std::span<const CastColumnDeclaration> buyer_columns() { return kBuyerColumns; }

}  // namespace armistice
