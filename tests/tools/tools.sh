#!/usr/bin/env bash
# Does a script of tools/ do what a newcomer needs? bash tests/tools/tools.sh SOURCE BUILD NAME
# tools/build is shown a project of two small steps, tools/setup a machine that lacks packages.
set -euo pipefail

source=$1 built=$2 name=$3
scratch=$(mktemp -d "${TMPDIR:-/tmp}/armistice.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset CMAKE_GENERATOR CMAKE_BUILD_TYPE
fail() {
  echo "FAILED: $*" >&2
  [[ ! -e $scratch/said ]] || cat "$scratch/said" >&2
  exit 1
}
says() { grep -q -- "$1" "$scratch/said" || fail "expected it to say: $1"; }
says_not() { ! grep -q -- "$1" "$scratch/said" || fail "expected it not to say: $1"; }

# A checkout with the tools and two steps, which leave a line in `made` each time that they run.
checkout=$scratch/checkout
new_checkout() {
  mkdir -p "$checkout/tools"
  cp "$source"/tools/{build,jobs} "$checkout/tools/"
  cat >"$checkout/CMakePresets.json" <<'JSON'
{"version": 6, "configurePresets": [
  {"name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build/${presetName}"}]}
JSON
  cat >"$checkout/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(steps LANGUAGES NONE)
option(WITH_EXTRAS "" OFF)
if(WITH_EXTRAS)
  find_package(NoSuchPackageAnywhere REQUIRED)
endif()
foreach(step one two)
  add_custom_command(OUTPUT ${step} DEPENDS ${before} COMMAND sh ${PROJECT_SOURCE_DIR}/step.sh ${step})
  set(before ${step})
endforeach()
add_custom_target(program DEPENDS two)
CMAKE
  cat >"$checkout/step.sh" <<'STEP'
echo $1 >>made
[ $1 = one ] || sleep $(cat wait 2>/dev/null || echo 0)
touch $1
STEP
}
build() { "$checkout/tools/build" release "$@" >"$scratch/said" 2>&1; }
made() {
  local found
  found=$(tr '\n' ' ' <"$checkout/build/release/made")
  [[ $found == "$1 " ]] || fail "expected these steps: $1; found: $found"
}

NothingIsBuiltThatNobodyAskedFor() {
  cmake --preset release -S "$source" -B "$scratch/build" >"$scratch/said" 2>&1 || fail "it does not configure"
  grep -q '^ARMISTICE_TESTS:BOOL=OFF' "$scratch/build/CMakeCache.txt" || fail "tests are on"
  ! grep -i '^\(gtest\|rapidcheck\|mpi_\|openturns\|benchmark\|ccache\)' "$scratch/build/CMakeCache.txt" ||
    fail "it looked for what the program does not need"
  ! grep -q ccache "$scratch/build/build.ninja" || fail "it compiles through ccache"
}

ItSaysWhatItDoesAndNothingWhenNothingIsToDo() {
  new_checkout
  build program || fail "status $?"
  says 'configuring'
  says 'building: 2 steps'
  build program || fail "status $?"
  [[ ! -s $scratch/said ]] || fail "expected silence"
  made "one two"
}

AnInterruptedBuildGoesOn() {
  new_checkout
  mkdir -p "$checkout/build/release"
  echo 60 >"$checkout/build/release/wait"
  set -m
  build program &
  set +m
  until grep -q two "$checkout/build/release/made" 2>/dev/null; do sleep 0.1; done
  kill -INT -- -$!
  ! wait $! || fail "expected an interruption"
  rm "$checkout/build/release/wait"
  build program || fail "status $?"
  made "one two two"
}

AMovedCheckoutIsConfiguredAnew() {
  new_checkout
  build program || fail "status $?"
  cp -r "$checkout" "$scratch/copy"
  checkout=$scratch/copy
  rm "$checkout/build/release/"{one,two}
  build program || fail "status $?"
  made "one two one two"
}

AnotherGeneratorsFolderIsConfiguredAnew() {
  new_checkout
  cmake -G "Unix Makefiles" -S "$checkout" -B "$checkout/build/release" >/dev/null 2>&1 ||
    sed -i 's/^CMAKE_GENERATOR:INTERNAL=.*/CMAKE_GENERATOR:INTERNAL=Unix Makefiles/' \
      "$checkout/build/release/CMakeCache.txt"
  build program || fail "status $?"
  made "one two"
}

AFolderThatAskedForWhatIsNotThereIsConfiguredAnew() {
  new_checkout
  ! cmake --preset release -S "$checkout" -DWITH_EXTRAS=ON >/dev/null 2>&1 || fail "expected a failure"
  build program || fail "status $?"
  made "one two"
}

AFolderWhosePackagesHaveGoneIsConfiguredAnew() {
  new_checkout
  build program || fail "status $?"
  sed -i 's/^WITH_EXTRAS:BOOL=OFF/WITH_EXTRAS:BOOL=ON/' "$checkout/build/release/CMakeCache.txt"
  touch "$checkout/CMakeLists.txt"
  build program || fail "status $?"
  says 'no longer fits'
}

AFaultOfTheSourcesKeepsWhatWasBuilt() {
  new_checkout
  build program || fail "status $?"
  cp "$checkout/CMakeLists.txt" "$scratch/right"
  echo 'no_such_command()' >>"$checkout/CMakeLists.txt"
  ! build program || fail "expected a failure"
  says 'no_such_command'
  cp "$scratch/right" "$checkout/CMakeLists.txt"
  build program || fail "status $?"
  made "one two"
}

ATargetThatIsNotThereFails() {
  new_checkout
  ! build no_such_target || fail "expected a failure"
  says 'no_such_target'
}

TwoBuildsAtOnceTakeTurns() {
  new_checkout
  build program || fail "status $?"
  exec {lock}>"$checkout/build/release/.lock"
  flock "$lock"
  rm "$checkout/build/release/two"
  build program {lock}>&- &
  sleep 1
  [[ ! -e $checkout/build/release/two ]] || fail "it built while another build had the folder"
  says 'another build'
  flock --unlock "$lock"
  wait $! || fail "status $?"
  made "one two two"
}

DebiansPackagesComeBeforeThoseOfThePath() {
  command -v apt-get >/dev/null || return 0
  new_checkout
  echo 'find_package(nlohmann_json REQUIRED)' >>"$checkout/CMakeLists.txt"
  mkdir -p "$scratch"/elsewhere/{bin,share/cmake/nlohmann_json}
  touch "$scratch/elsewhere/share/cmake/nlohmann_json/nlohmann_jsonConfig.cmake"
  (
    unset CMAKE_PREFIX_PATH
    PATH=$scratch/elsewhere/bin:$PATH build program
  ) || fail "status $?"
  grep -q '^nlohmann_json_DIR:PATH=/usr/' "$checkout/build/release/CMakeCache.txt" || fail "it took another one"
}

InstalledScenariosComeBeforeThoseOfTheSources() {
  cmake --install "$built" --prefix "$scratch/prefix" >"$scratch/said" 2>&1 || fail "status $?"
  sed -i 's/^title = .*/title = "As installed"/' "$scratch/prefix/share/armistice/scenarios/status_quo.toml"
  mkdir "$scratch/elsewhere"
  cd "$scratch/elsewhere"
  "$scratch/prefix/bin/armistice" run status_quo --trials 10 --horizon 12 --quiet >"$scratch/said" 2>&1 ||
    fail "status $?"
  says 'As installed'
  local link
  for link in $(grep -o '](docs/[^)#]*' "$scratch/prefix/share/doc/armistice/README.md" | cut -c3-); do
    [[ -e $scratch/prefix/share/doc/armistice/$link ]] || fail "README.md leads to $link, which is not installed"
  done
}

# A machine of stand-ins: dpkg knows all packages but those that match, and nobody may become root.
on_a_machine_without() {
  mkdir -p "$scratch/bin"
  cat >"$scratch/bin/dpkg-query" <<DPKG
#!/bin/sh
shift 3
for package in "\$@"; do case "\$package" in $1) ;; *) echo "installed \$package" ;; esac; done
exit 1
DPKG
  printf '#!/bin/sh\necho 1000\n' >"$scratch/bin/id"
  printf '#!/bin/sh\nexit 1\n' >"$scratch/bin/sudo"
  printf '#!/bin/sh\ntouch "%s/installed"\n' "$scratch" >"$scratch/bin/apt-get"
  chmod +x "$scratch"/bin/*
}

WhoMayInstallNothingIsToldWhatToAskFor() {
  on_a_machine_without cmake
  ! PATH=$scratch/bin:$PATH "$source/tools/setup" >"$scratch/said" 2>&1 </dev/null || fail "expected a failure"
  says 'apt-get install --no-install-recommends cmake$'
  [[ ! -e $scratch/installed ]] || fail "it called apt-get"
}

EveryPackageHasItsLicenceListed() {
  on_a_machine_without '*'
  ! PATH=$scratch/bin:$PATH "$source/tools/setup" --all >"$scratch/said" 2>&1 </dev/null || fail "expected a failure"
  local package packages
  packages=$(sed -n 's/.*--no-install-recommends //p' "$scratch/said")
  [[ $(wc -w <<<"$packages") -gt 30 ]] || fail "expected more packages than these: $packages"
  for package in $packages; do
    grep -Fq "\`$package\`" "$source/THIRD_PARTY.md" || fail "THIRD_PARTY.md does not name $package"
  done
  packages=$(sed 's/[=<>].*//' "$source/tests/peers/requirements.txt")
  [[ $(wc -w <<<"$packages") -gt 3 ]] || fail "expected more packages of Python than these: $packages"
  for package in $packages; do
    grep -Fq "\`$package\`" "$source/THIRD_PARTY.md" || fail "THIRD_PARTY.md does not name $package"
  done
}

