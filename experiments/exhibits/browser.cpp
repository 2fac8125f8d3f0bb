#include "experiments/exhibits/browser.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include "experiments/error.hpp"
#include "experiments/exhibits/scratch_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "ARMISTICE_BROWSER";
constexpr const char* kNames[] = {"chromium", "chromium-browser", "google-chrome",
                                  "google-chrome-stable", "microsoft-edge"};
constexpr std::chrono::minutes kPatience{2};
// Time as the page's scripts see it. It passes as fast as they can draw.
constexpr const char* kDrawingTime = "virtual-time-budget=60000";

bool can_be_run(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0;
}

std::string found_browser() {
  if (const char* const named = std::getenv(kVariable); named != nullptr && *named != '\0') {
    if (can_be_run(named)) return named;
    throw Error(
        Fault::kInput,
        fmt::format("armistice: report: environment variable {}: \"{}\": expected a program",
                    kVariable, named));
  }
  const char* const path = std::getenv("PATH");
  for (const char* const name : kNames) {
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
      if (can_be_run(fs::path(folder) / name)) return fs::path(folder) / name;
    }
  }
  throw Error(
      Fault::kInput,
      fmt::format(
          "armistice: report: no Chromium is on the path, which draws the charts; install one "
          "(apt-get install chromium), or name it in {}; the page itself needs "
          "none: --out FILE",
          kVariable));
}

/// "file:///a%20b/memo.html#fragment"
std::string address_of(const fs::path& page, const std::string& fragment) {
  std::string address = "file://";
  for (const char c : fs::absolute(page).string()) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || std::strchr("/-._~", c);
    address += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return fragment.empty() ? address : address + "#" + fragment;
}

/// Starts the program with its standard output in a file and nothing else to say; its status once
/// it has ended.
int status_of(const std::vector<std::string>& words, const fs::path& output) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  constexpr mode_t kOurs = 0600;
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT,
                                   kOurs);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int error =
      posix_spawn(&process, words.front().c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) {
    throw Error(Fault::kOutput, fmt::format("armistice: report: {}: can't be started: {}",
                                            words.front(), std::strerror(error)));
  }
  const auto end = std::chrono::steady_clock::now() + kPatience;
  constexpr std::chrono::milliseconds kPause{20};
  int status = 0;
  while (::waitpid(process, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      ::kill(process, SIGKILL);
      ::waitpid(process, &status, 0);
      throw Error(Fault::kOutput,
                  fmt::format("armistice: report: {}: has not answered for {} minutes",
                              words.front(), kPatience.count()));
    }
    std::this_thread::sleep_for(kPause);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Browser::Browser() : program_(found_browser()) {}

std::string Browser::run(const fs::path& page, const std::string& fragment,
                         std::vector<std::string> switches) const {
  const ScratchFolder scratch;
  switches.insert(switches.end(),
                  {"headless", "disable-gpu", "no-first-run", "disable-background-networking",
                   "user-data-dir=" + (scratch.path() / "profile").string(), kDrawingTime});
  // Chromium refuses to work for root in its sandbox. The page is ours, and fetches nothing.
  if (::geteuid() == 0) switches.emplace_back("no-sandbox");
  std::vector<std::string> words{program_};
  for (const std::string& name : switches) words.push_back("--" + name);
  words.push_back(address_of(page, fragment));
  const fs::path output = scratch.path() / "output";
  const int status = status_of(words, output);
  if (status != 0) {
    throw Error(Fault::kOutput,
                fmt::format("armistice: report: {}: failed with status {}; expected a Chromium of "
                            "this decade",
                            program_, status));
  }
  std::ifstream stream(output, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string Browser::document_of(const fs::path& page, const std::string& fragment) const {
  return run(page, fragment, {"dump-dom"});
}

void Browser::print(const fs::path& page, const fs::path& pdf) const {
  std::error_code error;
  run(page, "", {"no-pdf-header-footer", "print-to-pdf=" + fs::absolute(pdf).string()});
  if (fs::file_size(pdf, error) == 0 || error) {
    throw Error(Fault::kOutput, fmt::format("armistice: report: {}: printed nothing", program_));
  }
}

}  // namespace armistice
