#include "experiments/commands/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace armistice {

void open_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (::fcntl(stream, F_GETFD) != -1) continue;
    // The lowest free number is taken, and those below it are open by now.
    [[maybe_unused]] const int opened = ::open("/dev/null", O_RDWR);
  }
}

}  // namespace armistice
