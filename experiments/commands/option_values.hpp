// Reading and checking of option values, shared by several commands.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/input/scenario.hpp"

namespace armistice {

/// Throws Error(kInput) in the name of the program.
[[noreturn]] void refuse(const std::string& message);

/// "; did you mean --trials?", or nothing if no name is near.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names);

/// Refuses a whole number with marks between its thousands, and says what to write.
void refuse_thousands(std::string_view option, std::string_view typed);

template <class Whole>
Whole parse_whole(std::string_view option, std::string_view typed, Whole low, Whole high) {
  Whole n{};
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, n);
  if (error != std::errc() || stopped != end || n < low || n > high) {
    refuse_thousands(option, typed);
    refuse(
        fmt::format("{} \"{}\": expected a whole number from {} to {}", option, typed, low, high));
  }
  return n;
}

/// A finite number not below `low`. `expected` is for the message.
double parse_number(std::string_view option, std::string_view typed, double low,
                    std::string_view expected);

/// One of a few words, each with what it stands for.
template <class Value>
Value parse_word(std::string_view option, std::string_view typed,
                 std::span<const std::pair<const char*, Value>> choices) {
  std::vector<std::string> names;
  for (const auto& [name, value] : choices) {
    if (typed == name) return value;
    names.emplace_back(name);
  }
  refuse(fmt::format("{} \"{}\": expected {}{}", option, typed, fmt::join(names, ", "),
                     did_you_mean(typed, names)));
}

/// An option whose one value `read` takes as it was typed.
template <class Read>
void offer_text(CLI::App& command, const char* name, const char* type, const char* help,
                const Read& read) {
  command.add_option_function<std::string>(name, read, help)->type_name(type);
}

void offer_settings(CLI::App& command, std::vector<Setting>& settings);

/// An option that may be given several times.
void offer_each(CLI::App& command, const char* name, const char* type, const char* help,
                const std::function<void(const std::string&)>& read);

/// DIR...: the folders that a command reads.
void offer_folders(CLI::App& command, std::vector<std::filesystem::path>& folders,
                   const char* help);

/// --seed; what it is of is for the help.
void offer_seed(CLI::App& command, std::uint64_t& seed, const char* help);
void offer_threads(CLI::App& command, int& threads);
void offer_horizon(CLI::App& command, int& months);

}  // namespace armistice
