#!/usr/bin/env bash
# Puts the shards of array.sh together; says which are missing or unfinished. See README.md.
#   sbatch --dependency=afterany:ARRAY_JOB merge.sh
#SBATCH --job-name=armistice_merge
#SBATCH --ntasks=1
#SBATCH --mem=2G
#SBATCH --time=01:00:00
#SBATCH --output=%x_%j.log
set -euo pipefail
: "${ARMISTICE:=armistice}"
: "${OUT:=results/shards}"   # as for array.sh
: "${MERGED:=results/whole}" # the result

exec "$ARMISTICE" merge "$OUT"/*/ --out "$MERGED" "$@"
