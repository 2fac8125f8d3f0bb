// What a scenario changes of the table of actors: single cells, also from a month on, and new rows.
#pragma once

#include <toml++/toml.h>

#include <string>

#include "experiments/input/cast.hpp"

namespace armistice {

/// Lays [actors] of a scenario over a cast: [actors.HU] tie = 0.3, tie = { value = 0.3, from =
/// "2026-05" }, or a new row with its kind and all columns. `file`, which names another table, is
/// left to the caller. Throws Error(kInput) with its place.
void lay_actors(const toml::table& actors, Cast& cast);

/// Once all is laid: works the influence out anew and checks what concerns several rows. `place` is
/// that of the last word on the actors.
void finish_edits(Cast& cast, const toml::source_region& place);

/// "actors.HU.tie", "actors.CN.patron.intercept": what `--set` calls a cell.
std::string cell_name(const Cast& cast, const std::string& kind, const std::string& code,
                      const std::string& column);

/// What a cell holds, and what it holds later: "0.9, 0.3 from 2026-05".
std::string cell_history(const Cast& cast, const std::string& kind, std::size_t row,
                         const std::string& column);

}  // namespace armistice
