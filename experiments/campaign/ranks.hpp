// The processes of one job. Built without MPI there is one; built with it, and started by mpirun or
// srun, the first rank hands out blocks, one at a time to whoever asks, and is alone at the files.
#pragma once

#include "experiments/campaign/block_work.hpp"

namespace armistice {

/// Starts and ends MPI: one in main, around everything.
class Ranks {
 public:
  Ranks(int* argc, char*** argv);
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
};

int rank();
int ranks();
inline bool is_first_rank() { return rank() == 0; }

/// Ranks on this rank's machine: they share its threads.
int ranks_here();

/// Whether this program was built with MPI: "Open MPI 4.1" or "none".
const char* mpi_library();

/// run_on_threads over all ranks. Each must call it; what it is to do is told by the first one,
/// from which all learn where to begin. Returns what run_on_threads does, on each rank.
std::int64_t run_on_ranks(BlockWork work);

/// Tells all ranks the first one's number. Each must call it.
std::int64_t from_first_rank(std::int64_t number);

/// Ends all ranks with this status: for a fault of one, which others would wait for.
[[noreturn]] void abort_ranks(int status);

}  // namespace armistice
