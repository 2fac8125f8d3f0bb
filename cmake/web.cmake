# The model for browsers: what `armistice explore` puts into its page. The same sources, compiled
# with Emscripten to WebAssembly, with the lanes of SSE2 on its SIMD; web/pack.mjs then writes the
# source file that holds them. Without ARMISTICE_WEB that file is empty, and nothing of this is needed.
set(web_source ${PROJECT_BINARY_DIR}/web_model_data.cpp)
if(NOT ARMISTICE_WEB)
  file(CONFIGURE OUTPUT ${web_source} CONTENT [[
// Made by cmake/web.cmake, without ARMISTICE_WEB.
#include "experiments/exhibits/web_model.hpp"
namespace armistice {
const WebModel kWebModel{};
}  // namespace armistice
]] @ONLY)
  return()
endif()

find_program(EMXX em++)
find_program(NODE_PROGRAM NAMES node nodejs)
if(NOT EMXX OR NOT NODE_PROGRAM)
  message(FATAL_ERROR "ARMISTICE_WEB needs Emscripten and Node: tools/setup --web installs them")
endif()

# The libraries that are only headers, without the system's other headers: those are not Emscripten's.
set(web_folder ${PROJECT_BINARY_DIR}/web)
set(web_headers ${web_folder}/include)
file(MAKE_DIRECTORY ${web_headers})
foreach(header boost/version.hpp toml++/toml.h fmt/core.h nlohmann/json.hpp Random123/philox.h
    cereal/cereal.hpp Eigen/Core)
  get_filename_component(name ${header} DIRECTORY)
  find_path(WEB_${name}_DIR ${header} PATH_SUFFIXES eigen3 REQUIRED)
  file(CREATE_LINK ${WEB_${name}_DIR}/${name} ${web_headers}/${name} SYMBOLIC)
endforeach()

set(web_flags -std=c++20 -ffp-contract=off -fno-math-errno -DNDEBUG -fwasm-exceptions -msimd128
  -Wall -I${PROJECT_SOURCE_DIR} -isystem ${web_headers} -DTOML_HEADER_ONLY=1 -DFMT_HEADER_ONLY=1
  -DARMISTICE_VERSION=\"${PROJECT_VERSION}\")
file(GLOB web_sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  agents/interface/*.cpp experiments/input/*.cpp experiments/trials/*.cpp experiments/report/*.cpp
  web/model/*.cpp)
list(APPEND web_sources
  agents/kernel/kernel.cpp agents/kernel/trace.cpp
  experiments/comparison/compared_names.cpp experiments/comparison/paired_statistics.cpp
  experiments/findings/run_facts.cpp experiments/findings/trace.cpp
  experiments/findings/traced_month.cpp
  experiments/output/file_digest.cpp experiments/output/file_pieces.cpp
  experiments/output/trial_file.cpp experiments/output/version.cpp)
foreach(source IN LISTS web_sources)
  string(REPLACE "/" "." object ${source})
  set(object ${web_folder}/${object}.o)
  set(flags -Os)
  if(source STREQUAL "agents/kernel/kernel.cpp")
    set(flags -O3 -msse4.1 -fno-exceptions -DARMISTICE_LANE_SET=sse2)
  elseif(source MATCHES "experiments/trials/")
    # Random123 refuses processors that its authors did not try. Its answers are compared with those
    # of the program, as bytes, by tests/page/model.mjs.
    set(flags -O2 -D__riscv -DR123_USE_GNU_UINT128=1)
  elseif(source STREQUAL "experiments/output/version.cpp")
    set(flags -Os -DARMISTICE_SOURCE_DIGEST=\"${digest}\")
  endif()
  add_custom_command(OUTPUT ${object}
    COMMAND ${EMXX} ${web_flags} ${flags} -MD -MF ${object}.d -MT ${object}
      -c ${PROJECT_SOURCE_DIR}/${source} -o ${object}
    DEPENDS ${source} DEPFILE ${object}.d COMMENT "For browsers: ${source}" VERBATIM)
  list(APPEND web_objects ${object})
endforeach()

# Emscripten's own optimiser of scripts needs acorn, which Debian keeps apart from npm.
add_custom_command(OUTPUT ${web_folder}/model.js ${web_folder}/model.wasm
  COMMAND ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs
    ${EMXX} -O2 -fwasm-exceptions -msimd128 ${web_objects} -o ${web_folder}/model.js
    -sMODULARIZE -sEXPORT_NAME=armisticeModel -sENVIRONMENT=web,worker,node -sFORCE_FILESYSTEM
    -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=33554432 -sTOTAL_STACK=1048576
    -sEXPORTED_FUNCTIONS=_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=FS,HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8
  DEPENDS ${web_objects} COMMENT "The model for browsers" VERBATIM)
add_custom_command(OUTPUT ${web_source}
  COMMAND ${NODE_PROGRAM} ${PROJECT_SOURCE_DIR}/web/pack.mjs ${web_folder} ${web_source}
  DEPENDS ${web_folder}/model.js ${web_folder}/model.wasm web/pack.mjs VERBATIM)
