# Writes a source file that holds the model's text, for devices whose compiler reads it at run time:
# agents/kernel/device_kernel.cpp and all files of ours that it includes, found through the graph of
# includes. Lane sets of processors are left out.
set(device_open agents/kernel/device_kernel.cpp)
set(device_files)
while(device_open)
  list(POP_FRONT device_open file)
  if(file IN_LIST device_files OR NOT EXISTS ${PROJECT_SOURCE_DIR}/${file}
      OR file MATCHES "core/lanes_(vector|avx512)|agents/kernel/emulated_device")
    continue()
  endif()
  list(APPEND device_files ${file})
  file(STRINGS ${PROJECT_SOURCE_DIR}/${file} includes REGEX "^#include \"")
  foreach(line IN LISTS includes)
    string(REGEX REPLACE "^#include \"([^\"]+)\".*" "\\1" line "${line}")
    list(APPEND device_open ${line})
  endforeach()
endwhile()
set(device_source ${PROJECT_BINARY_DIR}/device_text_data.cpp)
embed_texts(${device_source} ${PROJECT_SOURCE_DIR}
  "cmake/device_text.cmake from core/ and agents/" "experiments/device/device_text.hpp"
  "const DeviceTextFile kDeviceText" "{nullptr, nullptr}" ${device_files})
