# Writes a source file that holds the tables of past wars, so that a report needs no other file.
set(base_rate_source ${PROJECT_BINARY_DIR}/base_rate_tables.cpp)
embed_texts(${base_rate_source} ${PROJECT_SOURCE_DIR}/data
  "cmake/base_rates.cmake from data/" "experiments/base_rates/base_rates.hpp"
  "const BaseRateTable kBaseRateTables" "{nullptr, nullptr}" wars.csv peace_spells.csv)
