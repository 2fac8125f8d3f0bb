# One executable for each folder of tests/, from its *.cpp; the folder is also the tests' label.
find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
include(GoogleTest)

file(GLOB test_sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} tests/*/*.cpp)
foreach(source IN LISTS test_sources)
  get_filename_component(folder ${source} DIRECTORY)
  get_filename_component(folder ${folder} NAME)
  list(APPEND test_folders ${folder})
  list(APPEND test_sources_${folder} ${source})
endforeach()
list(REMOVE_DUPLICATES test_folders)
if(ARMISTICE_OPTIONAL_TESTS)
  find_package(OpenTURNS REQUIRED)  # another hand's estimators, to compare ours with
else()
  list(REMOVE_ITEM test_folders openturns nvrtc)
endif()
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  # house reads objects as released; openturns and nvrtc are libraries without sanitizers.
  list(REMOVE_ITEM test_folders house openturns nvrtc)
  if(NOT ARMISTICE_ALL_TESTS)
    # What touches memory by hand: the model, the engine, readers, writers, saved work. The others do
    # statistics and words on top of these, and are slow to build and run unoptimised.
    set(test_folders
      agents analysis commands core designs device engine input observation output report resumable
      sweep trials)
  endif()
endif()

foreach(folder IN LISTS test_folders)
  set(test test_${folder})
  add_executable(${test} ${test_sources_${folder}})
  target_link_libraries(${test} PRIVATE
    armistice_commands GTest::gmock GTest::gtest_main rapidcheck rapidcheck_gtest)
  target_compile_definitions(${test} PRIVATE
    ARMISTICE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    ARMISTICE_BINARY="$<TARGET_FILE:armistice>")
  if(NOT ARMISTICE_ALL_TESTS)
    set_target_properties(${test} PROPERTIES CXX_CLANG_TIDY "")  # slow, with GoogleTest's macros
  endif()
  target_compile_options(${test} PRIVATE
    -Wno-dangling-else  # EXPECT_... as all of an if
    $<$<CONFIG:Release>:-O1>)  # of tests alone: they compile a fifth faster
  # The program has to be there, but nothing waits for it until the tests are linked.
  set_property(TARGET ${test} APPEND PROPERTY LINK_DEPENDS $<TARGET_FILE:armistice>)
  if(NOT folder MATCHES "^(house|openturns)$")  # they have definitions of their own
    if(precompiled)
      target_precompile_headers(${test} REUSE_FROM ${precompiled})
    else()
      target_precompile_headers(${test} PRIVATE
        <gmock/gmock.h> <gtest/gtest.h> <fmt/format.h> <nlohmann/json.hpp> <tbb/parallel_pipeline.h>
        <tbb/enumerable_thread_specific.h> <Eigen/Core> <algorithm> <filesystem> <functional> <map>
        <string> <vector>)
      set(precompiled ${test})
    endif()
  endif()
  gtest_discover_tests(${test}
    DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${folder} TIMEOUT 300
    ENVIRONMENT "RC_PARAMS=seed=1")
endforeach()

if(TARGET test_openturns)
  target_link_libraries(test_openturns PRIVATE ${OPENTURNS_LIBRARIES})
endif()

if(TARGET test_house)
  target_compile_definitions(test_house PRIVATE
    ARMISTICE_NM="${CMAKE_NM}" "ARMISTICE_KERNEL_OBJECTS=\"$<JOIN:${kernel_objects},:>\"")
endif()

# A race on purpose, for tools/races/look.
add_executable(planted_race EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tools/races/planted_race.cpp)
set_target_properties(planted_race PROPERTIES CXX_CLANG_TIDY "")
target_link_libraries(planted_race PRIVATE armistice_library)

# Lets calls to the file system fail, or kills the program at them: tools/faults/play drives it.
add_library(fault_calls MODULE ${PROJECT_SOURCE_DIR}/tools/faults/fault_calls.cpp)
set_target_properties(fault_calls PROPERTIES PREFIX "" CXX_CLANG_TIDY "")
target_link_libraries(fault_calls PRIVATE ${CMAKE_DL_LIBS})
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # Each 120th call, a chain of faults and some pairs of processes; `tools/test --thorough` plays
  # them all.
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  add_test(NAME Faults.LoseNothing COMMAND Python3::Interpreter
    ${PROJECT_SOURCE_DIR}/tools/faults/play $<TARGET_FILE:armistice> $<TARGET_FILE:fault_calls>
    --every 120 --random 1 --pairs 3)
  set_tests_properties(Faults.LoseNothing PROPERTIES LABELS tools TIMEOUT 600)
endif()

# The scripts of tools/. One text: looked at once.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  set(script ${PROJECT_SOURCE_DIR}/tests/tools/tools.sh)
  file(STRINGS ${script} names REGEX "^[A-Z][A-Za-z]*\\(\\) {")
  foreach(name IN LISTS names)
    string(REGEX REPLACE "\\(.*" "" name ${name})
    if(name MATCHES "Prose" AND NOT ARMISTICE_OPTIONAL_TESTS)
      continue()  # they need the linter
    endif()
    add_test(NAME Tools.${name} COMMAND bash ${script}
      ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} ${name})
    set_tests_properties(Tools.${name} PROPERTIES LABELS tools TIMEOUT 120)
  endforeach()
endif()

# In Node; tools/page-test looks at the page in a browser.
if(ARMISTICE_WEB)
  add_test(NAME Web.GivesTheBytesOfTheProgram COMMAND ${NODE_PROGRAM}
    ${PROJECT_SOURCE_DIR}/tests/page/model.mjs $<TARGET_FILE:armistice> ${web_folder}
    ${PROJECT_SOURCE_DIR})
  set_tests_properties(Web.GivesTheBytesOfTheProgram PROPERTIES LABELS web TIMEOUT 300)
endif()

if(ARMISTICE_OPTIONAL_TESTS)
  include(cmake/cluster_tests.cmake)
endif()
