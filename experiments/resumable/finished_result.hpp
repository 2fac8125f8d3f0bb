// Checks whether an existing result is the wanted one.
#pragma once

#include <filesystem>

#include "experiments/resumable/identity.hpp"

namespace armistice {

/// Whether the folder holds a finished result of this identity; what a kill left of its work goes
/// then. Throws Error(kInput) that names what differs if it is of another.
bool is_done_already(const std::filesystem::path& folder, const Identity& identity);

}  // namespace armistice
