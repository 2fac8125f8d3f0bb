// The command lines of the commands that help to choose: search and information.
#pragma once

#include <CLI/CLI.hpp>

#include "experiments/commands/command_line.hpp"

namespace armistice {

void offer_search(CLI::App& app, SearchCommand& search);
void offer_information(CLI::App& app, InformationCommand& information);

/// What only the whole line can tell. Throws Error(kInput).
void check_choice(const SearchCommand& search);
void check_choice(const InformationCommand& information);

}  // namespace armistice
