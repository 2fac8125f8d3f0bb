# Jobs of several processes: MPI, and a Slurm cluster of this one machine. Label: cluster. They share
# the machine's processors and take turns.
if(NOT TARGET ranks_mpi)
  find_package(MPI REQUIRED COMPONENTS CXX)
  include(cmake/mpi.cmake)
endif()
# In every build, so that both compilers and clang-tidy see it.
add_executable(armistice_mpi experiments/main.cpp)
target_link_libraries(armistice_mpi PRIVATE armistice_commands)
run_on_ranks_of_mpi(armistice_mpi)

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  find_program(SLURMCTLD slurmctld PATHS /usr/sbin REQUIRED)
  find_program(SLURMD slurmd PATHS /usr/sbin REQUIRED)
  find_program(MUNGED munged PATHS /usr/sbin REQUIRED)
  set(scripts ${PROJECT_SOURCE_DIR}/tests/cluster)
  add_test(NAME Cluster.RanksOfMpi COMMAND bash ${scripts}/mpi.sh
    $<TARGET_FILE:armistice> $<TARGET_FILE:armistice_mpi> ${MPIEXEC_EXECUTABLE})
  add_test(NAME Cluster.ArraysOfSlurm COMMAND bash ${scripts}/slurm.sh
    $<TARGET_FILE:armistice> $<TARGET_FILE:armistice_mpi>)
  set_tests_properties(Cluster.RanksOfMpi Cluster.ArraysOfSlurm PROPERTIES
    LABELS cluster TIMEOUT 180 PROCESSORS 2 RESOURCE_LOCK cluster)
endif()
