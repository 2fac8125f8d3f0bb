# Writes a source file that holds what the pages of the program are made of (charts/), so that a
# memo needs no other file. Nothing of this needs Node: tools/charts compiled the charts ahead.
file(GLOB page_parts CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/charts
  charts/compiled/*.vg.json charts/compiled/vega.min.js charts/page.css charts/page.js
  charts/vega.LICENSE)
set(page_source ${PROJECT_BINARY_DIR}/page_parts_data.cpp)
file(WRITE ${page_source}.new
  "// Made by cmake/page_parts.cmake from charts/.\n"
  "#include \"experiments/exhibits/page_parts.hpp\"\n"
  "namespace armistice {\n"
  "const PagePart kPageParts[] = {\n")
foreach(part IN LISTS page_parts)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/charts/${part})
  file(READ charts/${part} text)
  file(APPEND ${page_source}.new "{\"${part}\", R\"armistice(")
  file(APPEND ${page_source}.new "${text}")
  file(APPEND ${page_source}.new ")armistice\"},\n")
endforeach()
file(APPEND ${page_source}.new "{{}, {}}};\n}  // namespace armistice\n")
file(COPY_FILE ${page_source}.new ${page_source} ONLY_IF_DIFFERENT)
