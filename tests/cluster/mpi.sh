#!/usr/bin/env bash
# A sweep under mpirun: the same bytes for any number of ranks, however they are disturbed.
#   mpi.sh ARMISTICE ARMISTICE_WITH_MPI MPIRUN
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
armistice=$1 armistice_mpi=$2 mpirun=$3
cd "$scratch"

# Any user, any number of processors, no network, no other machine.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
export OMPI_MCA_pml=ob1 OMPI_MCA_btl=self,vader OMPI_MCA_plm=isolated
export OMPI_MCA_oob_tcp_if_include=lo OMPI_MCA_btl_vader_backing_directory=$scratch
export TMPDIR=$scratch

job= # mpirun, while it is in the background
end_job() {
  [[ -n $job ]] || return 0
  kill -TERM "$job" && sleep 2
  kill -KILL "$job" "${process:-$job}"
} 2>/dev/null
cleanups+=(end_job)

ranks() { timeout -k 5 60 "$mpirun" -n "$1" "$armistice_mpi" "${@:2}"; }
# Here, and not in a subshell, for mpirun is to be our child: its ranks are found by that.
begin_job() {
  "$mpirun" -n "$1" "$armistice_mpi" "${@:2}" >"$scratch/job.log" 2>&1 &
  job=$!
}
job_status() {
  local status=0
  wait "$job" || status=$?
  job=
  return "$status"
}
job_ended_with() {
  local wanted=$1 status=0
  job_status || status=$?
  [[ $status -eq $wanted ]] || { cat job.log >&2; fail "mpirun: exit status $status, not $wanted"; }
}
# The process of rank I.
process_of() {
  local process
  for process in $(pgrep -P "$job"); do
    if tr '\0' '\n' <"/proc/$process/environ" | grep -qx "OMPI_COMM_WORLD_RANK=$1"; then
      echo "$process"
    fi
  done
}

step "one process, as a reference"
short=("${sweep[@]}" --samples 60)
long=("${sweep[@]}" --samples 800)
expect 0 "$armistice" "${short[@]}" --out short
expect 0 "$armistice" "${long[@]}" --out long

step "one, two and four ranks give its bytes"
for n in 1 2 4; do
  expect 0 ranks "$n" "${short[@]}" --threads 1 --out "ranks_$n"
  expect_same_result short "ranks_$n"
  expect_in_log "Files: ranks_$n"
  [[ $(grep -c "Files:" log) -eq 1 ]] || fail "more than one rank printed"
  grep -q "\"ranks\": $n" "ranks_$n/manifest.json" || fail "the manifest does not say: $n ranks"
done

step "more ranks than blocks"
expect 0 "$armistice" "${sweep[@]}" --samples 3 --out few
expect 0 ranks 4 "${sweep[@]}" --samples 3 --threads 2 --out few_ranks
expect_same_result few few_ranks

step "a rank that stands still for two seconds changes nothing"
begin_job 3 "${long[@]}" --threads 1 --out slow
wait_until 20 "the first checkpoint" has_begun slow
process=$(process_of 1)
kill -STOP "$process"
sleep 2
kill -CONT "$process"
job_ended_with 0
expect_same_result long slow

step "SIGTERM to mpirun leaves work to go on with, without MPI if need be"
begin_job 2 "${long[@]}" --threads 1 --out stopped
wait_until 20 "the first checkpoint" has_begun stopped
kill -TERM "$job"
job_ended_with 1 # Open MPI's own: it keeps that of the ranks to itself, and may lose their last words
expect_unfinished stopped
expect 0 "$armistice" "${long[@]}" --out stopped --resume
expect_same_result long stopped

step "a time limit"
expect 75 ranks 2 "${long[@]}" --threads 1 --out limited --time-limit 1s
expect_in_log "stopped by its time limit"
expect_unfinished limited

step "a lost rank ends the job, and other ranks go on with its work"
begin_job 2 "${long[@]}" --threads 1 --out lost
wait_until 20 "the first checkpoint" has_begun lost
kill -KILL "$(process_of 1)"
job_ended_with 137
expect_unfinished lost
expect 0 ranks 4 "${long[@]}" --threads 1 --out lost --resume
expect_same_result long lost
expect 0 ranks 2 "${long[@]}" --threads 1 --out lost --resume
expect_in_log "done already"

step "shards of ranks"
for i in 1 2; do expect 0 ranks 2 "${short[@]}" --threads 1 --shard "$i/2" --out "shard_$i"; done
expect 0 "$armistice" merge shard_2 shard_1 --out merged
expect_same_result short merged

step "what is wrong ends all ranks, with the status of the fault"
expect 2 ranks 3 "${short[@]}" --samples none --out wrong
expect_in_log "--samples"
expect 2 ranks 2 "${short[@]}" --out short
expect_in_log "short: "
expect 2 ranks 2 run status_quo --trials 10
expect_in_log "only a sweep runs on several ranks"
expect 2 "$mpirun" -n 1 "$armistice_mpi" "${short[@]}" --out two : \
  -n 1 "$armistice_mpi" "${short[@]}" --samples 101 --out two
expect_in_log "rank 1: "
[[ ! -e two && ! -e wrong ]] || fail "a job that was refused left files"

step "a disk that fails"
begin_job 2 "${long[@]}" --threads 1 --out lost_disk
wait_until 20 "the first checkpoint" has_begun lost_disk
rm -rf lost_disk
job_ended_with 3
grep -q "can't be written" job.log || fail "no word of it"

step "done"
