// What the model declares and what comes with the program, as lists: levers, parameters, actors,
// scenarios. A listing's tables are what its data are, row below row.
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>

#include "experiments/report/report.hpp"

namespace armistice {

/// Whether an entry that goes by these names is wanted: by one of them or a part of it, or by its
/// class, which has to be typed as a whole.
using Passes = std::function<bool(std::initializer_list<std::string_view> names,
                                  std::string_view class_of_entry)>;

Report list_of_levers(const Passes& passes);
Report list_of_parameters(const Passes& passes);
/// Those first that move the headline shares most (experiments/influence).
Report parameters_by_influence(const Passes& passes);

/// All actors by kind; one with two roles, such as a buyer that is a patron too, is there in both.
/// Throws Error(kInput) if the table of actors can't be read.
Report list_of_actors(const Passes& passes);

/// A scenario that can't be read is listed with the reason.
Report list_of_scenarios(const Passes& passes);

/// docs/levers.md, docs/parameters.md and docs/influence.md: print them as Markdown.
Report page_of_levers(const Passes& passes);
Report page_of_parameters(const Passes& passes);
Report page_by_influence(const Passes& passes);

}  // namespace armistice
