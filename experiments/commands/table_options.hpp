// --delimiter and --decimal: tables for the spreadsheets of other countries.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "experiments/report/csv.hpp"

namespace armistice {

/// `out` is where the tables go, and must outlive the parsing: without it the options have no
/// effect, and are refused.
void offer_tables(CLI::App& command, CsvFormat& format,
                  const std::optional<std::filesystem::path>& out);

/// For a command whose tables are read back: refuses both options with the reason.
void refuse_tables(CLI::App& command, const std::string& reason);

/// Throws Error(kInput) with the reason, unless the format is the one that programs read.
void require_plain(const CsvFormat& format, const std::string& reason);

}  // namespace armistice