WhereNothingIsMissingNothingIsSaid() {
  on_a_machine_without nothing
  mkdir -p "$scratch/cache/armistice"
  export XDG_CACHE_HOME=$scratch/cache
  ln -s /bin/true "$scratch/cache/armistice/vale-$(sed -n 's/^vale=\([^ ]*\).*/\1/p' "$source/tools/vale")"
  PATH=$scratch/bin:$PATH "$source/tools/setup" --all >"$scratch/said" 2>&1 </dev/null || fail "status $?"
  [[ ! -s $scratch/said ]] || fail "expected silence"
}

# A checkout with the linter's rules, into which a fault is planted.
prose_of() {
  local file=$checkout/$1
  mkdir -p "$checkout/tools" "${file%/*}"
  cp "$source"/tools/{prose,vale} "$checkout/tools/"
  cp -r "$source"/.vale "$source"/.vale.ini "$checkout/"
  cat >"$file"
  "$checkout/tools/prose" "$file" >"$scratch/said" 2>&1
}
# expects_fault FILE LINE MESSAGE <<<CONTENT
expects_fault() {
  ! prose_of "$1" || fail "expected a fault in $1"
  says "^$1:$2: $3"
  [[ $(grep -c "^$1:" "$scratch/said") -eq 1 ]] || fail "expected one fault in $1"
}

