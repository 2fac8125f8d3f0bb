#include "experiments/output/record.hpp"

namespace armistice {

std::string_view name_of(Record record) {
  constexpr std::string_view kNames[] = {"summary", "trials", "all"};
  return kNames[static_cast<int>(record)];
}

}  // namespace armistice
