#include "experiments/output/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "experiments/observation/observation.hpp"
#include "experiments/report/csv.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

struct ColumnDeclaration {
  std::string_view file, column, kind, unit, words, empty;
};
constexpr ColumnDeclaration kColumns[] = {
#define COLUMN(file, column, kind, unit, words, empty) {file, column, kind, unit, words, empty},
#include "experiments/output/columns.def"
#undef COLUMN
};

using Meaning = std::optional<ColumnMeaning>;

Meaning declared_column(std::string_view file, std::string_view column) {
  const auto find = [column](std::string_view in) {
    return std::find_if(std::begin(kColumns), std::end(kColumns), [&](const ColumnDeclaration& c) {
      return c.file == in && c.column == column;
    });
  };
  const ColumnDeclaration* found = find(file);
  if (found == std::end(kColumns)) found = find("");
  if (found == std::end(kColumns)) return std::nullopt;
  return ColumnMeaning{std::string(found->kind), std::string(found->unit),
                       std::string(found->words), "", std::string(found->empty)};
}

void add_code(std::string& codes, std::string_view code, std::string_view words) {
  codes += fmt::format("{}{} = {}", codes.empty() ? "" : "; ", code, words);
}

std::string codes_in_words(const ResultDeclaration& declared) {
  std::string codes;
  for (const CodeDeclaration& code : codes_of(declared.codes)) {
    if (declared.kind == ResultKind::kWord) {
      add_code(codes, code.word, code.words);
    } else {
      add_code(codes, std::to_string(code.value), fmt::format("{} ({})", code.word, code.words));
    }
  }
  return codes;
}

constexpr const char* kFlagCodes = "0 = no; 1 = yes";

bool is_flag(ResultKind kind) { return kind == ResultKind::kFlag || kind == ResultKind::kShare; }

ColumnMeaning meaning_of(const ResultDeclaration& declared) {
  ColumnMeaning meaning{std::string(name_of(declared.kind)), std::string(declared.unit),
                        std::string(declared.words), codes_in_words(declared),
                        std::string(declared.empty)};
  if (is_flag(declared.kind)) meaning.codes = kFlagCodes;
  if (declared.kind == ResultKind::kMonth) meaning.words += ", counted from 1";
  if (declared.kind == ResultKind::kActor) meaning.words += ", by its code";
  return meaning;
}

/// The actor's code in a column such as patron_CN_support_mean; nothing if it is of no such result.
std::optional<std::string> actor_in(std::string_view column, const ResultDeclaration& declared) {
  const std::string_view role = declared.role == ResultRole::kPatron ? "patron_" : "buyer_";
  const std::string ending = fmt::format("_{}", declared.what);
  if (!column.starts_with(role) || !column.ends_with(ending)) return std::nullopt;
  if (column.size() <= role.size() + ending.size()) return std::nullopt;
  return std::string(column.substr(role.size(), column.size() - role.size() - ending.size()));
}

/// A column that holds a result.
Meaning result_column(std::string_view column) {
  for (int r = 0; r < kResults; ++r) {
    const auto result = static_cast<Result>(r);
    const ResultDeclaration& declared = declaration_of(result);
    if (column == column_name(result) || column == declared.name) return meaning_of(declared);
    if (declared.role == ResultRole::kNone) continue;
    if (const auto actor = actor_in(column, declared)) {
      ColumnMeaning meaning = meaning_of(declared);
      meaning.words += fmt::format(" ({})", *actor);
      return meaning;
    }
  }
  return std::nullopt;
}

/// A column that says in words, or as a date, what another one says.
Meaning column_beside(std::string_view column) {
  for (int r = 0; r < kResults; ++r) {
    const auto result = static_cast<Result>(r);
    const ResultDeclaration& declared = declaration_of(result);
    const std::string name(column_name(result)), empty(declared.empty);
    if (column == words_column(result)) {
      std::string codes;
      for (const CodeDeclaration& code : codes_of(declared.codes)) {
        add_code(codes, code.word, code.words);
      }
      return ColumnMeaning{"word", "", fmt::format("{} in words", name), codes, empty};
    }
    if (column == date_column(declared.kind, column_name(result))) {
      return ColumnMeaning{"date", "", fmt::format("calendar month of {}", name), "", empty};
    }
  }
  return std::nullopt;
}

Meaning donor_column(std::string_view column) {
  for (const DonorResultDeclaration& declared : donor_result_declarations()) {
    if (column == declared.name) {
      ColumnMeaning meaning{std::string(name_of(declared.kind)), std::string(declared.unit),
                            std::string(declared.words), "", std::string(declared.empty)};
      if (is_flag(declared.kind)) meaning.codes = kFlagCodes;
      return meaning;
    }
    if (column == date_column(declared.kind, declared.name)) {
      return ColumnMeaning{"date", "", fmt::format("calendar month of {}", declared.name), "",
                           std::string(declared.empty)};
    }
  }
  return std::nullopt;
}

/// "negotiated_peace.strength", or a result as its column.
Meaning outcome_column(std::string_view column) {
  for (const ShareDeclaration& share : share_declarations()) {
    const std::string full = fmt::format("{}.{}", share.outcome, share.detail);
    if (column == full || (share.detail == "all" && column == share.outcome)) {
      return ColumnMeaning{"share", "", fmt::format("share of the point's trials: {}", share.words),
                           "", "the point failed"};
    }
  }
  Meaning meaning = result_column(column);
  if (!meaning) return std::nullopt;
  meaning->words = fmt::format("mean over the point's trials: {}", meaning->words);
  meaning->codes.clear();
  meaning->empty = "the point failed";
  return meaning;
}

