#include "experiments/commands/option_values.hpp"

#include <cmath>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"

namespace armistice {
namespace {

Setting parse_setting(const std::string& typed) {
  const auto equals = typed.find('=');
  if (equals == 0 || equals == std::string::npos) {
    refuse(fmt::format("--set \"{}\": expected name=value, such as levers.secondary_sanctions=1",
                       typed));
  }
  return {typed.substr(0, equals), typed.substr(equals + 1)};
}

double parse_half_width(const std::string& typed) {
  double x = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, x);
  if (error != std::errc() || stopped != end || !std::isfinite(x) || !(x > 0)) {
    refuse(
        fmt::format("--precision \"{}\": expected a half-width above 0, such as 0.005 (half a "
                    "point of a share)",
                    typed));
  }
  return x;
}

Shard parse_shard(const std::string& typed) {
  const std::size_t slash = typed.find('/');
  if (slash == std::string::npos) {
    refuse(fmt::format("--shard \"{}\": expected I/N, such as 2/8", typed));
  }
  constexpr int kMost = 100'000;
  const int count = parse_whole<int>("--shard", typed.substr(slash + 1), 1, kMost);
  return {parse_whole<int>("--shard", typed.substr(0, slash), 1, count), count};
}

double parse_time(const std::string& typed) {
  constexpr std::pair<char, double> kUnits[] = {{'s', 1}, {'m', 60}, {'h', 3600}};
  double number = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, number);
  for (const auto& [unit, seconds] : kUnits) {
    const bool whole = error == std::errc() && stopped + 1 == end && *stopped == unit;
    if (whole && std::isfinite(number) && number > 0) return number * seconds;
  }
  refuse(
      fmt::format("--time-limit \"{}\": expected a number with its unit: 90s, 55m or 2h", typed));
}

}  // namespace

void refuse(const std::string& message) { throw Error(Fault::kInput, "armistice: " + message); }

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view nearest = nearest_name(typed, views);
  return nearest.empty() ? std::string() : fmt::format("; did you mean {}?", nearest);
}

Record parse_record(const std::string& typed) {
  for (const Record record : {Record::kSummary, Record::kTrials, Record::kAll}) {
    if (typed == name_of(record)) return record;
  }
  refuse(fmt::format("--record \"{}\": expected summary, trials or all{}", typed,
                     did_you_mean(typed, {"summary", "trials", "all"})));
}

void offer_settings(CLI::App* command, std::vector<Setting>& settings) {
  offer_each(command, "--set", "NAME=VALUE", "one setting on top of the file; repeatable",
             [&settings](const std::string& typed) { settings.push_back(parse_setting(typed)); });
}

void offer_each(CLI::App* command, const char* name, const char* type, const char* help,
                const std::function<void(const std::string&)>& read) {
  command
      ->add_option_function<std::vector<std::string>>(
          name,
          [read](const std::vector<std::string>& all) {
            for (const std::string& typed : all) read(typed);
          },
          help)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false);
}

void offer_ensemble(CLI::App* command, EnsembleCommand& o) {
  offer_text(command, "--trials", "N", "how many trials [10000]", [&o](const std::string& typed) {
    o.trials = parse_whole<std::uint32_t>("--trials", typed, 1, 0xffffffffu);
    o.trials_typed = true;
  });
  offer_common(command, o);
}

void offer_common(CLI::App* command, EnsembleCommand& o) {
  offer_text(command, "--seed", "S", "chance starts from here [1]", [&o](const std::string& typed) {
    o.seed = parse_whole<std::uint64_t>("--seed", typed, 0, ~std::uint64_t{0});
  });
  offer_text(command, "--threads", "T", "[all of the machine's]", [&o](const std::string& typed) {
    o.threads = parse_whole<int>("--threads", typed, 1, 4096);
  });
  offer_text(command, "--horizon", "MONTHS", "12 to 240 [120]", [&o](const std::string& typed) {
    o.horizon_months = parse_whole<int>("--horizon", typed, 12, 240);
  });
  offer_settings(command, o.settings);
  offer_text(command, "--out", "DIR", "write the result's files here; without it none is written",
             [&o](const std::string& typed) {
               if (typed.empty()) refuse("--out \"\": expected a folder");
               o.out = typed;
             });
  command->add_flag("--force", o.force, "overwrite a result in --out");
  command->add_flag("--quiet", o.quiet, "no progress on standard error");
  command->add_flag("--json", o.json, "print the summary as data");
}

void offer_campaign(CLI::App* command, CampaignOptions& campaign) {
  command->add_flag("--resume", campaign.resume,
                    "go on with the unfinished work in --out; without any, begin");
  offer_text(command, "--shard", "I/N", "only part I of N, to be merged [1/1]",
             [&campaign](const std::string& typed) { campaign.shard = parse_shard(typed); });
  offer_text(
      command, "--time-limit", "TIME", "stop in time, to be resumed: 90s, 55m or 2h",
      [&campaign](const std::string& typed) { campaign.time_limit_seconds = parse_time(typed); });
}

void offer_precision(CLI::App* command, EnsembleCommand& o, std::string_view whose) {
  const std::string help =
      fmt::format("run until the intervals {} are +- so narrow; --trials is then the most [{}]",
                  whose, o.most_trials);
  command
      ->add_option_function<std::string>(
          "--precision", [&o](const std::string& typed) { o.precision = parse_half_width(typed); },
          help)
      ->type_name("HALF_WIDTH");
}

}  // namespace armistice
