# Writes a source file that holds tables of data/: past wars, and the observed months of this one. So
# a report needs no other file.
set(data_table_source ${PROJECT_BINARY_DIR}/data_tables.cpp)
embed_texts(${data_table_source} ${PROJECT_SOURCE_DIR}/data
  "cmake/data_tables.cmake from data/" "experiments/base_rates/data_tables.hpp"
  "const DataTable kDataTables" "{nullptr, nullptr}" wars.csv peace_spells.csv observed_monthly.csv)
