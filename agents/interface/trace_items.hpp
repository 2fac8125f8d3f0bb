// The figures that the account of a trial may hold, from their declarations. The tracer and the
// text name them by these enumerators: the compiler finds a figure that is not declared.
#pragma once

namespace armistice {

enum class TraceItem {
#define ITEM(step, actor, name, text) step##_##actor##_##name,
#include "agents/interface/trace_items.def"
#undef ITEM
};

struct TraceItemDeclaration {
  const char* step;   // of the month: third_parties, war, outlook, ...
  const char* actor;  // a kind of the cast (donor, patron, buyer), or one that stands alone
  const char* name;   // what the figure is
  bool printed;       // in the account as text
};

inline constexpr TraceItemDeclaration kTraceItems[] = {
#define PRINTED true
#define DATA_ONLY false
#define ITEM(step, actor, name, text) {#step, #actor, #name, text},
#include "agents/interface/trace_items.def"
#undef ITEM
#undef PRINTED
#undef DATA_ONLY
};

constexpr const TraceItemDeclaration& declaration_of(TraceItem item) {
  return kTraceItems[static_cast<int>(item)];
}

}  // namespace armistice
