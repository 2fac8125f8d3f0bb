#include "experiments/input/scenario_layers.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/input/plain_text.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/scenario_keys.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtends = "extends", kWith = "with", kTitle = "title";

/// A file as it was read.
struct Document {
  fs::path file;
  toml::table table;
};

toml::table read_document(const fs::path& file) {
  return read_toml_file(file,
                        "at least a title = \"...\", or extends = \"status_quo\" and what differs "
                        "from it");
}

/// One file under several names is one file.
std::string identity_of(const fs::path& file) {
  std::error_code error;
  const fs::path canonical = fs::canonical(file, error);
  return error ? file.string() : canonical.string();
}

/// The files that are open, each named by the one before it: none may come twice.
class Chain {
 public:
  void enter(const fs::path& file, std::string_view key, const toml::source_region& place) {
    const std::string identity = identity_of(file);
    if (!open_.insert(identity).second) {
      auto first = path_.begin();
      while (identity_of(*first) != identity) ++first;
      std::string circle;
      for (auto each = first; each != path_.end(); ++each) circle += each->string() + " -> ";
      fail_at(place,
              fmt::format("{}: {}{}",
                          first + 1 == path_.end() ? fmt::format("{} names this file itself", key)
                                                   : fmt::format("{} goes round in a circle", key),
                          circle, file.string()));
    }
    path_.push_back(file);
  }
  void leave() {
    open_.erase(identity_of(path_.back()));
    path_.pop_back();
  }

 private:
  std::set<std::string> open_;
  std::vector<fs::path> path_;
};

/// The scenario that a key of a file or, without a file that asks, an option names.
fs::path named_scenario(const toml::node& node, const toml::source_region& place,
                        std::string_view key, const fs::path& asking) {
  const std::string typed = read_text(node, key);
  const FoundFile found = look_up(NamedFile::kScenario, typed, folder_of(asking), asking);
  if (found.why.empty()) return found.file;
  if (asking.empty()) {
    throw Error(Fault::kInput,
                fmt::format("armistice: --{} {}: {}\n  armistice scenarios lists them", key, typed,
                            found.why));
  }
  fail_at(place, fmt::format("{} {}: {}", key, typed, found.why));
}

/// Scenarios that one file, or the command line, lays over another: none may come twice.
class LaidOnce {
 public:
  void enter(const fs::path& file, const std::string& typed, const toml::source_region& place,
             bool option) {
    const auto [before, first] = typed_.emplace(identity_of(file), typed);
    if (first) return;
    if (option) {
      throw Error(
          Fault::kInput,
          fmt::format("armistice: --with {} and --with {} are the same scenario, {}; expected "
                      "it once",
                      before->second, typed, file.string()));
    }
    fail_at(place, fmt::format("with: {} and {} are the same scenario, {}; expected it once",
                               before->second, typed, file.string()));
  }

 private:
  std::map<std::string, std::string> typed_;  // by what the file is
};

/// Names of what a table of levers sets, each with its course apart.
void add_levers(const toml::table& levers, std::vector<std::string>& names) {
  for (const Entry& lever : in_file_order(levers)) {
    const std::string name = fmt::format("levers.{}", lever.name());
    const toml::table* parts = lever.value->as_table();
    if (parts == nullptr) {
      names.push_back(name);
      continue;
    }
    for (const Entry& part : in_file_order(*parts)) {
      names.push_back(part.name() == "intensity" ? name : fmt::format("{}.{}", name, part.name()));
    }
  }
}

void add_actors(const toml::node& node, std::vector<std::string>& names) {
  const toml::table* actors = node.as_table();
  if (actors == nullptr) return names.emplace_back("actors"), void();
  for (const Entry& actor : in_file_order(*actors)) {
    const toml::table* row = actor.value->as_table();
    if (row == nullptr) {
      names.push_back(actor.name() == "file" ? "actors" : fmt::format("actors.{}", actor.name()));
      continue;
    }
    for (const Entry& cell : in_file_order(*row)) {
      const std::string name = fmt::format("actors.{}.{}", actor.name(), cell.name());
      const toml::table* role = cell.value->as_table();
      if (role == nullptr || role->contains("value")) {
        names.push_back(name);
        continue;
      }
      for (const Entry& inner : in_file_order(*role)) {
        names.push_back(fmt::format("{}.{}", name, inner.name()));
      }
    }
  }
}

