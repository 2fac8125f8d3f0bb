# Writes a source file that holds what the pages of the program are made of (charts/, web/page/), so
# that a page needs no other file. Nothing of this needs Node: tools/charts compiled the charts ahead.
file(GLOB page_parts CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  charts/compiled/*.vg.json charts/compiled/vega.min.js charts/*.css charts/*.js
  charts/vega.LICENSE web/page/*)
set(page_source ${PROJECT_BINARY_DIR}/page_parts_data.cpp)
embed_texts(${page_source} ${PROJECT_SOURCE_DIR}
  "cmake/page_parts.cmake from charts/ and web/page/" "experiments/exhibits/page_parts.hpp"
  "const PagePart kPageParts" "{{}, {}}" ${page_parts})
