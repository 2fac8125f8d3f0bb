// With MPI. Only the main thread of a rank calls it; blocks are worked on by threads beside it. The
// first rank is a worker like the others, and hands out the next block to whoever has room for one,
// so slower ranks get less of the work.
#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "experiments/campaign/ranks.hpp"

namespace armistice {
namespace {

enum Tag : int { kWant, kDone, kBlock };  // to the first rank, to it, from it
constexpr std::int64_t kNoMore = -1;
constexpr std::int64_t kAhead = 16;  // blocks that may be done before their turn, for each thread

struct DoneBlock {
  std::int64_t block;
  BlockTexts texts;
};

/// The threads of a rank, and what is before and behind them.
class Crew {
 public:
  Crew(const BlockWork& work) {
    for (int i = 0; i < work.threads; ++i) {
      threads_.emplace_back([this, &work](const std::stop_token& end) { serve(work, end); });
    }
  }

  void give(std::int64_t block) {
    const std::lock_guard lock(mutex_);
    to_do_.push_back(block);
    changed_.notify_all();
  }

  /// Waits for something done, but not for long: there are messages to look at.
  std::deque<DoneBlock> take() {
    std::unique_lock lock(mutex_);
    done_.wait_for(lock, std::chrono::microseconds(500),
                   [this] { return !finished_.empty() || failure_ != nullptr; });
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    return std::exchange(finished_, {});
  }

