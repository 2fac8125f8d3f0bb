// What stands behind the options of several commands: values read and refused in one way.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/commands/command_line.hpp"

namespace armistice {

/// Throws Error(kInput) in the name of the program.
[[noreturn]] void refuse(const std::string& message);

/// "; did you mean --trials?", or nothing if no name is near.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names);

template <class Whole>
Whole parse_whole(std::string_view option, std::string_view typed, Whole low, Whole high) {
  Whole n{};
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, n);
  if (error != std::errc() || stopped != end || n < low || n > high) {
    refuse(
        fmt::format("{} \"{}\": expected a whole number from {} to {}", option, typed, low, high));
  }
  return n;
}

Record parse_record(const std::string& typed);

/// An option whose one value `read` takes as it was typed.
template <class Read>
void offer_text(CLI::App* command, const char* name, const char* type, const char* help,
                const Read& read) {
  command->add_option_function<std::string>(name, read, help)->type_name(type);
}

void offer_settings(CLI::App* command, std::vector<Setting>& settings);

/// An option that may be given several times.
void offer_each(CLI::App* command, const char* name, const char* type, const char* help,
                const std::function<void(const std::string&)>& read);

/// What every command that runs ensembles has, and the number of their trials.
void offer_common(CLI::App* command, EnsembleCommand& o);
void offer_ensemble(CLI::App* command, EnsembleCommand& o);

/// --resume, --shard and --time-limit.
void offer_campaign(CLI::App* command, CampaignOptions& campaign);

/// Whose intervals it is about is for the help: "of the headline shares".
void offer_precision(CLI::App* command, EnsembleCommand& o, std::string_view whose);

}  // namespace armistice
