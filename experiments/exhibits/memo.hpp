// A memo: what results say, as the exhibits of a paper, before anybody writes it down.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {

/// Facts with what they are called.
using Facts = std::vector<std::pair<std::string, std::string>>;

/// A table of assumptions of one kind.
struct Assumptions {
  std::string title;  // "82 uncertainties"
  ShownTable table;
};

/// What one folder says.
struct MemoPart {
  std::string title;                 // "status_quo: Status quo: the policies of March 2025 go on"
  std::string command;               // that wrote it, for the heading
  std::vector<std::string> answer;   // sentences, with both uncertainties apart
  std::vector<std::string> changes;  // files that are not as armistice wrote them
  std::vector<Exhibit> exhibits;
  std::vector<Assumptions> assumptions;
  Facts reproduction;
  ShownTable files;
  bool of_the_model = false;  // it judges the model
};

MemoPart memo_part(const ResultFolder& result);

/// The answer in sentences: what came out, its sampling error, and what we do not know.
std::vector<std::string> answer_of(const ResultFolder& result);
/// The resolved settings, kind by kind, with where they come from.
std::vector<Assumptions> assumptions_of(const ResultFolder& result);
/// The command that gives the same result, and what it was given with.
Facts reproduction_of(const ResultFolder& result);

/// The whole page: one file, which takes nothing from anywhere. The same parts give the same bytes.
std::string memo_page(const std::vector<MemoPart>& parts);

}  // namespace armistice
