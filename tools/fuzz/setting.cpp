// A setting of the command line: its name, a line's end, its value.
#include "experiments/input/scenario.hpp"
#include "tools/fuzz/bytes_as_file.hpp"

ARMISTICE_FUZZ(bytes) {
  using namespace armistice;
  static const auto file = fuzz::write("scenario.toml", "title = \"x\"\n");
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return;
  const Setting setting{std::string(bytes.substr(0, end)), std::string(bytes.substr(end + 1))};
  // Names of files would let it read the whole disk.
  if (setting.name == "with" || setting.name == "extends") return;
  fuzz::expect_read_or_refused([&] { read_scenario(file, {setting}); });
}
