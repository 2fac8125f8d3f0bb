// A table of actors.
#include "experiments/input/cast.hpp"

#include "tools/fuzz/bytes_as_file.hpp"

ARMISTICE_FUZZ(bytes) {
  using namespace armistice;
  const auto file = fuzz::write("actors.toml", bytes);
  fuzz::expect_read_or_refused([&] { read_cast(file); });
}
