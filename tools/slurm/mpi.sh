#!/usr/bin/env bash
# A sweep on the ranks of one job, with a program built for MPI; see README.md beside this file.
#   sbatch --nodes=4 mpi.sh sweep status_quo --samples 4096
#SBATCH --job-name=armistice_mpi
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x_%j.log
set -euo pipefail
: "${ARMISTICE:=armistice}"         # built with cmake --preset mpi
: "${LAUNCH:=srun --mpi=pmix}"      # or mpirun
: "${OUT:=results/sweep}"           # on a file system that the first rank's node sees
: "${LIMIT:=55m}"                   # of one go: less than --time

trap 'ended=yes' TERM # the ranks have a signal of their own
ended=
$LAUNCH "$ARMISTICE" "$@" --quiet --threads "${SLURM_CPUS_PER_TASK:-1}" \
  --out "$OUT" --resume --time-limit "$LIMIT" &
program=$!
status=0
wait "$program" || status=$?
while kill -0 "$program" 2>/dev/null; do
  status=0
  wait "$program" || status=$?
done

# As in array.sh.
if [[ $status -eq 75 && -z $ended ]]; then exec scontrol requeue "$SLURM_JOB_ID"; fi
# srun also says 0 for ranks that it could not start.
if [[ $status -eq 0 && ! -e $OUT/manifest.json ]]; then status=1; fi
exit "$status"
