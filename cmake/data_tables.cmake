# Writes a source file that holds tables: past wars, the observed months of this one, and how far
# each number of the model moves its shares. So a report needs no other file.
set(data_table_source ${PROJECT_BINARY_DIR}/data_tables.cpp)
embed_texts(${data_table_source} ${PROJECT_SOURCE_DIR}
  "cmake/data_tables.cmake" "experiments/input/data_tables.hpp"
  "const DataTable kDataTables" "{nullptr, nullptr}" data/wars.csv data/peace_spells.csv
  data/observed_monthly.csv experiments/influence/screening.csv)
