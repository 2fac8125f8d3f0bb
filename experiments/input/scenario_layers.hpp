// The documents of a scenario, in the order in which they are laid over the defaults: the file that
// it extends, the scenarios that it or the command line adds, the file, the settings.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/input/scenario.hpp"

namespace armistice {

struct Layer {
  std::string who;                // "status_quo", "with nato_provokes", "--set"
  std::filesystem::path file;     // names in it are relative to its folder; empty of a setting
  toml::table document;           // without extends and with
  int scenario = 0;               // 0 the scenario itself, 1, 2, ... what is laid over it
  bool setting = false;           // of the command line
  std::vector<std::string> says;  // names of what it sets: "levers.us_backup"; without defaults
                                  // that the first file repeats
  bool of_start = false;          // the state of the month in which it starts
};

struct LayeredScenario {
  std::string name, title;
  std::vector<Layer> layers;
};

/// The names of what one setting sets: a table of TOML sets several. Throws Error(kInput).
std::vector<std::string> names_set_by(const Setting& setting);

/// What a document sets, by the names that `--set` takes.
std::vector<std::string> names_in(const toml::table& document);

/// Without the state of its start (experiments/input/starts.hpp). Throws Error(kInput).
LayeredScenario layers_of(const std::filesystem::path& file, const std::vector<Setting>& settings);

}  // namespace armistice