/// Leaves out settings that only repeat a default: a file without `extends` may set everything, but
/// only its differences count.
class DefaultsDropped {
 public:
  explicit DefaultsDropped(toml::table& document)
      : scratch_(default_settings(mechanisms_of(document).value_or(Mechanisms::kFull))),
        defaults_(resolved_settings(scratch_)) {
    toml::source_region unused;
    Scenario whole = scratch_;
    lay_over(document, whole, unused);  // reports what is wrong, with its place
    drop(document, {});
  }

 private:
  void drop(toml::table& table, const std::vector<std::string>& path) {
    std::vector<std::string> dropped;
    for (auto& [key, value] : table) {
      const std::string name(key.str());
      std::vector<std::string> here = path;
      here.push_back(name);
      if (here.front() == "actors" || here.front() == "posterior" || here.front() == kTitle) {
        continue;  // no settings that have a default
      }
      const bool holds_settings =
          value.is_table() && (path.empty() || (path.size() == 1 && path[0] == "parameters"));
      if (holds_settings) {
        drop(*value.as_table(), here);
      } else if (changes_nothing(here, value)) {
        dropped.push_back(name);
      }
    }
    for (const std::string& name : dropped) table.erase(name);
  }

  bool changes_nothing(const std::vector<std::string>& path, const toml::node& value) const {
    if (path.front() == "mechanisms") return scratch_.mechanisms == Mechanisms::kFull;
    toml::table document;
    toml::table* inner = &document;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      inner = inner->insert(path[i], toml::table{}).first->second.as_table();
    }
    inner->insert(path.back(), value);
    Scenario scenario = scratch_;
    toml::source_region unused;
    lay_over(document, scenario, unused);
    return resolved_settings(scenario) == defaults_;
  }

  Scenario scratch_;
  std::vector<ResolvedSetting> defaults_;
};

void drop_defaults(toml::table& document) { const DefaultsDropped dropped(document); }

class Collector {
 public:
  LayeredScenario all;

  /// Lays the file that it extends, then its `with`, then the file itself; returns its title.
  /// The key `asked` of a file or of the command line names it.
  std::string collect(const fs::path& file, int scenario, const std::string& prefix,
                      std::string_view asked, const toml::source_region& place) {
    std::vector<Document> chain;
    open_.enter(file, asked, place);
    chain.push_back({file, read_document(file)});
    while (const toml::node* extends = chain.back().table.get(kExtends)) {
      const toml::source_region at = chain.back().table.find(kExtends)->first.source();
      const fs::path base = named_scenario(*extends, at, kExtends, chain.back().file);
      open_.enter(base, kExtends, at);
      chain.push_back({base, read_document(base)});
    }
    std::string title = scenario_name(file);
    if (const toml::node* said = chain.front().table.get(kTitle)) title = read_text(*said, kTitle);
    for (std::size_t i = chain.size(); i-- > 0;) {
      // What this file lays over its base may extend that base too, but not this file.
      add(std::move(chain[i]), scenario, prefix, i + 1 == chain.size());
      open_.leave();
    }
    return title;
  }

  /// A scenario to be laid over what is there, or a list of them. Returns their names and titles.
  std::vector<std::pair<std::string, std::string>> collect_with(const toml::node& node,
                                                                const toml::source_region& place,
                                                                const fs::path& asking,
                                                                LaidOnce& once) {
    std::vector<const toml::node*> nodes = {&node};
    if (const toml::array* list = node.as_array()) {
      nodes.clear();
      for (const toml::node& element : *list) nodes.push_back(&element);
    }
    std::vector<std::pair<std::string, std::string>> laid;
    for (const toml::node* each : nodes) {
      const toml::source_region& at = each == &node ? place : each->source();
      const fs::path file = named_scenario(*each, at, kWith, asking);
      once.enter(file, read_text(*each, kWith), at, asking.empty());
      const std::string name = scenario_name(file);
      laid.emplace_back(name, collect(file, ++scenarios_, fmt::format("with {}", name), kWith, at));
    }
    return laid;
  }

