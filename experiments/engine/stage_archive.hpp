// The sums of a stage as an archive.
#pragma once

#include <string>
#include <string_view>

#include "experiments/engine/stages.hpp"
#include "experiments/trials/archive.hpp"

namespace armistice {

/// Sums that `each`, a function of an archive, writes and reads; it is called as long as the stage
/// is there.
template <class Each>
StageSums archived_sums(Each each) {
  return {[each](std::int64_t) { return written_archive(each); },
          [each](std::string_view bytes, std::int64_t) { return read_archive(bytes, each); }};
}

}  // namespace armistice
