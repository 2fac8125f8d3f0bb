#include "experiments/resumable/growth.hpp"

#include <fmt/format.h>

#include "experiments/engine/ensemble.hpp"
#include "experiments/output/file_pieces.hpp"
#include "experiments/output/written_files.hpp"

namespace armistice {
namespace {

std::int64_t number(const Identity& json, const char* name) {
  const bool there = json.is_object() && json.contains(name) && json[name].is_number_integer();
  return there ? json[name].get<std::int64_t>() : 0;
}

Identity design_of(const Identity& identity) {
  return identity.value("design", Identity::object());
}

/// Designs whose first whole samples are a design of their own.
bool grows_at_its_end(const Identity& design) {
  const std::string kind = design.value("kind", "");
  return kind == "sobol" || kind == "saltelli" || kind == "morris";
}

/// Whether they are alike except in their size, and which is smaller.
bool is_smaller(Identity there, Identity wanted) {
  there = bare(std::move(there));
  wanted = bare(std::move(wanted));
  if (wanted.value("shard", "") != "1/1" ||
      there.value("command", "") != wanted.value("command", "")) {
    return false;
  }
  if (wanted["command"] == "run") {
    const bool less = number(there, "trials") < number(wanted, "trials");
    there["trials"] = wanted["trials"];
    return less && differences(there, wanted).empty();
  }
  if (!there.contains("design") || !wanted.contains("design")) return false;
  const bool less = number(there["design"], "samples") < number(wanted["design"], "samples");
  for (const char* const size : {"samples", "points"}) {
    if (wanted["design"].contains(size)) there["design"][size] = wanted["design"][size];
  }
  return less && differences(there, wanted).empty();
}

/// What a manifest says of an identity: with neither shards nor what is only asked for.
Identity as_identity(const Identity& manifest, const Identity& wanted) {
  Identity identity = wanted;
  for (const auto& [name, value] : wanted.items()) {
    if (manifest.contains(name)) identity[name] = manifest[name];
  }
  return identity;
}

}  // namespace

bool may_grow(const Identity& there, const Identity& wanted, std::int64_t done) {
  if (!is_smaller(there, wanted)) return false;
  if (wanted["command"] == "sweep") return grows_at_its_end(design_of(wanted));
  // Sums go on from whole blocks only; and where a precision stops depends on the most trials.
  return done % kBlockTrials == 0 && wanted.value("precision_asked", 0.0) == 0;
}

bool holds_a_beginning(const std::filesystem::path& folder, const Identity& wanted) {
  if (wanted.value("command", "") != "sweep" || !holds_a_result(folder)) return false;
  const Identity manifest = whole_manifest_in(folder);
  return from_json_of(folder / kManifestName,
                      [&] { return may_grow(as_identity(manifest, wanted), wanted, 0); });
}

std::string why_not_larger(const Identity& there, const Identity& wanted) {
  if (!is_smaller(as_identity(there, wanted), wanted)) return "";
  if (wanted["command"] == "run") {
    return "\n  a run keeps its sums while it is unfinished, and goes on from whole blocks only; "
           "--force runs it anew";
  }
  return fmt::format(
      "\n  a larger {} design does not begin with the points of a smaller one; "
      "--force runs it anew. Designs of sobol, saltelli and morris do",
      design_of(wanted).value("kind", ""));
}

void begin_with_result(WorkFolder& work, const std::vector<std::string>& files) {
  const Identity manifest = whole_manifest_in(work.folder());
  const auto points = from_json_of(work.folder() / kManifestName, [&] {
    return manifest.at("design").at("points").get<std::int64_t>();
  });
  for (std::size_t i = 0; i < files.size(); ++i) {
    read_in_pieces(work.folder() / files[i], [&work, i](std::string_view piece) {
      work.append(i, piece);
      return true;
    });
  }
  work.checkpoint(points, "");
}

}  // namespace armistice
