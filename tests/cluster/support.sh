# What the cluster tests share; sourced. Leaves nothing behind: neither files nor processes.
set -euo pipefail

scratch=$(mktemp -d "${TMPDIR:-/tmp}/armistice.XXXXXX")
cleanups=()
clean_up() {
  local status=$?
  trap '' INT TERM
  kill "$watchdog" 2>/dev/null || true
  for what in "${cleanups[@]}"; do "$what" || true; done
  rm -rf "$scratch"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 1' INT TERM
# Before CTest's own limit, which would leave no time to clean up.
{
  sleep 150 &
  trap "kill $!" TERM
  wait $! && kill -TERM $$
} </dev/null >/dev/null 2>&1 &
watchdog=$!

fail() {
  echo "FAILED: $*" >&2
  exit 1
}
step() { echo "-- $* ($SECONDS s)"; }

# expect STATUS COMMAND...: what it prints goes to $scratch/log.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >"$scratch/log" 2>&1 || status=$?
  if [[ $status -ne $wanted ]]; then
    cat "$scratch/log" >&2
    fail "exit status $status, not $wanted: $*"
  fi
}

expect_in_log() {
  if ! grep -qF -- "$1" "$scratch/log"; then
    cat "$scratch/log" >&2
    fail "not printed: $1"
  fi
}

# wait_until SECONDS WHAT COMMAND...
wait_until() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [[ $SECONDS -lt $end ]] || fail "$what: in vain"
    sleep 0.1
  done
}

# All files to the byte; of manifests, what results depend on.
expect_same_result() {
  diff -r --exclude manifest.json "$1" "$2" || fail "$1 and $2 differ"
  diff <(sed '/^  "environment"/,$d' "$1/manifest.json") \
    <(sed '/^  "environment"/,$d' "$2/manifest.json") || fail "their manifests differ"
}

# What is done of the work in a folder; nothing before its first checkpoint.
blocks_done() { sed -n 's/^ *"done": \([0-9]*\),/\1/p' "$1/.armistice-work/progress.json" 2>/dev/null || true; }
has_begun() { [[ -n $(blocks_done "$1") ]]; }

expect_unfinished() {
  local blocks
  blocks=$(blocks_done "$1")
  [[ -n $blocks && $blocks -gt 0 ]] || fail "$1: no checkpoint"
  grep -q '"complete": false' "$1/.armistice-work/progress.json" || fail "$1: was done too soon for this test"
  [[ ! -e $1/manifest.json ]] || fail "$1: holds a result too"
}

# Blocks of one point each: 40 to a second of one processor.
sweep=(sweep status_quo --design lhs --replicates 2100 --horizon 12 --seed 3 --quiet)
