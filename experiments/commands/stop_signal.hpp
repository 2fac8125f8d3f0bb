// Ctrl-C and SIGTERM ask a run to stop; it does so between blocks of trials.
#pragma once

#include <atomic>
#include <string_view>

namespace armistice {

/// From now on SIGINT and SIGTERM raise `stop_requested()` instead of ending the program; and a
/// file that outgrows its limit fails to be written, like one on a full disk.
void catch_stop_signals();

const std::atomic<bool>& stop_requested();

/// "Ctrl-C" and 130, or "SIGTERM" and 75: of the first signal that came.
std::string_view stop_reason();
int stop_status();

}  // namespace armistice
