#include "experiments/output/trial_file.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/output/csv.hpp"
#include "experiments/output/estimate.hpp"

namespace armistice {
namespace {

constexpr std::string_view kResultNames[] = {
#define RESULT(name) #name,
#include "agents/results.def"
#undef RESULT
};

// The contract's columns after `trial,outcome,detail`, in its order.
constexpr Result kContract[] = {
    Result::end_month,
    Result::occupied_share_end_pct,
    Result::occupied_share_min_pct,
    Result::occupied_share_max_pct,
    Result::term_security,
    Result::term_territory,
    Result::term_status,
    Result::term_economy,
    Result::delivered_security,
    Result::relapsed,
    Result::relapse_month,
    Result::fighting_at_horizon,
    Result::russian_casualties_thousand,
    Result::ukrainian_casualties_thousand,
    Result::russian_mean_intensity,
    Result::leader_cannot_stop,
    Result::eu_accession_month,
    Result::nato_accession_month,
    Result::vetoing_actor,
    Result::reserve_exhausted_month,
    Result::belief_gap_month_0,
    Result::belief_gap_month_12,
    Result::belief_gap_month_24,
    Result::resolve_signal_end,
};

const std::vector<Result>& columns() {
  static const std::vector<Result> all = [] {
    std::vector<Result> in_order(std::begin(kContract), std::end(kContract));
    for (int r = 0; r < kResults; ++r) {
      const auto result = static_cast<Result>(r);
      const bool has_place = result == Result::outcome || result == Result::detail ||
                             std::find(in_order.begin(), in_order.end(), result) != in_order.end();
      if (!has_place) in_order.push_back(result);
    }
    return in_order;
  }();
  return all;
}

// A vetoing actor's place is its row among the donors; the United States comes after them.
std::string_view state_code(const Cast& cast, float place) {
  const auto row = static_cast<std::size_t>(place);
  return row < cast.donors.size() ? std::string_view(cast.donors[row].code) : "US";
}

std::string_view word_of(Resumed who) { return who == Resumed::kDefender ? "ukraine" : "russia"; }

// Ends what belongs to trials.csv in a block's text; what follows is for trial_donors.csv.
constexpr char kFileEnd = '\0';

}  // namespace

std::string_view column_name(Result r) {
  if (r == Result::vetoing_actor) return "vetoing_state";
  if (r == Result::renewal_vetoing_actor) return "renewal_vetoing_state";
  return kResultNames[static_cast<int>(r)];
}

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kContinuedWar:
      return reported_name(Share::kContinuedWarAll).outcome;
    case Outcome::kNegotiatedPeace:
      return reported_name(Share::kNegotiatedAll).outcome;
    case Outcome::kDeFactoCeasefire:
      return reported_name(Share::kDeFactoAll).outcome;
  }
  return "";
}

std::string_view word_of(Detail detail) {
  switch (detail) {
    case Detail::kFighting:
      return "fighting";
    case Detail::kStrength:
      return reported_name(Share::kStrength).detail;
    case Detail::kCapitulation:
      return reported_name(Share::kCapitulation).detail;
    case Detail::kIntermediate:
      return reported_name(Share::kIntermediate).detail;
    case Detail::kDefenderCollapse:
      return reported_name(Share::kDefenderCollapse).detail;
    case Detail::kInvaderCollapse:
      return reported_name(Share::kInvaderCollapse).detail;
    case Detail::kGuaranteed:
      return reported_name(Share::kGuaranteed).detail;
    case Detail::kBare:
      return reported_name(Share::kBare).detail;
  }
  return "";
}

std::string trial_columns() {
  std::string line = "trial,outcome,detail";
  for (const Result r : columns()) line.append(",").append(column_name(r));
  return line;
}

std::string trial_rows(const TrialBlock& block, const Cast& cast) {
  Csv csv;
  for (int i = 0; i < block.trials; ++i) {
    const auto as_class = [&](Result r) { return static_cast<int>(block.result(r, i)); };
    csv.cell(block.first_trial + i);
    csv.cell(word_of(static_cast<Outcome>(as_class(Result::outcome))));
    csv.cell(word_of(static_cast<Detail>(as_class(Result::detail))));
    for (const Result r : columns()) {
      const float value = block.result(r, i);
      if (!is_defined(r, value)) {
        csv.empty();
      } else if (r == Result::vetoing_actor || r == Result::renewal_vetoing_actor) {
        csv.cell(state_code(cast, value));
      } else if (r == Result::resumed_by) {
        csv.cell(word_of(static_cast<Resumed>(as_class(r))));
      } else {
        csv.cell(value);
      }
    }
    csv.end_row();
  }
  return csv.take();
}

std::string trial_donor_rows(const TrialBlock& block, const Cast& cast) {
  Csv csv;
  for (int i = 0; i < block.trials; ++i) {
    for (int donor = 0; donor < block.donors; ++donor) {
      csv.cell(block.first_trial + i).cell(cast.donors[static_cast<std::size_t>(donor)].code);
      for (int r = 0; r < kDonorResults; ++r) {
        const auto result = static_cast<DonorResult>(r);
        const float value = block.donor_result(donor, result, i);
        const bool never = result == DonorResult::sent_month && value <= 0;
        never ? csv.empty() : csv.cell(value);
      }
      csv.end_row();
    }
  }
  return csv.take();
}

std::vector<std::string> trial_file_names(Record record) {
  if (record == Record::kSummary) return {};
  if (record == Record::kTrials) return {"trials.csv"};
  return {"trials.csv", "trial_donors.csv"};
}

std::vector<std::string> trial_file_headers(Record record, const CsvFormat& format) {
  static_assert(kDonorResults == 15, "the header lists them all");
  std::vector<std::string> headers{
      trial_columns() + '\n',
      "trial,donor,military_aid_eur_bn,stance_end,eu_votes,eu_yes,nato_votes,nato_yes,"
      "renewal_votes,renewal_yes,financial_aid_eur_bn,eu_level_aid_eur_bn,side_payments_eur_bn,"
      "transition_eur_bn,cost_pct_of_gdp,sent_forces,sent_month\n"};
  headers.resize(trial_file_names(record).size());
  for (std::string& header : headers) header = in_format(std::move(header), format);
  return headers;
}

TrialFiles::TrialFiles(Record record, const Cast& cast, Write write, const CsvFormat& format)
    : record_(record), cast_(cast), write_(std::move(write)), format_(format) {}

void TrialFiles::listen(RunHooks& hooks) {
  if (record_ == Record::kSummary) return;
  hooks.format = [this](const TrialBlock& block, std::string& text) { format(block, text); };
  hooks.sink = [this, then = hooks.sink](const TrialBlock& block) {
    write(block);
    if (then) then(block);
  };
}

void TrialFiles::format(const TrialBlock& block, std::string& text) const {
  text = in_format(trial_rows(block, cast_), format_);
  if (record_ == Record::kAll) {
    text.append(1, kFileEnd).append(in_format(trial_donor_rows(block, cast_), format_));
  }
}

void TrialFiles::write(const TrialBlock& block) const {
  const std::string_view text = block.text;
  const std::size_t end = text.find(kFileEnd);
  write_(0, text.substr(0, end));
  if (record_ == Record::kAll) write_(1, text.substr(end + 1));
}

}  // namespace armistice
