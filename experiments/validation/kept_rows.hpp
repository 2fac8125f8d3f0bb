// Rows of a validation, each some of them a stage: a later run of the same validation reads them
// back.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "experiments/engine/stage_archive.hpp"
#include "experiments/validation/laboratory.hpp"
#include "experiments/validation/mechanisms.hpp"
#include "experiments/validation/pattern.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {

inline constexpr std::size_t kMostRows = 1000, kMostLetters = 1000;

template <class Archive>
void serialize(Archive& archive, Figure& figure) {
  archive(figure.value, figure.standard_error);
}

template <class Archive>
void serialize(Archive& archive, Pattern& pattern) {
  int kind = static_cast<int>(pattern.kind);
  archive(pattern.number, kind, pattern.target.low, pattern.target.high, pattern.figure);
  require_shape(kind >= 0 && kind <= static_cast<int>(PatternKind::kIndependent));
  pattern.kind = static_cast<PatternKind>(kind);
  serialize_text(archive, pattern.name, kMostLetters);
}

template <class Archive>
void serialize(Archive& archive, DefinitionRow& row) {
  serialize_text(archive, row.definition, kMostLetters);
  archive(row.negotiated, row.ceasefire, row.defeat, row.war, row.relapsed);
}

template <class Archive>
void serialize(Archive& archive, MechanismRow& row) {
  serialize_text(archive, row.scenario, kMostLetters);
  serialize_text(archive, row.change, kMostLetters);
  archive(row.negotiated, row.ceasefire, row.defeat, row.war, row.durable, row.relapsed);
}

template <class Archive, class Row>
void serialize_rows(Archive& archive, std::vector<Row>& rows) {
  serialize_list(archive, rows, kMostRows);
}

template <class Archive, class Row>
requires requires(Archive& archive, Row& row) { serialize(archive, row); }
void serialize_rows(Archive& archive, Row& row) { serialize(archive, row); }

/// A variant of a scenario: columns of its trials, which have their size.
template <class Archive>
void serialize_rows(Archive& archive, std::map<std::string, std::vector<double>>& columns) {
  for (auto& [name, values] : columns) serialize_elements(archive, values);
}

/// Brings `value` to what `make` returns, as a stage of the laboratory's work.
template <class Value, class Make>
void bring_in_a_stage(Laboratory& laboratory, Value& value, const Make& make) {
  const LaboratorySettings& settings = laboratory.settings();
  Stage stage(settings.stages, settings.stop, 0, 1,
              archived_sums([&value](auto& archive) { serialize_rows(archive, value); }));
  if (stage.next() == 0) {
    value = make();
    stage.keep(0);
  }
}

}  // namespace armistice
