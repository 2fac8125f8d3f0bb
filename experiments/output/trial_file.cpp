#include "experiments/output/trial_file.hpp"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/report/csv.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

/// A result in trials.csv, with what stands beside it in words or as a date.
struct ResultColumn {
  Result result;
  ResultKind kind;
  bool always;
  std::span<const CodeDeclaration> codes;

  bool defined(float value) const { return always || value != kNever; }
  /// Empty if it is none of the codes.
  std::string_view word(float value) const {
    const bool coded = value >= 0 && value < static_cast<float>(codes.size());
    return coded ? codes[static_cast<std::size_t>(value)].word : std::string_view();
  }
};

ResultColumn column_of(Result r) {
  const ResultDeclaration& declared = declaration_of(r);
  return {r, declared.kind, declared.always(), codes_of(declared.codes)};
}

const std::vector<ResultColumn>& columns() {
  static const std::vector<ResultColumn> all = [] {
    std::vector<ResultColumn> each;
    for (const Result r : trial_results()) each.push_back(column_of(r));
    return each;
  }();
  return all;
}

void value_cell(Csv& csv, const ResultColumn& column, float value, const Cast& cast) {
  if (!column.defined(value)) {
    csv.empty();
  } else if (column.kind == ResultKind::kActor) {
    csv.cell(actor_at(cast, value).code);
  } else if (column.kind == ResultKind::kWord) {
    csv.cell(column.word(value));
  } else {
    csv.cell(value);
  }
}

void words_cell(Csv& csv, const ResultColumn& column, float value, const Cast& cast) {
  if (!column.defined(value)) {
    csv.empty();
  } else if (column.kind == ResultKind::kActor) {
    csv.cell(actor_at(cast, value).name);
  } else {
    csv.cell(column.word(value));
  }
}

bool has_words(const ResultColumn& column) {
  return column.kind == ResultKind::kActor || column.kind == ResultKind::kCode;
}

}  // namespace

std::string trial_columns(const Cast& cast) {
  std::string values = "trial,outcome,detail", words, dates;
  const auto add = [](std::string& line, const std::string& name) {
    if (!name.empty()) line.append(",").append(name);
  };
  for (const ResultColumn& column : columns()) {
    add(values, column_name(column.result, cast));
    add(words, words_column(column.result));
    add(dates, date_column(column.kind, column_name(column.result)));
  }
  return values + words + dates;
}

std::string trial_rows(const TrialBlock& block, const Cast& cast, CalendarMonth start) {
  const ResultColumn outcomes = column_of(Result::outcome), details = column_of(Result::detail);
  Csv csv;
  Dates dates(start);
  for (int i = 0; i < block.trials; ++i) {
    csv.cell(block.first_trial + i);
    csv.cell(outcomes.word(block.result(Result::outcome, i)));
    csv.cell(details.word(block.result(Result::detail, i)));
    for (const ResultColumn& column : columns()) {
      value_cell(csv, column, block.result(column.result, i), cast);
    }
    for (const ResultColumn& column : columns()) {
      if (has_words(column)) words_cell(csv, column, block.result(column.result, i), cast);
    }
    for (const ResultColumn& column : columns()) {
      if (column.kind == ResultKind::kMonth) csv.cell(dates.of(block.result(column.result, i)));
    }
    csv.end_row();
  }
  return csv.take();
}

std::string trial_donor_columns() {
  std::string values = "trial,donor", dates;
  for (const DonorResultDeclaration& declared : donor_result_declarations()) {
    values.append(",").append(declared.name);
    const std::string date = date_column(declared.kind, declared.name);
    if (!date.empty()) dates.append(",").append(date);
  }
  return values + ",donor_name" + dates;
}

std::string trial_donor_rows(const TrialBlock& block, const Cast& cast, CalendarMonth start) {
  Csv csv;
  Dates dates(start);
  for (int i = 0; i < block.trials; ++i) {
    for (int donor = 0; donor < block.donors; ++donor) {
      const Actor& state = cast.donors[static_cast<std::size_t>(donor)];
      csv.cell(block.first_trial + i).cell(state.code);
      for (int r = 0; r < kDonorResults; ++r) {
        const auto result = static_cast<DonorResult>(r);
        const float value = block.donor_result(donor, result, i);
        const bool never = declaration_of(result).kind == ResultKind::kMonth && value <= 0;
        never ? csv.empty() : csv.cell(value);
      }
      csv.cell(state.name);
      for (int r = 0; r < kDonorResults; ++r) {
        const auto result = static_cast<DonorResult>(r);
        if (declaration_of(result).kind == ResultKind::kMonth) {
          csv.cell(dates.of(block.donor_result(donor, result, i)));
        }
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

std::vector<std::string> trial_file_headers(Record record, const Cast& cast,
                                            const CsvFormat& format) {
  std::vector<std::string> headers{trial_columns(cast) + '\n', trial_donor_columns() + '\n'};
  headers.resize(trial_file_names(record).size());
  for (std::string& header : headers) header = in_format(std::move(header), format);
  return headers;
}

TrialFiles::TrialFiles(Record record, const Scenario& scenario, Write write,
                       const CsvFormat& format)
    : record_(record), scenario_(scenario), write_(std::move(write)), format_(format) {}

void TrialFiles::listen(RunHooks& hooks) {
  if (record_ == Record::kSummary) return;
  hooks.format = [this](const TrialBlock& block, std::vector<std::string>& texts) {
    format(block, texts);
  };
  hooks.sink = [this, then = hooks.sink](const TrialBlock& block) {
    write(block);
    if (then) then(block);
  };
}

void TrialFiles::format(const TrialBlock& block, std::vector<std::string>& texts) const {
  texts.push_back(in_format(trial_rows(block, scenario_.cast, scenario_.start), format_));
  if (record_ != Record::kAll) return;
  texts.push_back(in_format(trial_donor_rows(block, scenario_.cast, scenario_.start), format_));
}

void TrialFiles::write(const TrialBlock& block) const {
  for (std::size_t i = 0; i < block.texts.size(); ++i) write_(i, block.texts[i]);
}

}  // namespace armistice
