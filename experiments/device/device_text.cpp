#include "experiments/device/device_text.hpp"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr const char* kShape = "ARMISTICE_GPU_SHAPE";

/// What the elementary functions are made of is too short to be called.
bool is_arithmetic(std::string_view file) { return file.starts_with("core/lanes"); }
bool is_mathematics(std::string_view file) {
  return file == "core/lane_math.hpp" || file == "core/chance.hpp";
}

/// Lines from `begin` on up to the one that closes the function; 0: none begins there.
int lines_of_function(const std::vector<std::string_view>& lines, std::size_t begin) {
  const std::string_view first = lines[begin];
  if (!first.starts_with("inline ") || first.starts_with("inline constexpr") ||
      first.starts_with("inline namespace") || first.starts_with("inline const ") ||
      first.find('(') == std::string_view::npos) {
    return 0;
  }
  if (first.ends_with('}')) return 1;
  for (std::size_t end = begin + 1; end < lines.size(); ++end) {
    if (lines[end].starts_with('}')) return static_cast<int>(end - begin + 1);
  }
  return 0;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// The lines that begin a step of the month: the statements of its outermost block. Every thread
/// that has not ended comes to each of them.
class MonthSteps {
 public:
  explicit MonthSteps(std::string_view file) : here_(file == "agents/kernel/month.hpp") {}
  bool begins(std::string_view line) {
    if (!here_) return false;
    if (line.starts_with("void advance_month(")) inside_ = true;
    if (line.starts_with('}')) inside_ = false;
    // What goes on from the line above, or stands in an inner block, is indented further.
    constexpr std::string_view kIndent = "  ";
    return inside_ && line.starts_with(kIndent) && line.size() > kIndent.size() &&
           std::isalpha(static_cast<unsigned char>(line[kIndent.size()])) != 0;
  }

 private:
  bool here_, inside_ = false;
};

std::string shaped(const DeviceTextFile& file, const DeviceShape& shape) {
  const std::string_view name = file.name;
  if (!name.ends_with(".hpp")) return file.text;
  const bool arithmetic = is_arithmetic(name);
  const bool mathematics = is_mathematics(name);
  constexpr int kMathLines = 7;
  const int of_math = shape.called_math > 0 ? kMathLines : 0;
  const int called = arithmetic ? 0 : mathematics ? of_math : shape.called_lines;
  const std::vector<std::string_view> lines = lines_of(file.text);
  std::string text;
  MonthSteps steps(name);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (steps.begins(line) && shape.in_step) text += "  __syncthreads();\n";
    const bool loop =
        line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("for (");
    if (loop && shape.rolled && !mathematics && !arithmetic) text += "#pragma unroll 1\n";
    const bool division = shape.called_math > 1 && line.starts_with("inline Real operator/(");
    if (division || (called > 0 && lines_of_function(lines, i) >= called)) {
      text += "__noinline__ ";
    }
    text += line;
    text += '\n';
  }
  return text;
}

}  // namespace

DeviceShape device_shape() {
  // The fastest of those that were measured and gave the same bytes (docs/gpu.md).
  DeviceShape shape;
  shape.called_lines = 25;
  shape.registers = 64;
  shape.block_threads = 256;
  const char* const said = std::getenv(kShape);
  if (said == nullptr) return shape;
  std::string_view rest = said;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    int value = -1;
    if (equals != std::string_view::npos) {
      std::from_chars(word.data() + equals + 1, word.data() + word.size(), value);
    }
    const bool known = name == "lines" || name == "math" || name == "rolled" || name == "block" ||
                       name == "registers" || name == "copied" || name == "step";
    if (!known || value < 0 || value > 1024 || (name == "block" && (value == 0 || value % 32))) {
      throw Error(
          Fault::kInput,
          fmt::format("environment variable {}: \"{}\": expected lines=N, math=0|1|2, "
                      "rolled=0|1, block=N (a multiple of 32), registers=N, copied=0|1 or step=0|1",
                      kShape, word));
    }
    if (name == "lines") shape.called_lines = value;
    if (name == "math") shape.called_math = value;
    if (name == "rolled") shape.rolled = value != 0;
    if (name == "block") shape.block_threads = value;
    if (name == "copied") shape.copied = value != 0;
    if (name == "step") shape.in_step = value != 0;
    if (name == "registers") shape.registers = value;
  }
  return shape;
}

ShapedText shaped_text(const DeviceShape& shape) {
  ShapedText all;
  for (const DeviceTextFile* file = kDeviceText; file->name != nullptr; ++file) {
    all.names.emplace_back(file->name);
    all.texts.push_back(shaped(*file, shape));
  }
  return all;
}

}  // namespace armistice
