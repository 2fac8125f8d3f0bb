#include "experiments/output/version.hpp"

namespace armistice {

std::string_view source_digest() { return ARMISTICE_SOURCE_DIGEST; }  // of the build

}  // namespace armistice
