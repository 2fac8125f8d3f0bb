// A user's own design: all rows are read back.
#include "experiments/designs/table.hpp"
#include "tools/fuzz/bytes_as_file.hpp"

ARMISTICE_FUZZ(bytes) {
  using namespace armistice;
  const auto file = fuzz::write("design.csv", bytes);
  fuzz::expect_read_or_refused([&] {
    const DesignTable table(file);
    table.cells(0, table.rows());
  });
}
