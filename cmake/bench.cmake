# One executable for each folder of bench/: a question, with one file for each answer.
find_package(benchmark REQUIRED)

file(GLOB bench_sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} bench/*/*.cpp)
# Compiled for lane sets, below.
set(in_lanes bench/floor/primitives.cpp bench/floor/counting.cpp)
list(REMOVE_ITEM bench_sources ${in_lanes})
foreach(source IN LISTS bench_sources)
  get_filename_component(folder ${source} DIRECTORY)
  get_filename_component(folder ${folder} NAME)
  set(bench bench_${folder})
  if(NOT TARGET ${bench})
    add_executable(${bench})
    target_link_libraries(${bench} PRIVATE armistice_library benchmark::benchmark_main)
    target_compile_definitions(${bench} PRIVATE ARMISTICE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  endif()
  target_sources(${bench} PRIVATE ${source})
endforeach()

# What each kind of work costs, in the lanes of each set; and the model in a set that counts.
foreach(set IN LISTS lane_sets ITEMS counted)
  if(NOT set STREQUAL "device")
    set(part floor_${set})
    add_library(${part} OBJECT
      bench/floor/$<IF:$<STREQUAL:${set},counted>,counting,primitives>.cpp)
    target_include_directories(${part} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${part} PRIVATE ARMISTICE_LANE_SET=${set}
      $<$<STREQUAL:${set},counted>:ARMISTICE_LANES="bench/floor/lanes_counted.hpp">)
    target_compile_options(${part} PRIVATE ${march_${set}} -fno-exceptions -Wno-psabi -O3)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND set STREQUAL "avx512")
      # g++ 12 warns falsely about its own intrinsics, as of the kernel.
      target_compile_options(${part} PRIVATE -Wno-uninitialized -Wno-maybe-uninitialized)
    endif()
    set_target_properties(${part} PROPERTIES CXX_CLANG_TIDY "")
    target_sources(bench_floor PRIVATE $<TARGET_OBJECTS:${part}>)
  endif()
endforeach()
