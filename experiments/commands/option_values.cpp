#include "experiments/commands/option_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <regex>

#include "experiments/engine/ensemble.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/scenario_layers.hpp"

namespace armistice {
namespace {

constexpr int kMostThreads = 4096;

/// Whether a setting is a number of months or the like, by its name.
bool counts_something(std::string_view name) {
  for (const std::string_view end : {"_month", "_months", "_years", "_days"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

const std::regex kOneOrAThousand(R"([1-9]\d{0,2}\.\d{3})");

Setting parse_setting(const std::string& typed) {
  const auto equals = typed.find('=');
  if (equals == 0 || equals == std::string::npos) {
    refuse(fmt::format("--set \"{}\": expected name=value, such as levers.secondary_sanctions=1",
                       typed));
  }
  Setting setting{typed.substr(0, equals), typed.substr(equals + 1)};
  if (counts_something(setting.name) && std::regex_match(setting.value, kOneOrAThousand)) {
    std::string thousands = setting.value;
    std::erase(thousands, '.');
    refuse(fmt::format("--set \"{}\": this may mean {} or {}; write {} or {}", typed,
                       setting.value.substr(0, setting.value.find('.')), thousands,
                       setting.value.substr(0, setting.value.find('.')), thousands));
  }
  return setting;
}

void refuse_twice(const std::vector<Setting>& settings, const Setting& setting) {
  const std::vector<std::string> names = names_set_by(setting);
  for (const Setting& before : settings) {
    if (before.name == "with") continue;
    for (const std::string& name : names_set_by(before)) {
      if (std::find(names.begin(), names.end(), name) == names.end()) continue;
      refuse(fmt::format("--set {}={} and --set {}={} set the same; expected it once", before.name,
                         before.value, setting.name, setting.value));
    }
  }
}

/// A name as TOML writes a text.
std::string quoted(const std::string& text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') all += '\\';
    all += c;
  }
  return all + "\"";
}

}  // namespace

void refuse(const std::string& message) { throw Error(Fault::kInput, "armistice: " + message); }

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view nearest = nearest_name(typed, views);
  return nearest.empty() ? std::string() : fmt::format("; did you mean {}?", nearest);
}

void refuse_thousands(std::string_view option, std::string_view typed) {
  constexpr std::string_view kMarks = ",.' _";
  std::string digits;
  std::size_t since = 0;  // digits since the last mark
  bool marked = false, groups = !typed.empty();
  for (const char c : typed) {
    if (kMarks.find(c) != std::string_view::npos) {
      groups = groups && (marked ? since == 3 : since >= 1 && since <= 3);
      marked = true;
      since = 0;
    } else {
      groups = groups && c >= '0' && c <= '9';
      digits += c;
      ++since;
    }
  }
  if (groups && marked && since == 3) {
    refuse(fmt::format("{} \"{}\": write {}", option, typed, digits));
  }
}

double parse_number(std::string_view option, std::string_view typed, double low,
                    std::string_view expected) {
  double x = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, x);
  if (error != std::errc() || stopped != end || !std::isfinite(x) || !(x >= low)) {
    refuse(fmt::format("{} \"{}\": expected {}", option, typed, expected));
  }
  return x;
}

void offer_settings(CLI::App& command, std::vector<Setting>& settings) {
  offer_each(command, "--with", "SCENARIO",
             "apply the differences of this scenario, before --set; repeatable",
             [&settings](const std::string& typed) {
               settings.push_back({"with", quoted(typed)});
             });
  offer_each(command, "--set", "NAME=VALUE", "change one setting of the scenario; repeatable",
             [&settings](const std::string& typed) {
               Setting setting = parse_setting(typed);
               refuse_twice(settings, setting);
               settings.push_back(std::move(setting));
             });
}

void offer_each(CLI::App& command, const char* name, const char* type, const char* help,
                const std::function<void(const std::string&)>& read) {
  command
      .add_option_function<std::vector<std::string>>(
          name,
          [read](const std::vector<std::string>& all) {
            for (const std::string& typed : all) read(typed);
          },
          help)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false);
}

void offer_folders(CLI::App& command, std::vector<std::filesystem::path>& folders,
                   const char* help) {
  const auto read = [&folders](const std::vector<std::string>& typed) {
    folders.assign(typed.begin(), typed.end());
  };
  command.add_option_function<std::vector<std::string>>("DIR", read, help)->type_name("");
}

void offer_seed(CLI::App& command, std::uint64_t& seed, const char* help) {
  offer_text(command, "--seed", "S", help, [&seed](const std::string& typed) {
    seed = parse_whole<std::uint64_t>("--seed", typed, 0, ~std::uint64_t{0});
  });
}

void offer_threads(CLI::App& command, int& threads) {
  offer_text(command, "--threads", "T", "number of threads; changes no result [all available]",
             [&threads](const std::string& typed) {
               threads = parse_whole<int>("--threads", typed, 1, kMostThreads);
             });
}

void offer_horizon(CLI::App& command, int& months) {
  const std::string help =
      fmt::format("number of months to simulate, {} to {} [120]", kLeastHorizon, kLargestHorizon);
  offer_text(command, "--horizon", "MONTHS", help.c_str(), [&months](const std::string& typed) {
    months = parse_whole<int>("--horizon", typed, kLeastHorizon, kLargestHorizon);
  });
}

}  // namespace armistice
