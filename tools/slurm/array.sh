#!/usr/bin/env bash
# One shard of a sweep or a run for each task of a job array; see README.md beside this file.
#   sbatch --array=0-31 array.sh sweep status_quo --samples 4096
# Some of its tasks again (say how many shards there are in all):
#   SHARDS=32 sbatch --array=5,9 array.sh sweep status_quo --samples 4096
#SBATCH --job-name=armistice
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x_%A_%a.log
set -euo pipefail
: "${ARMISTICE:=armistice}" # the program
: "${OUT:=results/shards}"  # shared by all nodes; each shard has a folder in it
: "${LIMIT:=55m}"           # of one go: less than --time
: "${SHARDS:=}"             # in all; else as many as there are tasks, if these are 0 to N - 1

refuse() {
  echo "array.sh: $*" >&2
  exit 2
}
if [[ -z $SHARDS ]]; then
  # A part of an array looks like an array: only one that begins at 0 without a gap may be a whole.
  if [[ $SLURM_ARRAY_TASK_MIN -ne 0 || $SLURM_ARRAY_TASK_COUNT -lt 2 ||
    $((SLURM_ARRAY_TASK_MAX + 1)) -ne $SLURM_ARRAY_TASK_COUNT ]]; then
    refuse "how many shards there are can't be told from these tasks; say it: SHARDS=N sbatch ..."
  fi
  SHARDS=$SLURM_ARRAY_TASK_COUNT
fi
[[ $SHARDS =~ ^[1-9][0-9]*$ ]] || refuse "SHARDS=$SHARDS: expected how many shards there are"
[[ $SLURM_ARRAY_TASK_ID -lt $SHARDS ]] ||
  refuse "task $SLURM_ARRAY_TASK_ID of $SHARDS shards: expected 0 to $((SHARDS - 1))"

trap 'ended=yes; kill -TERM "$program"' TERM # scancel, preemption, a lost node
ended=
"$ARMISTICE" "$@" --quiet --threads "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$((SLURM_ARRAY_TASK_ID + 1))/$SHARDS" \
  --out "$OUT/$SLURM_ARRAY_TASK_ID" --resume --time-limit "$LIMIT" &
program=$!
status=0
wait "$program" || status=$?
while kill -0 "$program" 2>/dev/null; do # a signal ends the wait, not the program
  status=0
  wait "$program" || status=$?
done

# Stopped by its time limit: the rest in another go. A cancelled task must stay cancelled, and Slurm
# requeues a preempted one. (One task's SLURM_JOB_ID is that of the whole array.)
if [[ $status -eq 75 && -z $ended ]]; then
  exec scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit "$status"