EachRuleOfTheProseFindsItsFault() {
  local words
  words=$(printf 'word%s ' {a..z} {a..j})
  expects_fault sentence.md 1 'a sentence of more than 35 words' <<<"${words:0:90}
${words:90:90}
${words:180}"
  expects_fault genitive.md 3 "'Of ' begins a sentence" <<<$'A line.\n\nThis is right. Of the two one is wrong.'
  expects_fault who.md 1 "'Who wants' is the subject" <<<'Who wants a table asks for one.'
  expects_fault but_for.md 1 "'but for ': write 'except'" <<<'The files are equal but for their names.'
  expects_fault all_but.md 1 "'nothing but': write" <<<'The file holds nothing but numbers.'
  expects_fault repeated.md 1 "'the the': a word is repeated" <<<'Here is the the file.'
  expects_fault weasel.md 1 "'basically' says nothing" <<<'The file is basically a table.'
  expects_fault terms.md 1 "write 'cease-fire'" <<<'A ceasefire begins.'
  expects_fault british.md 1 "write 'the British spelling'" <<<'The behavior changes.'
  expects_fault misspelt.md 1 'misspelt: recieve' <<<'The reader must recieve it.'
  expects_fault wide.md 1 '117 columns: wrap prose at 100' <<<"$(printf 'A sentence of prose. %.0s' {1..5})and 15 more."
}