 private:
  void add(Document document, int scenario, const std::string& prefix, bool innermost) {
    toml::table& table = document.table;
    if (const auto with = table.find(kWith); with != table.end()) {
      LaidOnce once;
      collect_with(with->second, with->first.source(), document.file, once);
    }
    table.erase(kExtends);
    table.erase(kWith);
    const std::string name = scenario_name(document.file);
    Layer layer{prefix.empty() || prefix == "with " + name ? (prefix.empty() ? name : prefix)
                                                           : fmt::format("{} ({})", prefix, name),
                document.file,
                std::move(table),
                scenario,
                false,
                {}};
    if (scenario > 0) {
      check_title(layer.document);
      layer.document.erase(kTitle);
      if (innermost) drop_defaults(layer.document);
      layer.says = names_in(layer.document);
    } else if (innermost) {
      // Before the copy, which does not know the places of what it holds.
      Scenario scratch =
          default_settings(mechanisms_of(layer.document).value_or(Mechanisms::kFull));
      toml::table differing = layer.document;
      toml::source_region unused;
      lay_over(layer.document, scratch, unused);
      drop_defaults(differing);
      layer.says = names_in(differing);
    } else {
      layer.says = names_in(layer.document);
    }
    all.layers.push_back(std::move(layer));
  }

  static void check_title(const toml::table& document) {
    if (const toml::node* title = document.get(kTitle)) read_text(*title, kTitle);
  }

  Chain open_;
  int scenarios_ = 0;
};

/// A scenario is called as its file, and tables and terminals show the name.
void check_name(const std::string& name, const fs::path& file) {
  if (!is_plain_line(name)) {
    fail_in(file, fmt::format("the scenario has the file's name; expected {}", kPlainLine));
  }
  if (is_like_formula(name) && name.front() != '-') {
    fail_in(file, fmt::format("the scenario has the file's name, which begins with \"{}\", and a "
                              "spreadsheet would take it for a formula",
                              name.front()));
  }
}

}  // namespace

std::vector<std::string> names_in(const toml::table& document) {
  std::vector<std::string> names;
  for (const Entry& entry : in_file_order(document)) {
    const std::string key(entry.name());
    const toml::table* table = entry.value->as_table();
    if (key == "actors") {
      add_actors(*entry.value, names);
    } else if (table == nullptr) {
      names.push_back(key);
    } else if (key == "levers") {
      add_levers(*table, names);
    } else {
      for (const Entry& inner : in_file_order(*table)) {
        const toml::table* group = key == "parameters" ? inner.value->as_table() : nullptr;
        const std::string name = fmt::format("{}.{}", key, inner.name());
        if (group == nullptr) {
          names.push_back(name);
          continue;
        }
        for (const Entry& each : in_file_order(*group)) {
          names.push_back(fmt::format("{}.{}", name, each.name()));
        }
      }
    }
  }
  return names;
}

std::vector<std::string> names_set_by(const Setting& setting) {
  return names_in(read_toml_setting(setting.name, setting.value));
}

LayeredScenario layers_of(const fs::path& file, const std::vector<Setting>& settings) {
  if (const std::string why = why_unreadable(file); !why.empty()) fail_in(file, why);
  Collector collector;
  LayeredScenario& all = collector.all;
  all.title = collector.collect(file, 0, "", kExtends, {});
  all.name = scenario_name(file);
  check_name(all.name, file);
  std::vector<Layer> on_top;
  LaidOnce once;
  for (const Setting& setting : settings) {
    toml::table document = read_toml_setting(setting.name, setting.value);
    if (const auto extends = document.find(kExtends); extends != document.end()) {
      fail_at(extends->first.source(), "only a file can extend another");
    }
    if (const auto with = document.find(kWith); with != document.end()) {
      for (const auto& [name, title] :
           collector.collect_with(with->second, with->first.source(), {}, once)) {
        check_name(name, name);
        all.name += "+" + name;
        all.title += "; with: " + title;
      }
      continue;
    }
    Layer layer{"--set", {}, std::move(document), 0, true, {}};
    layer.says = names_in(layer.document);
    on_top.push_back(std::move(layer));
  }
  for (Layer& layer : on_top) all.layers.push_back(std::move(layer));
  return std::move(collector.all);
}

}  // namespace armistice