 private:
  void serve(const BlockWork& work, const std::stop_token& end) {
    while (true) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, end, [this] { return !to_do_.empty(); })) return;
      const std::int64_t block = to_do_.front();
      to_do_.pop_front();
      lock.unlock();
      try {
        DoneBlock done{block, work.work(block)};
        lock.lock();
        finished_.push_back(std::move(done));
      } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        failure_ = std::current_exception();
      }
      done_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::condition_variable_any done_;
  std::deque<std::int64_t> to_do_;
  std::deque<DoneBlock> finished_;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

/// A block's number and its texts, each after its length.
std::vector<char> packed(const DoneBlock& done) {
  std::vector<char> bytes;
  const auto put = [&bytes](std::int64_t n) {
    const char* const at = reinterpret_cast<const char*>(&n);
    bytes.insert(bytes.end(), at, at + sizeof n);
  };
  put(done.block);
  for (const std::string& text : done.texts) {
    put(static_cast<std::int64_t>(text.size()));
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  return bytes;
}

DoneBlock unpacked(const std::vector<char>& bytes) {
  auto at = bytes.begin();
  const auto get = [&at] {
    std::int64_t n = 0;
    std::copy_n(at, sizeof n, reinterpret_cast<char*>(&n));
    at += sizeof n;
    return n;
  };
  DoneBlock done{get(), {}};
  while (at != bytes.end()) {
    const std::int64_t size = get();
    done.texts.emplace_back(at, at + size);
    at += size;
  }
  return done;
}

/// What the first rank knows of the work: what to hand out, and what waits for its turn.
class Ledger {
 public:
  Ledger(const BlockWork& work, std::int64_t threads)
      : work_(work), next_(work.first), turn_(work.first), ahead_(kAhead * threads) {}

  void want(int rank) { wants_.push_back(rank); }

  void done(DoneBlock block) {
    waiting_.emplace(block.block, std::move(block.texts));
    while (!waiting_.empty() && waiting_.begin()->first == turn_) {
      work_.sink(turn_++, waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
    }
  }

  /// Answers who wants a block, with kNoMore at the end.
  template <class Answer>
  void answer(const Answer& to) {
    while (!wants_.empty()) {
      const bool stopped = work_.stop != nullptr && work_.stop->load();
      if (stopped) end_ = std::min(end_, next_);
      const bool over = next_ >= std::min(end_, work_.end);
      if (!over && next_ >= turn_ + ahead_) return;  // somebody is slow: wait for it
      to(wants_.front(), over ? kNoMore : next_++);
      wants_.pop_front();
    }
  }

  std::int64_t turn() const { return turn_; }

 private:
  const BlockWork& work_;
  std::int64_t next_, turn_, ahead_, end_ = std::numeric_limits<std::int64_t>::max();
  std::deque<int> wants_;
  std::map<std::int64_t, BlockTexts> waiting_;
};

void receive_messages(Ledger& ledger) {
  for (int there = 1; there != 0;) {
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
    if (there == 0) break;
    int bytes = 0;
    MPI_Get_count(&status, MPI_CHAR, &bytes);
    std::vector<char> message(static_cast<std::size_t>(bytes));
    MPI_Recv(message.data(), bytes, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    if (status.MPI_TAG == kDone) ledger.done(unpacked(message));
    ledger.want(status.MPI_SOURCE);
  }
}

void lead(const BlockWork& work, std::int64_t threads) {
  Crew crew(work);
  Ledger ledger(work, threads);
  const std::int64_t wants = threads + ranks();  // one more than threads, on each rank
  std::int64_t ended = 0;
  for (int i = 0; i <= work.threads; ++i) ledger.want(0);
  const auto answer = [&](int to, std::int64_t block) {
    ended += block == kNoMore ? 1 : 0;
    if (to != 0) {
      MPI_Send(&block, 1, MPI_INT64_T, to, kBlock, MPI_COMM_WORLD);
    } else if (block != kNoMore) {
      crew.give(block);
    }
  };
  while (ended < wants) {
    for (DoneBlock& done : crew.take()) {
      ledger.done(std::move(done));
      ledger.want(0);
    }
    receive_messages(ledger);
    ledger.answer(answer);
  }
}

void follow(const BlockWork& work) {
  Crew crew(work);
  for (int i = 0; i <= work.threads; ++i) MPI_Send(nullptr, 0, MPI_CHAR, 0, kWant, MPI_COMM_WORLD);
  for (int ended = 0; ended <= work.threads;) {
    for (const DoneBlock& done : crew.take()) {
      const std::vector<char> bytes = packed(done);
      MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, 0, kDone, MPI_COMM_WORLD);
    }
    int there = 0;
    MPI_Iprobe(0, kBlock, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE);
    if (there == 0) continue;
    std::int64_t block = 0;
    MPI_Recv(&block, 1, MPI_INT64_T, 0, kBlock, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (block == kNoMore) {
      ++ended;
    } else {
      crew.give(block);
    }
  }
}

}  // namespace

Ranks::Ranks(int* argc, char*** argv) {
  int provided = 0;
  MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &provided);
}
Ranks::~Ranks() { MPI_Finalize(); }

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

int ranks_here() {
  MPI_Comm here = MPI_COMM_NULL;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
  int ranks = 1;
  MPI_Comm_size(here, &ranks);
  MPI_Comm_free(&here);
  return ranks;
}

const char* mpi_library() {
  static const std::string text = fmt::format("MPI {}.{}", MPI_VERSION, MPI_SUBVERSION);
  return text.c_str();
}

std::int64_t run_on_ranks(BlockWork work) {
  work.first = from_first_rank(work.first);
  if (ranks() == 1) return run_on_threads(work);
  std::int64_t threads = work.threads, all = 0;
  MPI_Allreduce(&threads, &all, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
  std::int64_t turn = work.first;
  if (is_first_rank()) {
    BlockWork counted = work;
    counted.sink = [&](std::int64_t block, const BlockTexts& texts) {
      work.sink(block, texts);
      turn = block + 1;
    };
    lead(counted, all);
  } else {
    follow(work);
  }
  return from_first_rank(turn);
}

std::int64_t from_first_rank(std::int64_t number) {
  MPI_Bcast(&number, 1, MPI_INT64_T, 0, MPI_COMM_WORLD);
  return number;
}

void abort_ranks(int status) {
  MPI_Abort(MPI_COMM_WORLD, status);
  std::exit(status);
}

}  // namespace armistice
