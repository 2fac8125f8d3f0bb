# What tools/statistics measures with: nothing else needs it, so that it is built when asked for.
foreach(name words repeat sequences)
  add_executable(statistics_${name} EXCLUDE_FROM_ALL
    ${PROJECT_SOURCE_DIR}/tools/statistics/${name}.cpp)
  set_target_properties(statistics_${name} PROPERTIES CXX_CLANG_TIDY "")
  target_link_libraries(statistics_${name} PRIVATE armistice_library)
endforeach()
