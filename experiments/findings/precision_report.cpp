#include "experiments/findings/precision_report.hpp"

#include "experiments/findings/run_facts.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {

std::string precision_text(const RunSettings& settings, const PrecisionReached& reached,
                           std::int64_t trials, bool share) {
  const Text text = precision_sentence(settings, reached, trials, share);
  return text.empty() ? "" : wrapped(printed(text), 100, 2) + "\n";
}

}  // namespace armistice
