# Writes a source file that holds what the pages of the program are made of (charts/), so that a
# memo needs no other file. Nothing of this needs Node: tools/charts compiled the charts ahead.
file(GLOB page_parts CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/charts
  charts/compiled/*.vg.json charts/compiled/vega.min.js charts/page.css charts/page.js
  charts/vega.LICENSE)
set(page_source ${PROJECT_BINARY_DIR}/page_parts_data.cpp)
embed_texts(${page_source} ${PROJECT_SOURCE_DIR}/charts
  "cmake/page_parts.cmake from charts/" "experiments/exhibits/page_parts.hpp"
  "const PagePart kPageParts" "{{}, {}}" ${page_parts})
