# How an executable runs on the ranks of MPI: processes_mpi.cpp among its own objects takes the place
# of processes_alone.cpp, which the linker then leaves in the library. Nothing else is compiled
# differently, so the library serves both kinds, and what they make is of one program.
add_library(ranks_mpi OBJECT experiments/resumable/processes_mpi.cpp)
target_link_libraries(ranks_mpi PRIVATE armistice_library MPI::MPI_CXX)
target_compile_definitions(ranks_mpi PRIVATE OMPI_SKIP_MPICXX)  # the C++ bindings that MPI-3 removed

function(run_on_ranks_of_mpi executable)
  target_link_libraries(${executable} PRIVATE ranks_mpi MPI::MPI_CXX)
endfunction()
