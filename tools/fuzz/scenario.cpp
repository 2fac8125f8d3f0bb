// A scenario file, laid over nothing, with the shipped table of actors.
#include "experiments/input/scenario.hpp"

#include "tools/fuzz/bytes_as_file.hpp"

ARMISTICE_FUZZ(bytes) {
  using namespace armistice;
  const auto file = fuzz::write("scenario.toml", bytes);
  fuzz::expect_read_or_refused([&] { read_scenario(file, {}); });
}
