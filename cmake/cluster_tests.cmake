# Jobs of several processes: MPI, and a Slurm cluster of this one machine, each where its packages
# are. Label: cluster. They share the machine's processors and take turns.
if(NOT TARGET ranks_mpi)
  find_package(MPI QUIET COMPONENTS CXX)
  if(MPI_CXX_FOUND)
    include(cmake/mpi.cmake)
  endif()
endif()
if(TARGET ranks_mpi)
  # In every build, so that both compilers and clang-tidy see it.
  add_executable(armistice_mpi experiments/main.cpp)
  target_link_libraries(armistice_mpi PRIVATE armistice_library)
  run_on_ranks_of_mpi(armistice_mpi)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  find_program(SLURMCTLD slurmctld PATHS /usr/sbin)
  find_program(SLURMD slurmd PATHS /usr/sbin)
  find_program(MUNGED munged PATHS /usr/sbin)
  set(scripts ${PROJECT_SOURCE_DIR}/tests/cluster)
  if(TARGET armistice_mpi)
    add_test(NAME Cluster.RanksOfMpi COMMAND bash ${scripts}/mpi.sh
      $<TARGET_FILE:armistice> $<TARGET_FILE:armistice_mpi> ${MPIEXEC_EXECUTABLE})
    list(APPEND cluster_tests Cluster.RanksOfMpi)
    set(with_mpi $<TARGET_FILE:armistice_mpi>)
  endif()
  if(SLURMCTLD AND SLURMD AND MUNGED)
    add_test(NAME Cluster.ArraysOfSlurm COMMAND bash ${scripts}/slurm.sh
      $<TARGET_FILE:armistice> ${with_mpi})
    list(APPEND cluster_tests Cluster.ArraysOfSlurm)
  endif()
  if(cluster_tests)
    set_tests_properties(${cluster_tests} PROPERTIES
      LABELS cluster TIMEOUT 180 PROCESSORS 2 RESOURCE_LOCK cluster)
  endif()
endif()
