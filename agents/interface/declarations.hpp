// What there is to set and what comes out: parameters, levers and switches with unit, range and
// source; results, shares and quantities with kind, unit and words for people. Read by the scenario
// reader, the command line, the files and the docs; made from the same .def files as the model.
#pragma once

#include <span>
#include <string_view>

#include "agents/interface/kernel.hpp"

namespace armistice {

/// How a declared parameter is drawn when a scenario says nothing.
enum class DefaultDraw { kConstant, kTriangular, kUniform, kBernoulli };

struct ParameterDeclaration {
  std::string_view group;  // table of the scenario file: [parameters.<group>], or [initial]
  std::string_view name;
  DefaultDraw draw;
  double default_value;  // the mode; of a uniform the middle
  double core_value;     // where the core mechanisms hold another value, undrawn; else the default
  bool core_differs;
  double min, max;     // of the draw; equal to the default for a constant
  double probability;  // of a Bernoulli parameter, else 0
  double low, high;    // what a scenario may set, inclusive
  std::string_view unit;
  std::string_view source;  // its class, and after it what it rests on, if that is known

  bool uncertain() const { return draw != DefaultDraw::kConstant; }
  /// "judgement" of "judgement: aid has a floor"; one of kSourceClasses.
  std::string_view source_class() const;
  std::string_view rests_on() const;  // "aid has a floor"; may be empty
};

/// Where numbers come from, the firmest first: observed; published estimates; fitted to data; how
/// the model or its unit is defined; accuracy of a computation; what we think.
inline constexpr std::string_view kSourceClasses[] = {"datum",      "literature", "calibrated",
                                                      "definition", "numerical",  "judgement"};

/// What must hold between two parameters (agents/parameters/relations.def): the first and `gap` are
/// the second at most, or the two together are `most` at most.
struct RelationDeclaration {
  int first, second;  // rows of parameter_declarations()
  double gap = 0;
  bool together = false;
  double most = 0;
};

/// Two drawn parameters that are correlated by default (agents/parameters/correlations.def).
struct CorrelationDeclaration {
  std::string_view name;  // as of [correlations]
  int first, second;      // rows of parameter_declarations()
  double value;           // of the normals of a Gaussian copula
  std::string_view reason;
};

struct LeverDeclaration {
  std::string_view name;
  double base;   // intensity in the status quo
  bool at_once;  // 0 or 1, without a ramp
  bool core;     // read by the core mechanisms
  std::string_view group;
  std::string_view consent;
  std::string_view moves;
};

struct SwitchDeclaration {
  std::string_view name;
  SwitchDefault standing;
  std::string_view neutral;  // what stands in its place when it is off
};

/// What kind of number a result is (agents/interface/results.def).
enum class ResultKind { kMonth, kCode, kWord, kFlag, kShare, kActor, kCount, kAmount, kIndex };
std::string_view name_of(ResultKind kind);

/// Lists of codes (agents/interface/codes.def).
enum class CodeList { kNone, outcome, detail, security, territory, recognition, economy, resumed };

struct CodeDeclaration {
  CodeList list;
  int value;
  std::string_view word, words;
  std::string_view brief;  // empty in a list that the account of a trial does not tell of
};

/// What quantiles of a result come from: `count` equal bins from low to high; of whole numbers bin
/// i holds low + i. None if `count` is 0.
struct ResultBins {
  int count = 0;
  double low = 0, high = 0;
  bool whole = false;
};

/// Whose place in the cast a result belongs to.
enum class ResultRole { kNone, kPatron, kBuyer };

struct ResultDeclaration {
  std::string_view name;
  ResultKind kind;
  CodeList codes;
  std::string_view unit;
  ResultBins bins;
  std::string_view words;
  std::string_view empty;  // when a trial has no value; empty if each has one
  ResultRole role = ResultRole::kNone;
  int place = 0;          // of the role's actors, from 1
  std::string_view what;  // of the actor: "support_mean"

  constexpr bool always() const { return empty.empty(); }
};

struct DonorResultDeclaration {
  std::string_view name;
  ResultKind kind;
  std::string_view unit, words;
  std::string_view empty;  // as of a result; a month of 0 then stands for no value
};

/// Under which labels of endings something is reported.
enum class Labels { kBoth, kCore, kFull };

struct ShareDeclaration {
  Labels labels;
  std::string_view outcome, detail;  // as in outcomes.csv
  int depth;                         // below its headline, in tables
  std::string_view label, words;     // in tables; in sentences
};

struct QuantityDeclaration {
  std::string_view name;
  double low, high;  // of its bins
  std::string_view unit, words;
};

enum class CastColumnKind { kBloc, kFlag, kNumber };

/// A column of the table of actors.
struct CastColumnDeclaration {
  std::string_view name;
  CastColumnKind kind;
  double low, high;  // of a number, inclusive
  bool part;         // of a whole: those of all actors of the kind sum to 1
  bool monthly;      // each month reads it anew, so it may change by date
  std::string_view unit;
  std::string_view words;  // what it is, for people
};

/// In the order in which a batch reads them.
std::span<const ParameterDeclaration> parameter_declarations();
std::span<const RelationDeclaration> relation_declarations();
std::span<const CorrelationDeclaration> correlation_declarations();
/// In the order of `Lever`.
std::span<const LeverDeclaration> lever_declarations();
/// In the order of the members of `Switches`.
std::span<const SwitchDeclaration> switch_declarations();
/// In the order of the .def file of each kind.
std::span<const CastColumnDeclaration> donor_columns();
std::span<const CastColumnDeclaration> patron_columns();
std::span<const CastColumnDeclaration> buyer_columns();

/// In the order of `Result`, `DonorResult`, armistice::Share and `Quantity`.
std::span<const ResultDeclaration> result_declarations();
std::span<const DonorResultDeclaration> donor_result_declarations();
std::span<const ShareDeclaration> share_declarations();
std::span<const QuantityDeclaration> quantity_declarations();

const ResultDeclaration& declaration_of(Result result);
const DonorResultDeclaration& declaration_of(DonorResult result);
/// The codes of a list, from 0: the code of a value is at its place.
std::span<const CodeDeclaration> codes_of(CodeList list);

/// Declared defaults of a lever's course (docs/model.md, "Input").
inline constexpr double kLeverStartMonth = 3;
inline constexpr double kLeverRampMonths = 6;

}  // namespace armistice
