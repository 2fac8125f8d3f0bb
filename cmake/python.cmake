# The module of the Python package (docs/python.md). pip configures this build by pyproject.toml.
# In a build folder the package is in python/, for PYTHONPATH.
set(PYBIND11_FINDPYTHON ON)
find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(pybind11 2.10 CONFIG REQUIRED)

file(GLOB binding CONFIGURE_DEPENDS python/binding/*.cpp)
# Without link-time optimisation: the model is compiled as it is for the program.
pybind11_add_module(_core MODULE NO_EXTRAS ${binding})
target_link_libraries(_core PRIVATE armistice_commands)
# Another module of the same process may hold another version of a library.
target_link_options(_core PRIVATE LINKER:--exclude-libs,ALL)
set_target_properties(_core PROPERTIES
  LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/python/armistice)
file(GLOB package CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/python
  python/armistice/*.py python/armistice/*.pyi python/armistice/py.typed)
foreach(file IN LISTS package)
  configure_file(python/${file} ${PROJECT_BINARY_DIR}/python/${file} COPYONLY)
endforeach()

install(TARGETS _core LIBRARY DESTINATION armistice COMPONENT python EXCLUDE_FROM_ALL)
install(DIRECTORY scenarios/ DESTINATION armistice/scenarios COMPONENT python EXCLUDE_FROM_ALL
  FILES_MATCHING PATTERN "*.toml")
install(FILES data/observed_monthly.csv DESTINATION armistice/data COMPONENT python EXCLUDE_FROM_ALL)

if(ARMISTICE_TESTS)
  add_test(NAME Python.Package COMMAND Python::Interpreter -m pytest -q -p no:cacheprovider
    -c /dev/null --rootdir ${PROJECT_SOURCE_DIR}/tests/python
    -o "markers=thorough: needs the packages of other tools" -m "not thorough"
    ${PROJECT_SOURCE_DIR}/tests/python)
  set_tests_properties(Python.Package PROPERTIES LABELS python TIMEOUT 600 ENVIRONMENT
    "PYTHONPATH=${PROJECT_BINARY_DIR}/python;PYTHONDONTWRITEBYTECODE=1;ARMISTICE=$<TARGET_FILE:armistice>")
endif()
