// How much of each trial is kept in files.
#pragma once

#include <string_view>

namespace armistice {

enum class Record { kSummary, kTrials, kAll };

/// "summary", "trials" or "all": the word of the command line and of the manifest.
std::string_view name_of(Record record);

}  // namespace armistice
