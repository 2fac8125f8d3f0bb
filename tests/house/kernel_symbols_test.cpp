// The kernel is compiled once for each instruction set. The linker merges functions of one name, so
// whatever could be merged must carry its set's name, or an old machine meets new instructions.
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

struct KernelObject {
  std::string set;  // scalar, sse2, ...
  std::string file;
};

/// The object files lie in .../kernel_<set>.dir/...
std::vector<KernelObject> kernel_objects() {
  std::vector<KernelObject> objects;
  std::istringstream files(ARMISTICE_KERNEL_OBJECTS);
  for (std::string file; std::getline(files, file, ':');) {
    const std::size_t name = file.find("kernel_");
    const std::size_t end = file.find(".dir", name);
    objects.push_back({file.substr(name + 7, end - name - 7), file});
  }
  return objects;
}

struct Symbol {
  char type;
  std::string name;  // mangled
};

std::vector<Symbol> symbols_of(const KernelObject& object) {
  std::vector<Symbol> symbols;
  // POSIX format: "name type value size".
  for (const std::string& line :
       lines_of(output_of(ARMISTICE_NM " --format=posix '" + object.file + "'"))) {
    std::istringstream words(line);
    Symbol symbol{};
    if (words >> symbol.name >> symbol.type) symbols.push_back(symbol);
  }
  return symbols;
}

std::string readable(const std::string& mangled) { return output_of("c++filt '" + mangled + "'"); }

TEST(KernelSymbols, ThereIsAnObjectForEachSet) {
  std::set<std::string> sets;
  for (const KernelObject& object : kernel_objects()) {
    sets.insert(object.set);
    EXPECT_FALSE(symbols_of(object).empty()) << object.file;
  }
#if defined(__x86_64__)
  EXPECT_EQ(sets, (std::set<std::string>{"avx2", "avx512", "device", "scalar", "sse2"}));
#else
  EXPECT_EQ(sets, (std::set<std::string>{"device", "scalar"}));
#endif
}

TEST(KernelSymbols, WhatTheLinkerMayMergeNamesItsSet) {
  for (const KernelObject& object : kernel_objects()) {
    const std::string scope = "9armistice" + std::to_string(object.set.size()) + object.set;
    for (const Symbol& symbol : symbols_of(object)) {
      const bool mergeable = std::string("WwVvu").find(symbol.type) != std::string::npos;
      EXPECT_TRUE(!mergeable || symbol.name.find(scope) != std::string::npos)
          << "kernel_" << object.set << " shares with other objects: " << readable(symbol.name);
    }
  }
}

TEST(KernelSymbols, NothingButCompilerSupportIsMissing) {
  const std::set<std::string> support{"memcpy",
                                      "memmove",
                                      "memset",
                                      "memcmp",
                                      "__stack_chk_fail",
                                      "__assert_fail",
                                      "_GLOBAL_OFFSET_TABLE_"};
  for (const KernelObject& object : kernel_objects()) {
    for (const Symbol& symbol : symbols_of(object)) {
      EXPECT_TRUE(symbol.type != 'U' || support.contains(symbol.name))
          << "kernel_" << object.set << " needs " << readable(symbol.name);
    }
  }
}

}  // namespace
}  // namespace armistice::house
