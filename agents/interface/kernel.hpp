// The border between the lanes and the program: plain tables in, plain numbers out.
//
// The model is compiled once for each instruction set. Only the types of this file cross the
// border, and none of them has a function, so object files of different sets share no code.
#pragma once

#include <cstdint>

#include "agents/interface/structure.hpp"
#include "core/sizes.hpp"

namespace armistice {

/// Levers in the order of agents/interface/levers.def.
enum class Lever : int {
#define LEVER(name, ...) name,
#include "agents/interface/levers.def"
#undef LEVER
  count
};
inline constexpr int kLevers = static_cast<int>(Lever::count);

/// Results of a trial in the order of agents/interface/results.def.
enum class Result : int {
#define RESULT(name, ...) name,
#include "agents/interface/results.def"
#undef RESULT
#undef RESULT_OF
  count
};
inline constexpr int kResults = static_cast<int>(Result::count);

/// Quantities of a month in the order of agents/interface/timeline.def.
enum class Quantity : int {
#define QUANTITY(name, ...) name,
#include "agents/interface/timeline.def"
#undef QUANTITY
  count
};
inline constexpr int kQuantities = static_cast<int>(Quantity::count);

/// What is kept of each donor, in the order of agents/interface/donor_results.def.
enum class DonorResult : int {
#define DONOR_RESULT(name, ...) name,
#include "agents/interface/donor_results.def"
#undef DONOR_RESULT
  count
};
inline constexpr int kDonorResults = static_cast<int>(DonorResult::count);

/// What a payer pays for: columns of the table of costs, bn EUR. docs/model.md says what is left
/// out.
enum class Cost : int {
  military,        // aid of its own
  financial,       // to Kyiv's budget, with its part of what the EU gives a member
  eu_instruments,  // military aid by the EU's own instruments: its part
  side_payments,   // what the EU paid for votes: its part
  transition,      // of a member in transition: its part
  force,           // its part of the European force in Ukraine
  reconstruction,  // of what is rebuilt once the fighting has stopped: its part
  count
};
inline constexpr int kCosts = static_cast<int>(Cost::count);

/// Rows of that table after the donors', who come in the order of the cast.
enum class OtherPayer : int {
  united_states,
  eu_level,  // what the EU pays as one; the members' rows hold it too, by GDP
  assets,    // immobilised Russian money: no donor's
  count
};
inline constexpr int kOtherPayers = static_cast<int>(OtherPayer::count);

inline constexpr int kMaxBlocs = 8;
inline constexpr int kNoMonth = 1 << 20;  // beyond any horizon
inline constexpr float kMonthsPerYear = 12;
inline constexpr float kNever = -1;  // "no such month", "no such actor"

/// Attributes of the cast, by column, in the order of the .def files; a donor's place is its row
/// among the donors.
struct CastTable {
  int donors, blocs, patrons, buyers;
#define BLOC(name, ...) int name[kMaxDonors];
#define FLAG(name, ...) bool name[kMaxDonors];
#define NUMBER(name, ...) float name[kMaxDonors];
#include "agents/interface/donors.def"
#undef BLOC
#undef FLAG
#undef NUMBER
  // Whose aid is reported as European: the European donors'; with the core's mechanisms every
  // donor's, as version 0.1 had it.
  bool reported_as_european[kMaxDonors];
  float gdp_share[kMaxDonors];            // of all donors
  float eu_gdp_share[kMaxDonors];         // of the EU, 0 outside
  float bloc_gdp_share[kMaxDonors];       // of the donor's bloc
  float parallel_share[kMaxDonors];       // equal parts, 0 for the others
  float influence[kMaxBlocs][kMaxBlocs];  // of the column's bloc on the row's
#define NUMBER(name, ...) float patron_##name[kMaxPatrons];
#include "agents/interface/patrons.def"
#undef NUMBER
#define NUMBER(name, ...) float buyer_##name[kMaxBuyers];
#include "agents/interface/buyers.def"
#undef NUMBER
};

/// The whole cast as it is from a month on; month 0 is the first.
struct CastChange {
  int month;
  CastTable cast;
};

/// What a lever waits for (docs/model.md, "Input"). It starts in its start month, or in the month
/// after the event if that is later.
enum class LeverCondition {
  kAlways = 0,
  kNoAgreementByMonth = 1,
  kAfterStop = 2,
  kAfterBreach = 3
};

/// When the levers move. Intensities of each trial come separately.
struct LeverSchedule {
  float base[kLevers];
  float start_month[kLevers];
  float ramp_months[kLevers];
  bool at_once[kLevers];
  LeverCondition condition[kLevers];
  float condition_month[kLevers];  // of kNoAgreementByMonth
};

/// What an actor can be held to, whatever it would choose.
enum class Choice : int {
#define CHOICE(name, ...) name,
#include "agents/interface/choices.def"
#undef CHOICE
};

/// One actor held to one choice in all months; by default nobody is.
struct Intervention {
  Choice choice = Choice::kNone;
  int actor = 0;  // a donor's or a patron's row; cast->donors: the US; of leaders 0 the invader's,
                  // 1 the defender's; a buyer's row (0: all)
  float end = 0;  // 0 the low end of the choice's range .. 1 the high end
};

/// One batch of trials, one in each lane.
struct BatchInput {
  const CastTable* cast;
  const LeverSchedule* schedule;
  Structure structure;
  int horizon_months;
  int us_change_month;                 // month 0 is the first; beyond the horizon: never
  bool muted;                          // without luck: every normal 0, every uniform 1/2
  std::uint32_t key[2];                // the seed
  const float* parameters;             // [parameter][lane], in the order of the declarations
  const float* lever_targets;          // [lever][lane]
  const std::uint32_t* parameter_set;  // [lane]
  const std::uint32_t* replicate;      // [lane]
  int patron_change_month = kNoMonth;  // from when the patrons want the war less
  Intervention intervention{};
  const CastChange* cast_changes = nullptr;  // by month; none: the cast stays as it is
  int cast_change_count = 0;
};

/// Where a batch writes. Null: not wanted.
struct BatchOutput {
  float* results;          // [result][lane]
  float* timeline;         // [month][quantity][lane]
  float* donors;           // [donor][donor result][lane]
  float* costs = nullptr;  // [year][payer][cost][lane]: paid from the start to the year's end
};

/// The model, compiled for one instruction set.
struct Kernel {
  const char* name;
  int lanes;
  int parameters;  // how many a batch reads: checked against the declarations
  void (*run)(const BatchInput&, const BatchOutput&);
  int results, donor_results, quantities;  // how many it writes: likewise
};

const Kernel& kernel_scalar();
#if defined(__x86_64__)
const Kernel& kernel_sse2();
const Kernel& kernel_avx2();
const Kernel& kernel_avx512();
#endif

}  // namespace armistice
