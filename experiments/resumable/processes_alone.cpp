// Without MPI: one rank.
#include <algorithm>
#include <cstdlib>

#include "experiments/resumable/processes.hpp"

namespace armistice {

Ranks::Ranks(int*, char***) {}
Ranks::~Ranks() = default;

int rank() { return 0; }
int ranks() { return 1; }
int threads_of_rank(int threads) { return std::max(1, threads); }
const char* mpi_library() { return "none"; }

std::int64_t run_on_ranks(BlockWork work) { return run_on_threads(work); }
std::int64_t from_first_rank(std::int64_t number) { return number; }
void abort_ranks(int status) { std::exit(status); }

}  // namespace armistice
