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
file(WRITE ${device_source}.new
  "// Made by cmake/device_text.cmake from core/ and agents/.\n"
  "#include \"experiments/device/device_text.hpp\"\n"
  "namespace armistice {\n"
  "const DeviceTextFile kDeviceText[] = {\n")
foreach(file IN LISTS device_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  file(READ ${file} text)
  file(APPEND ${device_source}.new "{\"${file}\", R\"armistice(")
  file(APPEND ${device_source}.new "${text}")
  file(APPEND ${device_source}.new ")armistice\"},\n")
endforeach()
file(APPEND ${device_source}.new "{nullptr, nullptr}};\n}  // namespace armistice\n")
file(COPY_FILE ${device_source}.new ${device_source} ONLY_IF_DIFFERENT)