Meaning replicates_column(std::string_view column) {
  const std::size_t dot = column.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view outcome = column.substr(0, dot), what = column.substr(dot + 1);
  if (!outcome_column(outcome)) return std::nullopt;
  const auto meaning = [&](const char* kind, const std::string& words) {
    return ColumnMeaning{kind, "", fmt::format("of {}: {}", outcome, words), "",
                         "the point failed"};
  };
  if (what == "variance") return meaning("number", "variance of one replicate");
  if (what.starts_with("group_")) return meaning("number", "mean of a group of replicates");
  return meaning("text", "which replicates had it, in hexadecimal; the highest bit is the first");
}

std::string_view setting(std::string_view column, std::string_view table) {
  return column.starts_with(table) ? column.substr(table.size()) : std::string_view();
}

/// A factor, by the name that `--set` takes.
ColumnMeaning factor_column(std::string_view column) {
  for (const ParameterDeclaration& p : parameter_declarations()) {
    const std::string name = p.group == "initial"
                                 ? fmt::format("initial.{}", p.name)
                                 : fmt::format("parameters.{}.{}", p.group, p.name);
    if (column == name) {
      return {"number", std::string(p.unit), fmt::format("factor: {} ({})", p.name, p.source), "",
              ""};
    }
  }
  const std::string_view lever = setting(column, "levers.");
  for (const LeverDeclaration& l : lever_declarations()) {
    if (lever == l.name) {
      return {"number", "", fmt::format("factor: intensity of a lever that moves {}", l.moves), "",
              ""};
    }
  }
  const std::string_view mechanism = setting(column, "switches.");
  for (const SwitchDeclaration& s : switch_declarations()) {
    if (mechanism == s.name) {
      return {"word", "", fmt::format("factor: a mechanism; if it is off: {}", s.neutral), "", ""};
    }
  }
  return {"text", "", "factor, by the name that --set takes", "", ""};
}

/// Levels and costs of packages.
Meaning package_column(std::string_view column) {
  const std::string_view part = setting(column, "level_");
  if (part.empty()) return std::nullopt;
  return ColumnMeaning{
      "number", "", fmt::format("how far {} goes from the reference (0) to the scenario (1)", part),
      "", ""};
}

std::string share_codes(bool with_detail) {
  std::string codes;
  for (const ShareDeclaration& share : share_declarations()) {
    if (with_detail) {
      add_code(codes, fmt::format("{},{}", share.outcome, share.detail), share.words);
    } else if (share.detail == "all" || share.detail == "any") {
      add_code(codes, share.outcome, share.words);
    }
  }
  return codes;
}

std::string list_codes(CodeList list) {
  std::string codes;
  for (const CodeDeclaration& code : codes_of(list)) add_code(codes, code.word, code.words);
  return codes;
}

/// The meaning of the names in a column of names.
std::string names_in(std::string_view file, std::string_view column) {
  std::string codes;
  if (file == "timeline.csv" && column == "quantity") {
    for (const QuantityDeclaration& q : quantity_declarations()) {
      add_code(codes, q.name, fmt::format("{} [{}]", q.words, q.unit));
    }
    for (const SeriesDeclaration& s : series_declarations()) {
      add_code(codes, fmt::format("observed_{}", s.name),
               fmt::format("measured: {} [{}]", s.words, s.unit));
    }
  } else if (file == "outcomes.csv" && column == "outcome") {
    codes = share_codes(false);
  } else if (file == "outcomes.csv" && column == "detail") {
    codes = share_codes(true);
  } else if (file == "relapse.csv" && column == "detail") {
    for (const CodeDeclaration& code : codes_of(CodeList::security)) {
      add_code(codes, fmt::format("status_{}", code.value), code.words);
    }
  } else if (column == "from_detail" || column == "to_detail") {
    codes = list_codes(CodeList::detail);
  } else if (column == "from_outcome" || column == "to_outcome" ||
             ((file == "incidence.csv" || file == "leaders.csv") && column == "outcome")) {
    codes = list_codes(CodeList::outcome);
  }
  return codes;
}

}  // namespace

ColumnMeaning meaning_of(std::string_view file, std::string_view column) {
  Meaning meaning;
  if (file == "trials.csv") {
    meaning = result_column(column);
    if (!meaning) meaning = column_beside(column);
  } else if (file == "trial_donors.csv") {
    meaning = donor_column(column);
  } else if ((file == "points.csv" && column != "point") || file.starts_with("posterior")) {
    meaning = factor_column(column);
  } else if (file == "results.csv") {
    meaning = outcome_column(column);
  } else if (file == "replicates.csv") {
    meaning = replicates_column(column);
  } else if (file == "packages.csv") {
    meaning = package_column(column);
  }
  if (!meaning) meaning = declared_column(file, column);
  if (!meaning) return {};
  if (meaning->kind == "flag" && meaning->codes.empty()) meaning->codes = kFlagCodes;
  if (meaning->codes.empty()) meaning->codes = names_in(file, column);
  return *meaning;
}

std::string columns_csv(std::span<const FileColumns> files) {
  Csv csv;
  csv.header("file,column,kind,unit,meaning,codes,empty");
  for (const FileColumns& table : files) {
    for (const std::string& column : table.columns) {
      const ColumnMeaning m = meaning_of(table.file, column);
      csv.cell(table.file).cell(column).cell(m.kind).cell(m.unit).cell(m.words).cell(m.codes);
      csv.cell(m.empty).end_row();
    }
  }
  return csv.take();
}

}  // namespace armistice