ProseIsCheckedWhereverItStands() {
  expects_fault core/comment.hpp 2 "'Of ' begins" <<<$'int a;\n/// Of the two the first.\nint b;'
  expects_fault core/trailing.hpp 1 "'Who looks' is the subject" <<<'int a;  // Who looks on.'
  expects_fault core/wide.hpp 1 '1.. columns: wrap prose' <<<"// $(printf 'A sentence of prose. %.0s' {1..5})"
  expects_fault agents/words.def 1 "'but for '" <<<'SHARE(kName, "the files are equal but for their names")'
  expects_fault experiments/message.cpp 3 "'the the'" <<<$'void f() {\n  say("this message ends "\n      "with the the word");\n}'
  expects_fault scenarios/one.toml 1 "'Of ' begins" <<<'# Of the two the first.'
  expects_fault notebooks/one.ipynb 6 "'Of ' begins" <<'NOTEBOOK'
{
 "cells": [
  {
   "cell_type": "markdown",
   "source": [
    "Of the two the first."
   ]
  }
 ]
}
NOTEBOOK
}

TablesCodeAndCitationsAreNoProse() {
  local words
  words=$(printf 'word%s ' {a..z})
  prose_of right.md <<MARKDOWN || fail "expected no fault"
| a table may be wide | ${words:0:90} | ${words:90} |

\`\`\`
Of the the code nothing but this: recieve ceasefire
\`\`\`

A citation (Author, Second Author and Third Author 2020, $(printf 'Book %s, ' {a..e})
$(printf 'Book %s, ' {f..p})
$(printf 'Book %s, ' {q..z})
page 17) is no part of its sentence.
MARKDOWN
  prose_of core/right.cpp <<<$'#include "of/the/the.hpp"\nconst char* kOfTheThe = "Of the the";\n' ||
    fail "expected no fault"
}

WhatMustHoldInTheDataHolds() {
  "$source/tools/data/check" >"$scratch/said" 2>&1 || fail "status $?"
  says 'what must hold holds'
}

# Changes one table by a command of sed, and expects a fault that says so.
expects_data_fault() {
  rm -rf "$scratch/data"
  cp -r "$source/data" "$scratch/data"
  sed -i "$2" "$scratch/data/$1"
  ! cmp -s "$source/data/$1" "$scratch/data/$1" || fail "sed changed nothing in $1: $2"
  ! "$source/tools/data/check" "$scratch/data" >"$scratch/said" 2>&1 || fail "expected a fault in $1: $2"
  says "$3"
}

WhatDoesNotHoldInTheDataIsNamed() {
  expects_data_fault territory_monthly.csv '/^2023-05,/d' 'months are missing'
  expects_data_fault territory_monthly.csv '/^2024-12,/s/111882.5/111982.5/' 'the share is not that of the area'
  expects_data_fault losses_monthly.csv '/^2024-12,/s/2024-12/2025-01/' '2025-01 is later than 2024-12'
  expects_data_fault events.csv '$s/^2024-11/2025-03/' 'later than 2025-02'
  expects_data_fault aid_by_group_monthly.csv '/^2024-04,all,/s/9\.[0-9]*/9.9999/' 'of all is not the sum'
  expects_data_fault aid_by_donor_yearly.csv '/^DE,2023,/s/,4\.[0-9]*/,4.9/' 'DE 2023: military_eur_bn is not the sum'
  expects_data_fault air_attacks_monthly.csv '/^2024-07,drones,/s/0\.915/1.2/' 'stopped_share 1.2 is no share'
  expects_data_fault air_attacks_monthly.csv '/^2024-07,cruise,/s/80,62/81,62/' 'is not the sum of their kinds'
  expects_data_fault countries.csv '1s/population_2023_million/population_2023/' 'has no unit in its name'
  expects_data_fault base_rates/guarantees.csv '2s/,yes,/,maybe,/' 'verified maybe'
  expects_data_fault base_rates/stocks.csv '2s/,"[^"]*"$/,/' 'no reference'
  expects_data_fault base_rates/eu_decisions.csv '/to 2019-07-31/d' 'renewals are not all there'
  expects_data_fault initial_states.csv '/^2023-06,initial.reserve/s/2023-05-01/2023-12-01/' 'was not known before'
  expects_data_fault initial_states.csv 's/initial.infrastructure/initial.infrastructur/' 'declares no initial.infrastructur'
  expects_data_fault actors_from_data.csv '/^HU,threat/s/threat,0\.[0-9]*/threat,0.99/' 'HU threat: low, value and high'
  expects_data_fault by_hand/formula_constants.csv '/^speed_pct/s/0.32/0.33/' 'front.speed_pct is not 0.33'
  expects_data_fault README.md 's/`offensive_intensity`, //' 'does not say that hindsight chose offensive_intensity'
  expects_data_fault README.md '/^### `events.csv`/,/^###/s/^- \*\*Terms:.*//' 'events.csv: no terms'
  expects_data_fault README.md 's/^### `wars.csv`/### `battles.csv`/' 'does not describe wars.csv'
}

DataThatFollowFromOtherTablesAreWhatTheScriptsMake() {
  /usr/bin/python3 -c 'import pandas' 2>"$scratch/said" || fail "no pandas: tools/setup --tests"
  PYTHONDONTWRITEBYTECODE=1 "$source/tools/data/derive" --out "$scratch/data" >"$scratch/said" 2>&1 || fail "status $?"
  diff -r "$source/data" "$scratch/data" >"$scratch/said" || fail "data/ is not what tools/data/derive makes"
  cmp -s "$source/scenarios/starts.toml" "$scratch/scenarios/starts.toml" ||
    fail "scenarios/starts.toml is not what tools/data/derive makes"
}

# A start may not know what came after it: whoever forecasts from it would be told the answer.
StatesOfAStartDoNotChangeWithWhatCameLater() {
  local month table
  for month in 2023-02 2023-08 2024-02 2024-11; do
    /usr/bin/python3 "$source/tests/tools/later_data.py" "$source/data" "$scratch/data" "$month" >"$scratch/said" ||
      fail "status $?"
    for table in territory_monthly losses_monthly aid_by_donor_monthly aid_by_group_monthly opinion_points force_points \
      by_hand/reserve_points by_hand/russian_budget by_hand/policy_by_month; do
      says "$table.csv"
    done
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$source/tools/data" /usr/bin/python3 -c '
import states, sys, tables
states.from_tables(tables.Tables(sys.argv[1]))' "$scratch/data" >"$scratch/said" 2>&1 || fail "status $?"
    for table in initial_states.csv initial_donors.csv; do
      ! cmp -s "$source/data/$table" "$scratch/data/$table" || fail "no later start than $month changed in $table"
      diff <(awk -F, -v m="$month" '$1 <= m' "$source/data/$table") \
        <(awk -F, -v m="$month" '$1 <= m' "$scratch/data/$table") >"$scratch/said" ||
        fail "a start of $table up to $month knows what came later"
    done
  done
}

# What is dated stands in a table, where the test above changes it.
FormulasOfTheStatesHaveNoFigureOfTheirOwn() {
  ! grep -nE '^[A-Z_]+( *, *[A-Z_]+)* = [-0-9.]+' "$source/tools/data/states.py" >"$scratch/said" ||
    fail "a constant belongs into by_hand/formula_constants.csv"
}

ATriangleAtTheEndOfItsRangeKeepsMeanAndDeviation() {
  PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$source/tools/data" /usr/bin/python3 -c '
import re, starts
def of(name, value, sd):
    a, m, b = map(float, re.findall(r"= (-?[0-9.]+)", starts.triangle(name, value, sd)))
    return a, b, (a + m + b) / 3, ((a*a + m*m + b*b - a*m - a*b - m*b) / 18) ** .5
near = lambda x, y: abs(x - y) < 1e-4
for name, value, sd in (("defender_weariness", .1, .05), ("defender_intensity", .8, .1), ("infrastructure", .5, .08)):
    a, b, mean, deviation = of(name, value, sd)
    assert a >= 0 and b <= 1 and near(mean, value) and near(deviation, sd), (name, a, b, mean, deviation)
a, b, mean, deviation = of("invader_intensity", .95, .08)  # No triangle below 1 has both.
assert b == 1 and near(mean, .95) and deviation < .08, (a, b, mean, deviation)
a, b, mean, deviation = of("invader_intensity", 1, .08)  # Nor has one at the end this mean: it is the mode.
assert b == 1 and near(deviation, .08), (a, b, mean, deviation)
' >"$scratch/said" 2>&1 || fail "status $?"
}

"$name"
