#include "experiments/findings/traced_month.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"

namespace armistice {

void TracedMonth::take(const TraceEntry& entry) {
  if (entry.place == kNoPlace) figures_[entry.item] = static_cast<double>(entry.value);
  if (entry.item == TraceItem::third_parties_donor_stance) {
    stances_.push_back({entry.value, entry.place});
  }
  if (entry.item == TraceItem::third_parties_patron_support) {
    supports_.push_back({entry.value, entry.place});
  }
}

std::optional<double> TracedMonth::find(TraceItem item) const {
  const auto found = figures_.find(item);
  if (found == figures_.end()) return std::nullopt;
  return found->second;
}

double TracedMonth::at(TraceItem item) const {
  const auto figure = find(item);
  if (!figure) fail_without(item);
  return *figure;
}

const std::vector<TracedMonth::Placed>& TracedMonth::stances(const Cast& cast) const {
  if (stances_.size() != cast.donors.size()) fail_without(TraceItem::third_parties_donor_stance);
  return stances_;
}

const std::vector<TracedMonth::Placed>& TracedMonth::supports(const Cast& cast) const {
  if (supports_.size() != cast.patrons.size()) {
    fail_without(TraceItem::third_parties_patron_support);
  }
  return supports_;
}

void TracedMonth::fail_without(TraceItem item) const {
  const TraceItemDeclaration& missing = declaration_of(item);
  throw Error(Fault::kOurs, fmt::format("the account of month {} has no {}/{}/{}", month_ + 1,
                                        missing.step, missing.actor, missing.name));
}

}  // namespace armistice
