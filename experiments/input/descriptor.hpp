// An open file of the system, closed with its owner; and a lock that goes with the process.
#pragma once

#include <filesystem>
#include <utility>

namespace armistice {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();

  int get() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

/// Locks an open file or folder until it is closed or the process ends; false if another holds the
/// lock. A file system that knows no locks does without.
bool lock(const Descriptor& opened);

/// A file or folder, open and locked until its owner or the process ends; not open if another
/// holds the lock, or it can't be opened.
Descriptor locked(const std::filesystem::path& path);

}  // namespace armistice
