// The sums of saved work, as a resume and a merge read them: what is read writes the same bytes.
#include "experiments/trials/tally_archive.hpp"
#include "tools/fuzz/bytes_as_file.hpp"

ARMISTICE_FUZZ(bytes) {
  using namespace armistice;
  fuzz::expect_read_or_refused([&] {
    const ArchivedSums sums = sums_from_bytes(bytes, "state");
    if (sums_from_bytes(to_bytes(sums), "again").tally.trials != sums.tally.trials) std::abort();
  });
}
