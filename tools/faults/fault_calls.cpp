// A library to preload (LD_PRELOAD) that lets one file-system call of a program fail, or ends the
// program there. ARMISTICE_FAULT=MODE:N[:ERRNO] chooses it: the N-th call from 1 that changes the
// file system fails (fail), the program is killed before it (before) or after it (after), or waits
// for 50 ms (delay). ARMISTICE_FAULT_COUNT names a file that gets the number of such calls.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Mode { kNone, kFail, kBefore, kAfter, kDelay };

struct Plan {
  Mode mode = Mode::kNone;
  long at = 0;
  int error = EIO;
};

Plan read_plan() {
  Plan plan;
  const char* const text = std::getenv("ARMISTICE_FAULT");
  if (text == nullptr) return plan;
  char mode[16] = {};
  if (std::sscanf(text, "%15[a-z]:%ld:%d", mode, &plan.at, &plan.error) < 2) return plan;
  if (std::strcmp(mode, "fail") == 0) plan.mode = Mode::kFail;
  if (std::strcmp(mode, "before") == 0) plan.mode = Mode::kBefore;
  if (std::strcmp(mode, "after") == 0) plan.mode = Mode::kAfter;
  if (std::strcmp(mode, "delay") == 0) plan.mode = Mode::kDelay;
  return plan;
}

const Plan& plan() {
  static const Plan plan = read_plan();
  return plan;
}

std::atomic<long> g_calls{0};

void end_here() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

template <class Function>
Function next_of(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// Counts the call, and lets it fail, if it is the one. `real` is the call itself.
template <class Real>
auto passed(const Real& real) -> decltype(real()) {
  const long number = ++g_calls;
  const Plan& p = plan();
  if (p.mode == Mode::kNone || number != p.at) return real();
  if (p.mode == Mode::kBefore) end_here();
  if (p.mode == Mode::kFail) {
    errno = p.error;
    return static_cast<decltype(real())>(-1);
  }
  if (p.mode == Mode::kDelay) ::usleep(50'000);
  const auto result = real();
  if (p.mode == Mode::kAfter) end_here();
  return result;
}

/// Streams and terminals are no business of ours.
bool is_file(int descriptor) { return descriptor > 2; }

struct CountAtEnd {
  ~CountAtEnd() {
    const char* const file = std::getenv("ARMISTICE_FAULT_COUNT");
    if (file == nullptr) return;
    const long calls = g_calls.load();
    const int out = ::creat(file, 0666);
    if (out < 0) return;
    ::dprintf(out, "%ld\n", calls);
    ::close(out);
  }
} g_count_at_end;

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* data, size_t size) {
  static const auto real = next_of<ssize_t (*)(int, const void*, size_t)>("write");
  if (!is_file(descriptor)) return real(descriptor, data, size);
  return passed([&] { return real(descriptor, data, size); });
}

int fsync(int descriptor) {
  static const auto real = next_of<int (*)(int)>("fsync");
  return passed([&] { return real(descriptor); });
}

int ftruncate(int descriptor, off_t size) noexcept {
  static const auto real = next_of<int (*)(int, off_t)>("ftruncate");
  return passed([&] { return real(descriptor, size); });
}

int rename(const char* from, const char* to) noexcept {
  static const auto real = next_of<int (*)(const char*, const char*)>("rename");
  return passed([&] { return real(from, to); });
}

int link(const char* from, const char* to) noexcept {
  static const auto real = next_of<int (*)(const char*, const char*)>("link");
  return passed([&] { return real(from, to); });
}

int mkdir(const char* path, mode_t mode) noexcept {
  static const auto real = next_of<int (*)(const char*, mode_t)>("mkdir");
  return passed([&] { return real(path, mode); });
}

char* mkdtemp(char* pattern) noexcept {
  static const auto real = next_of<char* (*)(char*)>("mkdtemp");
  char* made = nullptr;
  const int status = passed([&] {
    made = real(pattern);
    return made == nullptr ? -1 : 0;
  });
  return status == 0 ? made : nullptr;
}

int unlink(const char* path) noexcept {
  static const auto real = next_of<int (*)(const char*)>("unlink");
  return passed([&] { return real(path); });
}

int rmdir(const char* path) noexcept {
  static const auto real = next_of<int (*)(const char*)>("rmdir");
  return passed([&] { return real(path); });
}

int remove(const char* path) noexcept {
  static const auto real = next_of<int (*)(const char*)>("remove");
  return passed([&] { return real(path); });
}

int open(const char* path, int flags, ...) {
  static const auto real = next_of<int (*)(const char*, int, ...)>("open");
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    std::va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return passed([&] { return real(path, flags, mode); });
  }
  return real(path, flags);
}

std::FILE* fopen(const char* path, const char* how) {
  static const auto real = next_of<std::FILE* (*)(const char*, const char*)>("fopen");
  if (how[0] != 'w') return real(path, how);
  std::FILE* opened = nullptr;
  const int status = passed([&] {
    opened = real(path, how);
    return opened == nullptr ? -1 : 0;
  });
  return status == 0 ? opened : nullptr;
}

/// Streams write through the library's own call, which cannot be replaced: so they count here.
int fflush(std::FILE* stream) {
  static const auto real = next_of<int (*)(std::FILE*)>("fflush");
  if (stream == nullptr || !is_file(::fileno(stream))) return real(stream);
  return passed([&] { return real(stream); });
}

}  // extern "C"
