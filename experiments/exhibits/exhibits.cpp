#include <iterator>
#include <utility>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

constexpr ExhibitKind kKinds[] = {
#define EXHIBIT(name, file) {#name, file, name},
#include "experiments/exhibits/exhibits.def"
#undef EXHIBIT
};

}  // namespace

std::vector<Exhibit> exhibits_of(const ResultFolder& result) {
  std::vector<Exhibit> all;
  for (const ExhibitKind& kind : kKinds) {
    if (!result.has(kind.file)) continue;
    std::vector<Exhibit> some = kind.build(result);
    for (Exhibit& exhibit : some) {
      if (!exhibit.table.rows.empty()) all.push_back(std::move(exhibit));
    }
  }
  return all;
}

}  // namespace armistice
