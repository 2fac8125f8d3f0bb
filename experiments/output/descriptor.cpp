#include "experiments/output/descriptor.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace armistice {

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor locked(const std::filesystem::path& path) {
  Descriptor lock(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (lock.open() && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return Descriptor();
  }
  return lock;
}

}  // namespace armistice
