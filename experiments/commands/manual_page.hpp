// The manual page: what `armistice help` says of every command, in the form that `man` reads.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace armistice {

/// In the macros of man(7). `closing` is what the overview says last.
std::string manual_page(const CLI::App& app, std::string_view version, std::string_view closing);

}  // namespace armistice
