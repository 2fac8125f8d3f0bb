#!/usr/bin/env bash
# The job scripts of tools/slurm, on a cluster: arrays, a task that is cancelled and requeued, time
# limits, merges and ranks give the bytes of one run on one machine.
#   slurm.sh ARMISTICE [ARMISTICE_WITH_MPI]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/support.sh"
source "$here/slurm_cluster.sh"
armistice=$1 armistice_mpi=${2-}
scripts=$here/../../tools/slurm
cd "$scratch"

stop_cluster() { cluster_stop "$scratch/cluster"; }
cleanups+=(stop_cluster)
step "a cluster of this machine"
cluster_start "$scratch/cluster" || fail "no cluster"
export ARMISTICE=$armistice

has_result() { [[ -e $1/manifest.json && -z $(squeue -h -j "$2" 2>/dev/null) ]]; } # FOLDER JOBS
logs_if_failed() {
  [[ -n ${done_well-} ]] && return
  tail -n +1 "$scratch"/*.log
  tail -n 20 "$scratch"/cluster/log/*.log
  squeue
} >&2
cleanups=(logs_if_failed "${cleanups[@]}")
exit_code_of() { scontrol show job "$1" | sed -n 's/.*ExitCode=\([0-9]*\):.*/\1/p' | tail -n 1; }
cancelled() { scontrol show job "$1" | grep -q 'JobState=CANCELLED'; }

step "a sweep as an array of four, of which one is cancelled in the middle"
sweep=("${sweep[@]}" --samples 400)
export OUT=$scratch/sweep_shards MERGED=$scratch/sweep_merged LIMIT=10m
array=$(sbatch --parsable --array=0-3 --cpus-per-task=1 --mem-per-cpu=0 "$scripts/array.sh" "${sweep[@]}")
wait_until 40 "the first checkpoint" has_begun "$OUT/1"
scancel "${array}_1"
wait_until 20 "the end of the task" cancelled "${array}_1"
expect_unfinished "$OUT/1"
identity=$(stat -c '%i %y' "$OUT/1/.armistice-work/identity.json")

step "a merge before its time says what is missing"
early=$(sbatch --parsable --wait --mem=0 "$scripts/merge.sh" 2>/dev/null) || true
[[ $(exit_code_of "${early%%;*}") -eq 2 ]] || fail "it was not refused"
[[ ! -e $MERGED ]] || fail "it left files"

step "requeued, and merged after all"
scontrol requeue "${array}_1"
merge=$(sbatch --parsable --mem=0 --dependency=afterany:"$array" "$scripts/merge.sh")
expect 0 "$armistice" "${sweep[@]}" --out sweep
wait_until 60 "the merge" has_result "$MERGED" "$array,$merge"
[[ $(stat -c '%i %y' "$OUT/1/.armistice-work/identity.json") == "$identity" ]] || fail "it began anew"
expect_same_result sweep "$MERGED"

step "one lost shard alone"
rm -r "$OUT/2"
lost=$(sbatch --parsable --wait --array=2 --cpus-per-task=1 --mem-per-cpu=0 "$scripts/array.sh" \
  "${sweep[@]}" 2>/dev/null) || true
[[ ! -e $OUT/2 ]] || fail "a task that can't know its shard ran one"
SHARDS=4 sbatch --wait --array=2 --cpus-per-task=1 --mem-per-cpu=0 "$scripts/array.sh" "${sweep[@]}"
expect 0 "$armistice" merge "$OUT"/*/ --out sweep_again
expect_same_result sweep sweep_again

step "a run as an array of two, and ranks of one job, which their time limit stops"
run=(run status_quo --trials 120000 --horizon 12 --seed 3)
export OUT=$scratch/run_shards MERGED=$scratch/run_merged LIMIT=1s
array=$(sbatch --parsable --array=0-1 --cpus-per-task=1 --mem-per-cpu=0 "$scripts/array.sh" "${run[@]}")
merge=$(sbatch --parsable --mem=0 --dependency=afterany:"$array" "$scripts/merge.sh")
if [[ -n $armistice_mpi ]]; then
  export OMPI_MCA_pml=ob1 OMPI_MCA_btl=self,vader OMPI_MCA_btl_vader_backing_directory=$scratch
  job=$(ARMISTICE=$armistice_mpi OUT=$scratch/ranks sbatch --parsable --ntasks=2 \
    --ntasks-per-node=2 --cpus-per-task=1 --mem-per-cpu=0 "$scripts/mpi.sh" "${sweep[@]}")
fi
expect 0 "$armistice" "${run[@]}" --quiet --out run
wait_until 90 "the merge" has_result "$MERGED" "$array,$merge"
expect_same_result run "$MERGED"
if [[ -n $armistice_mpi ]]; then
  wait_until 60 "the ranks" has_result "$scratch/ranks" "$job"
  expect_same_result sweep "$scratch/ranks"
  grep -q '"ranks": 2' "$scratch/ranks/manifest.json" || fail "the ranks were jobs of their own"
fi
grep -q "stopped by its time limit" armistice_"$array"_*.log armistice_mpi_*.log ||
  fail "none was ever stopped"
done_well=yes
step "done"
