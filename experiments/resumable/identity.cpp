#include "experiments/resumable/identity.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

constexpr const char* kSettings = "settings";
constexpr const char* kSet = "set";
constexpr const char* kBeside[] = {"typed", kSet, kSettings, "files", "format", "crc64"};
constexpr std::size_t kLongest = 60;  // characters of a value in a message

std::string said(const Identity& value) {
  if (value.is_null()) return "none";
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  return text.size() > kLongest ? fmt::format("{:.{}}...", text, kLongest) : text;
}

/// Members by name; of a list, the objects in it by the name that each has. None for anything else.
std::vector<std::pair<std::string, const Identity*>> members(const Identity& json) {
  std::vector<std::pair<std::string, const Identity*>> all;
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) all.emplace_back(name, &value);
  } else if (json.is_array()) {
    for (const Identity& item : json) {
      if (!item.is_object() || !item.value("name", Identity()).is_string()) return {};
      all.emplace_back(item["name"].get<std::string>(), &item);
    }
  }
  return all;
}

void compare(const std::string& name, const Identity& there, const Identity& here,
             std::vector<IdentityDifference>& found) {
  if (there == here) return;
  const auto theirs = members(there), ours = members(here);
  const std::size_t before = found.size();
  const Identity none;
  if (!theirs.empty() && !ours.empty()) {
    const auto in = [&none](const auto& all, const std::string& wanted) -> const Identity& {
      const auto at = std::find_if(all.begin(), all.end(),
                                   [&wanted](const auto& m) { return m.first == wanted; });
      return at == all.end() ? none : *at->second;
    };
    const std::string start = name.empty() ? "" : name + ".";
    for (const auto& [member, value] : ours) {
      compare(start + member, in(theirs, member), *value, found);
    }
    for (const auto& [member, value] : theirs) {
      if (in(ours, member).is_null()) compare(start + member, *value, none, found);
    }
  }
  // Two lists with the same names in another order have no part that differs.
  if (found.size() == before) found.push_back({name, said(there), said(here)});
}

/// Whether it is of the scenario, or of one of several.
bool is_of_a_digest(const IdentityDifference& d) { return d.name.ends_with(".digest"); }

bool has_settings(const Identity& identity) {
  return identity.contains(kSettings) && identity[kSettings].is_object();
}

}  // namespace

Identity identity_of(std::string_view command) {
  return {{"command", command}, {"version", kVersion}, {"program", source_digest()}};
}

Identity settings_data(const Scenario& scenario) {
  Identity data = Identity::object();
  for (const ResolvedSetting& s : resolved_settings(scenario)) {
    data[s.name] = s.distribution.empty() ? s.value : s.distribution;
  }
  return data;
}

Identity bare(Identity identity) {
  for (const char* const name : kBeside) identity.erase(name);
  return identity;
}

std::vector<IdentityDifference> differences(const Identity& there, const Identity& here) {
  std::vector<IdentityDifference> found;
  compare("", bare(there), bare(here), found);
  const auto digest = std::find_if(found.begin(), found.end(), is_of_a_digest);
  if (digest == found.end()) return found;
  std::vector<IdentityDifference> settings;
  if (has_settings(there) && has_settings(here)) {
    compare("", there[kSettings], here[kSettings], settings);
  } else if (there.value(kSet, Identity()) != here.value(kSet, Identity())) {
    compare("--set and --with", there.value(kSet, Identity()), here.value(kSet, Identity()),
            settings);
  } else {
    return found;
  }
  if (settings.empty()) {
    *digest = {"the actors' table, or what else a scenario says of actors", digest->there,
               digest->here};
    return found;
  }
  const auto at = found.erase(digest) - found.begin();
  found.insert(found.begin() + at, settings.begin(), settings.end());
  found.erase(std::remove_if(found.begin(), found.end(), is_of_a_digest), found.end());
  return found;
}

std::string to_text(const std::vector<IdentityDifference>& all) {
  constexpr std::size_t kMost = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), kMost); ++i) {
    text += fmt::format("\n  {}: {} there, {} here", all[i].name, all[i].there, all[i].here);
  }
  if (all.size() > kMost) text += fmt::format("\n  and {} more", all.size() - kMost);
  return text;
}

}  // namespace armistice
