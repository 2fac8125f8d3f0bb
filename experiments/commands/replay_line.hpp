// The line that replays a trial that went wrong.
#pragma once

#include <string>
#include <vector>

namespace armistice {

/// What stands after the message of a TrialFault: the settings in the words of a command line, as
/// `trace` takes them, each after a blank.
std::string settings_for_replay(const std::vector<std::string>& words);

}  // namespace armistice
