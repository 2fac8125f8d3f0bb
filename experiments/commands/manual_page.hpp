// The manual page: what `armistice help` says of every command, in the form that `man` reads.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace armistice {

/// A page of section 1 in man(7)'s macros. `closing` is what the overview says last.
std::string manual_page(const CLI::App& app, std::string_view version, std::string_view closing);

}  // namespace armistice
