// The control groups of Linux that a process is in: what they limit stands in files of theirs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/engine/available_threads.hpp"

namespace armistice {

/// Finds the control groups in which `controller` ("cpu", "memory") limits a process, its own
/// before those around it, from /proc/self/cgroup and /proc/self/mountinfo.
std::vector<ControlGroup> control_groups(std::string_view controller, std::string_view cgroup,
                                         std::string_view mountinfo);

/// The control groups of this process. `root` is where the file system begins.
std::vector<ControlGroup> control_groups_of_this_process(std::string_view controller,
                                                         const std::filesystem::path& root = "/");

/// What a file says; empty if there is none.
std::string small_file_text(const std::filesystem::path& file);

}  // namespace armistice
