#include "experiments/input/descriptor.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace armistice {

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

bool lock(const Descriptor& opened) {
  return ::flock(opened.get(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

Descriptor locked(const std::filesystem::path& path) {
  Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return opened.open() && lock(opened) ? std::move(opened) : Descriptor();
}

}  // namespace armistice
