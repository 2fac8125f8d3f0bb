// Work of the engine that Python waits for. The lock of the interpreter is released, so other
// threads of Python go on; Ctrl-C stops the work; its progress is told on the calling thread.
#pragma once

#include <pybind11/pybind11.h>

#include <functional>
#include <string_view>

namespace armistice::python {

/// Puts a line of progress where the waiting thread finds it. Any thread may call it.
using Tell = std::function<void(std::string_view)>;

/// Does `work` on a thread of its own, and returns when it has ended. `stop` is called when a
/// signal handler or the listener raises an exception of Python, which is then thrown, as soon as
/// the work has ended; it makes the work end early. `listener`, unless it is None, is called with
/// each line of progress. Throws what the work throws.
void wait_for(const std::function<void(const Tell&)>& work, const std::function<void()>& stop,
              const pybind11::object& listener);

/// Throws KeyboardInterrupt: the work was stopped, though this thread got no signal.
[[noreturn]] void throw_interrupted();

/// Ends the threads of the engine before a process forks, since a child has none of them, and lets
/// both begin anew. To be called once.
void heed_forks();

}  // namespace armistice::python
