// The files that describe unfinished work and a shard: identity.json, a zero byte, progress.json,
// a zero byte, a file of data. Resume and merge read them before anything else.
#include "experiments/resumable/work_folder.hpp"
#include "tools/fuzz/bytes_as_file.hpp"

ARMISTICE_FUZZ(bytes) {
  using namespace armistice;
  const auto part = [&bytes] {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    const std::string_view first = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return first;
  };
  const auto work = work_path("result").filename();
  const auto put = [&](const char* name, std::string_view text) {
    fuzz::write((work / name).string(), text);
  };
  put("identity.json", part());
  put("progress.json", part());
  put("trials.csv", part());
  fuzz::expect_read_or_refused([] { work_identity(fuzz::folder()); });
  fuzz::expect_read_or_refused(
      [] { changes_in_work(fuzz::folder(), work_progress(fuzz::folder())); });
}
