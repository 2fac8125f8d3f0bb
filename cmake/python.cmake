# The module of the Python package (docs/python.md). pip configures this build by pyproject.toml.
set(PYBIND11_FINDPYTHON ON)
find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(pybind11 2.10 CONFIG REQUIRED)

file(GLOB binding CONFIGURE_DEPENDS python/binding/*.cpp)
# Without link-time optimisation: the model is compiled as it is for the program.
pybind11_add_module(_core MODULE NO_EXTRAS ${binding})
target_link_libraries(_core PRIVATE armistice_commands)
# Another module of the same process may hold another version of a library.
target_link_options(_core PRIVATE LINKER:--exclude-libs,ALL)

install(TARGETS _core LIBRARY DESTINATION armistice COMPONENT python)
install(DIRECTORY scenarios/ DESTINATION armistice/scenarios COMPONENT python
  FILES_MATCHING PATTERN "*.toml")
