#include "experiments/resumable/shards_together.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "experiments/error.hpp"
#include "experiments/resumable/shard.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message) {
  throw Error(Fault::kInput, "armistice merge: " + message);
}

Shard shard_of(const Identity& identity, const fs::path& folder) {
  const std::string text = identity.value("shard", "");
  Shard shard;
  if (std::sscanf(text.c_str(), "%d/%d", &shard.index, &shard.count) != 2) {
    refuse(fmt::format("{}: is of no shard", folder.string()));
  }
  return shard;
}

/// Whether the files are still as they were when the shard was finished.
void check_files(const fs::path& folder, const WorkProgress& progress, const Heed& heed) {
  const std::vector<std::string> changes = changes_in_work(folder, progress, heed);
  if (changes.empty()) return;
  refuse(fmt::format("{}: is damaged: {}; run this shard anew with --force", folder.string(),
                     fmt::join(changes, "; ")));
}

}  // namespace

ShardsTogether shards_together(const std::vector<fs::path>& folders, const Heed& heed) {
  ShardsTogether all;
  std::map<int, fs::path> by_index;
  int count = 0;
  for (const fs::path& folder : folders) {
    Identity identity = work_identity(folder);
    const Shard shard = shard_of(identity, folder);
    identity.erase("shard");
    if (by_index.empty()) {
      all.identity = work_identity(folder);
      count = shard.count;
    }
    Identity first = all.identity;
    first.erase("shard");
    const std::vector<IdentityDifference> different = differences(first, identity);
    if (!different.empty()) {
      const IdentityDifference& d = different.front();
      refuse(fmt::format(
          "{} and {} are not shards of one result: {}: {} in the former, {} in the latter",
          folders.front().string(), folder.string(), d.name, d.there, d.here));
    }
    if (shard.count != count) {
      refuse(fmt::format("{} is cut into {}, {} into {}", folders.front().string(), count,
                         folder.string(), shard.count));
    }
    const auto [there, added] = by_index.emplace(shard.index, folder);
    if (!added) {
      refuse(fmt::format("shard {}/{} is there twice: {} and {}", shard.index, count,
                         there->second.string(), folder.string()));
    }
    const WorkProgress progress = work_progress(folder);
    if (!progress.complete) {
      refuse(fmt::format("{}: shard {}/{} is unfinished; go on with it by --resume",
                         folder.string(), shard.index, count));
    }
    check_files(folder, progress, heed);
    if (all.files.empty()) {
      for (const auto& [name, mark] : progress.files) all.files.push_back(name);
    }
  }
  std::vector<std::string> missing;
  for (int i = 1; i <= count; ++i) {
    if (!by_index.contains(i)) missing.push_back(fmt::format("{}/{}", i, count));
  }
  if (!missing.empty()) {
    refuse(fmt::format("missing {}: {}", missing.size() == 1 ? "shard" : "shards",
                       fmt::join(missing, ", ")));
  }
  for (auto& [index, folder] : by_index) all.folders.push_back(folder);
  return all;
}

}  // namespace armistice
