// With MPI. Only the main thread of a rank calls it; blocks are worked on by threads beside it. The
// first rank is a worker like the others, and hands out the next block to whoever has room for one,
// so slower ranks get less of the work.
//
// A rank has room for one block more than it has threads. For each it says kWant once; then every
// kDone it sends asks for another, until kNoMore takes the place of a block. Each rank has posted
// where an answer goes before it asks, so the first rank never waits for anyone in sending one.
#include <mpi.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/resumable/block_queue.hpp"
#include "experiments/resumable/crew.hpp"
#include "experiments/resumable/processes.hpp"

namespace armistice {
namespace {

enum Tag : int { kWant, kDone, kBlock };           // to the first rank, to it, from it
constexpr std::int64_t kBlocksAhead = 16;          // of each thread
constexpr std::int64_t kBytesAhead = 256 << 20;    // of all
constexpr std::chrono::microseconds kGlance(500);  // at the messages, this often

/// MPI's own waiting takes a whole processor, which others could use.
void wait_for(MPI_Request& request) {
  for (int there = 0;;) {
    MPI_Test(&request, &there, MPI_STATUS_IGNORE);
    if (there != 0) return;
    std::this_thread::sleep_for(kGlance);
  }
}

int room(const BlockWork& work) { return work.threads + 1; }

void send_done(const DoneBlock& done) {
  const std::vector<char> bytes = packed(done);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw Error(Fault::kOurs, "armistice: a block is too large for a message between ranks");
  }
  MPI_Request sent = MPI_REQUEST_NULL;
  MPI_Isend(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, 0, kDone, MPI_COMM_WORLD,
            &sent);
  wait_for(sent);
}

void receive_messages(BlockQueue& queue) {
  while (true) {
    int there = 0, bytes = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return;
    MPI_Get_count(&status, MPI_CHAR, &bytes);
    std::vector<char> message(static_cast<std::size_t>(bytes));
    MPI_Recv(message.data(), bytes, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    if (status.MPI_TAG == kDone) queue.done(unpacked(message));
    queue.want(status.MPI_SOURCE);
  }
}

/// What the first rank does; `threads` are those of all ranks. Returns the first block not done.
std::int64_t lead(const BlockWork& work, std::int64_t threads) {
  BlockQueue queue(work, {kBlocksAhead * threads, kBytesAhead});
  Crew crew(work);
  const std::int64_t wants = threads + ranks();  // what all have room for
  std::int64_t ended = 0;
  const auto answer = [&](int to, std::int64_t block) {
    ended += block == BlockQueue::kNoMore ? 1 : 0;
    if (to != 0) {
      MPI_Send(&block, 1, MPI_INT64_T, to, kBlock, MPI_COMM_WORLD);
    } else if (block != BlockQueue::kNoMore) {
      crew.give(block);
    }
  };
  for (int i = 0; i < room(work); ++i) queue.want(0);
  while (ended < wants) {
    queue.answer(answer);
    for (DoneBlock& done : crew.take(kGlance)) {
      queue.done(std::move(done));
      queue.want(0);
    }
    receive_messages(queue);
  }
  return queue.turn();
}

/// Where the answers to a rank's wants go. MPI fills the places in the order in which they were
/// posted.
class Answers {
 public:
  explicit Answers(int places) : places_(static_cast<std::size_t>(places)) {
    for (Place& place : places_) post(place);
  }

  /// Whether one has come; `block` is what it says, and its place is posted again unless that is
  /// kNoMore.
  bool take(std::int64_t& block) {
    Place& place = places_[oldest_];
    int there = 0;
    MPI_Test(&place.request, &there, MPI_STATUS_IGNORE);
    if (there == 0) return false;
    block = place.block;
    if (block != BlockQueue::kNoMore) post(place);
    oldest_ = (oldest_ + 1) % places_.size();
    return true;
  }

 private:
  struct Place {
    std::int64_t block = 0;
    MPI_Request request = MPI_REQUEST_NULL;
  };
  static void post(Place& place) {
    MPI_Irecv(&place.block, 1, MPI_INT64_T, 0, kBlock, MPI_COMM_WORLD, &place.request);
  }

  std::vector<Place> places_;
  std::size_t oldest_ = 0;
};

void follow(const BlockWork& work) {
  Answers answers(room(work));
  Crew crew(work);
  for (int i = 0; i < room(work); ++i) MPI_Send(nullptr, 0, MPI_CHAR, 0, kWant, MPI_COMM_WORLD);
  for (int ended = 0; ended < room(work);) {
    for (const DoneBlock& done : crew.take(kGlance)) send_done(done);
    for (std::int64_t block = 0; ended < room(work) && answers.take(block);) {
      if (block == BlockQueue::kNoMore) {
        ++ended;
      } else {
        crew.give(block);
      }
    }
  }
}

int processors_in(const cpu_set_t& set) { return CPU_COUNT(&set); }

}  // namespace

Ranks::Ranks(int* argc, char*** argv) {
  int provided = 0;
  MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &provided);
}

Ranks::~Ranks() {
  MPI_Request all_here = MPI_REQUEST_NULL;  // in MPI_Finalize they would wait on a whole processor
  MPI_Ibarrier(MPI_COMM_WORLD, &all_here);
  wait_for(all_here);
  MPI_Finalize();
}

int rank() {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

int ranks() {
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  return ranks;
}

int threads_of_rank(int threads) {
  MPI_Comm here = MPI_COMM_NULL;  // the ranks of this machine
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
  cpu_set_t own, any;
  CPU_ZERO(&own);
  sched_getaffinity(0, sizeof own, &own);
  MPI_Allreduce(&own, &any, sizeof own, MPI_BYTE, MPI_BOR, here);
  const int mine = processors_in(own);
  int claims = 0;
  MPI_Allreduce(&mine, &claims, 1, MPI_INT, MPI_SUM, here);
  MPI_Comm_free(&here);
  return std::max(1, claims == 0 ? threads : threads * processors_in(any) / claims);
}

const char* mpi_library() {
  static const std::string text = [] {
    std::array<char, MPI_MAX_LIBRARY_VERSION_STRING> name{};
    int length = 0;
    MPI_Get_library_version(name.data(), &length);
    return std::string(name.data());
  }();
  return text.c_str();
}

std::int64_t run_on_ranks(BlockWork work) {
  work.first = from_first_rank(work.first);
  if (ranks() == 1) return run_on_threads(work);
  std::int64_t threads = work.threads, all = 0;
  MPI_Allreduce(&threads, &all, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
  if (is_first_rank()) return from_first_rank(lead(work, all));
  follow(work);
  return from_first_rank(0);
}

std::int64_t from_first_rank(std::int64_t number) {
  MPI_Request told = MPI_REQUEST_NULL;
  MPI_Ibcast(&number, 1, MPI_INT64_T, 0, MPI_COMM_WORLD, &told);
  wait_for(told);
  return number;
}

void abort_ranks(int status) {
  MPI_Abort(MPI_COMM_WORLD, status);
  std::exit(status);
}

}  // namespace armistice
