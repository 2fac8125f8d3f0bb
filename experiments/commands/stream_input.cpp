#include "experiments/commands/stream_input.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/input/pipe.hpp"

namespace armistice {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30;

}  // namespace

bool is_stream(const std::string& typed) {
  if (typed == kStandardInput) return true;
  std::error_code error;
  const auto type = std::filesystem::status(typed, error).type();
  using std::filesystem::file_type;
  return type == file_type::fifo || type == file_type::character || type == file_type::socket;
}

std::string read_stream(const std::string& typed) {
  std::string text = read_pipe(typed, kMostBytes, [](bool) {
    if (stop_requested()) throw InputStopped{};
  });
  if (text.size() > kMostBytes) {
    refuse(fmt::format("{}: longer than 1 GiB; save it as a file",
                       typed == kStandardInput ? "standard input" : typed));
  }
  return text;
}

}  // namespace armistice
