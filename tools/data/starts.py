"""The states of states.py as a table that the program reads: scenarios/starts.toml.

An initial value is a triangle of the table's mean and standard deviation within the number's range.
Policies and the calendar are fixed: what was decided is known."""
import pandas as pd

from tables import START_MONTHS

FILE = "../scenarios/starts.toml"
HEADER = """\
# The state at the start of each month from {first} to {last}. A scenario with one of these months as
# its start begins in this state; what it says itself has priority. Values are those of
# data/initial_states.csv and data/initial_donors.csv, where each has its source.
# Made by tools/data/derive: change the tables, not this file.
"""
# Half of the width of a triangle of this standard deviation.
HALF_WIDTH = 6 ** 0.5
# Ends of a number's range that a triangle could cross; the others are far away.
NOT_NEGATIVE = ["invader_intensity", "defender_intensity", "infrastructure", "invader_fiscal_stress",
                "defender_fiscal_stress", "invader_weariness", "defender_weariness", "reserve_usd_bn"]
AT_MOST_1 = NOT_NEGATIVE[:-1]
# By definition no way has been gone before the start that a trial knows.
BY_DEFINITION = {"initial.eu_progress": 0, "initial.nato_progress": 0}
# The term that ran in all of these months ended on 20 January 2025, by the constitution.
CHANGE_IN_WASHINGTON = "2025-01"


def above(end, value, sd):
    """Ends and mode of a triangle that begins at `end`, with this mean and, as far as there is one, this deviation."""
    mean = value - end
    if mean <= 0:  # The value is the end of the range: the mode, since no mean can be there.
        return end, end, end + 18 ** 0.5 * sd
    # With one end at 0, mode + other end = 3 mean and mode * other end = product; 18 variances are
    # (mode + other end)^2 - 3 product. A triangle that falls all the way has product 0.
    product = max(((3 * mean) ** 2 - 18 * sd**2) / 3, 0)
    root = max((3 * mean) ** 2 - 4 * product, 0) ** 0.5
    return end, end + (3 * mean - root) / 2, end + (3 * mean + root) / 2


def triangle(name, value, sd):
    least, mode, largest = value - HALF_WIDTH * sd, value, value + HALF_WIDTH * sd
    if name in NOT_NEGATIVE and least < 0:
        least, mode, largest = above(0, value, sd)
    if name in AT_MOST_1 and largest > 1:
        largest, mode, least = (1 - x for x in above(0, 1 - value, sd))
    assert (least >= 0 or name not in NOT_NEGATIVE) and (largest <= 1 or name not in AT_MOST_1), (name, value, sd)
    return f'{{ distribution = "triangular", min = {least:.6g}, mode = {mode:.6g}, max = {largest:.6g} }}'


def lines_of(month, states, donors):
    groups = {}
    for name, value in BY_DEFINITION.items():
        groups.setdefault("initial", {})[name.split(".")[-1]] = f"{value}"
    for row in states.itertuples():
        group, key = row.parameter.rsplit(".", 1)
        if group in {"observed", "proposed"}:
            continue
        said = f"{row.value:.6g}" if group == "levers" or row.sd == 0 else triangle(key, row.value, row.sd)
        groups.setdefault(group, {})[key] = said
    groups["events"] = {"us_administration_change": f'"{CHANGE_IN_WASHINGTON}"'}
    for group, entries in groups.items():
        yield f'["{month}".{group}]'
        yield from (f"{key} = {said}" for key, said in entries.items())
    yield f'["{month}".actors]'
    for actor, cells in donors.groupby("actor", sort=False):
        yield f"{actor} = {{ " + ", ".join(f"{c.column} = {c.value:.6g}" for c in cells.itertuples()) + " }"


def from_tables(tables):
    # Values have codes such as "NO", which are no missing numbers.
    states = pd.read_csv(tables.folder / "initial_states.csv", keep_default_na=False)
    donors = pd.read_csv(tables.folder / "initial_donors.csv", keep_default_na=False)
    text = HEADER.format(first=START_MONTHS[0], last=START_MONTHS[-1])
    for month in START_MONTHS:
        text += "\n" + "\n".join(lines_of(month, states[states.month == month], donors[donors.month == month])) + "\n"
    path = tables.folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(START_MONTHS)} months")
