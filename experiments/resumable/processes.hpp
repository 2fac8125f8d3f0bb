// The processes of one job. Built without MPI there is one; built with it, and started by mpirun or
// srun, the first rank hands out blocks, one at a time to whoever asks, and is alone at the files.
#pragma once

#include "experiments/resumable/block_work.hpp"

namespace armistice {

/// Starts and ends MPI: one in main, around everything.
class Ranks {
 public:
  Ranks(int* argc, char*** argv);
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
};

int rank();   // from 0
int ranks();  // 1 without MPI
inline bool is_first_rank() { return rank() == 0; }

/// The number of `threads` for this rank, at least 1. A rank bound to its own processors uses them
/// all; ranks on the same processors share them evenly. Each rank must call it.
int threads_of_rank(int threads);

/// Which MPI the program was built with: "Open MPI v4.1.4, ..." or "none".
const char* mpi_library();

/// run_on_threads over all ranks. Each rank must call it; the first one tells all others where to
/// begin. Returns on each rank what run_on_threads returns.
std::int64_t run_on_ranks(BlockWork work);

/// Tells all ranks the first one's number. Each must call it. A waiting rank leaves its processor
/// to others.
std::int64_t from_first_rank(std::int64_t number);

/// Ends all ranks with this status, after a fault of one that the others would wait for.
[[noreturn]] void abort_ranks(int status);

}  // namespace armistice
