// A single file that appears whole or not at all: written under a name that nobody has, beside its
// place, then put there. For what is no folder of results.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace armistice {

class PlacedFile {
 public:
  /// Makes the empty file beside the place. Throws Error(kOutput), as all of it does, if that can't
  /// be written.
  explicit PlacedFile(std::filesystem::path place);
  PlacedFile(PlacedFile&& other) noexcept;
  PlacedFile& operator=(PlacedFile&&) = delete;
  ~PlacedFile();  // without put(), leaves no trace

  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view text);

  /// Takes the place of what stands there: who calls it has looked at that.
  void put();
  /// Only if nothing stands there, whatever came since somebody looked.
  void put_if_free();

 private:
  [[noreturn]] void fail(const std::string& why) const;

  std::filesystem::path place_, path_;
};

}  // namespace armistice
