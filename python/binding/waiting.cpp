#define TBB_PREVIEW_WAITING_FOR_WORKERS 1
#include "python/binding/waiting.hpp"

#include <tbb/global_control.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <thread>

namespace armistice::python {
namespace {

namespace py = pybind11;

/// What the two threads tell each other.
class Mailbox {
 public:
  void tell(std::string_view line) {
    const std::scoped_lock lock(mutex_);
    line_ = std::string(line);
    news_.notify_one();
  }
  void end(std::exception_ptr error) {
    const std::scoped_lock lock(mutex_);
    error_ = std::move(error);
    ended_ = true;
    news_.notify_one();
  }
  /// The latest line, if there is a new one; waits a moment for it, or for the end.
  std::optional<std::string> wait(bool& ended) {
    constexpr std::chrono::milliseconds kMoment{50};  // a signal waits for no longer than that
    std::unique_lock lock(mutex_);
    news_.wait_for(lock, kMoment, [this] { return ended_ || line_; });
    ended = ended_;
    return std::exchange(line_, std::nullopt);
  }
  std::exception_ptr error() const { return error_; }

 private:
  std::mutex mutex_;
  std::condition_variable news_;
  std::optional<std::string> line_;
  bool ended_ = false;
  std::exception_ptr error_;
};

// The engine's threads of this process, and whether a fork left them behind. There is one pool of
// threads in a process, and a fork has no argument to carry it in.
std::optional<tbb::task_scheduler_handle> g_threads;
bool g_threads_are_lost = false;

void begin_threads() { g_threads.emplace(tbb::attach{}); }

/// False if another thread has work under way.
bool end_threads() { return tbb::finalize(*g_threads, std::nothrow); }

void refuse_lost_threads() {
  if (!g_threads_are_lost) return;
  PyErr_SetString(PyExc_RuntimeError,
                  "armistice: this process was forked while a run was under way in another thread, "
                  "so it lacks the threads of the engine; fork before the run, or start worker "
                  "processes with the method \"spawn\"");
  throw py::error_already_set();
}

}  // namespace

void wait_for(const std::function<void(const Tell&)>& work, const std::function<void()>& stop,
              const py::object& listener) {
  refuse_lost_threads();
  Mailbox mailbox;
  std::jthread worker([&] {
    std::exception_ptr error;
    try {
      work([&mailbox](std::string_view line) { mailbox.tell(line); });
    } catch (...) {
      error = std::current_exception();
    }
    mailbox.end(std::move(error));
  });
  std::optional<py::error_already_set> raised;
  for (bool ended = false; !ended;) {
    std::optional<std::string> line;
    {
      const py::gil_scoped_release released;
      line = mailbox.wait(ended);
    }
    if (raised) continue;
    try {
      if (line && !listener.is_none()) listener(*line);
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    } catch (const py::error_already_set& error) {
      raised = error;
      stop();
    }
  }
  worker.join();
  if (raised) throw *raised;
  if (mailbox.error()) std::rethrow_exception(mailbox.error());
}

void throw_interrupted() {
  PyErr_SetNone(PyExc_KeyboardInterrupt);
  throw py::error_already_set();
}

void heed_forks() {
  begin_threads();
  const auto before = [] { g_threads_are_lost = g_threads_are_lost || !end_threads(); };
  const auto in_parent = [] {
    g_threads_are_lost = false;
    begin_threads();
  };
  const auto in_child = [] {
    if (!g_threads_are_lost) begin_threads();
  };
  py::module_::import("os").attr("register_at_fork")(
      py::arg("before") = py::cpp_function(before),
      py::arg("after_in_parent") = py::cpp_function(in_parent),
      py::arg("after_in_child") = py::cpp_function(in_child));
}

}  // namespace armistice::python
