#!/usr/bin/python3
"""Copies the tables of data/, each datum that was published after the start of a month another: later_data.py FROM TO MONTH

Whoever makes the state of that month from the copy must get the same. A datum has the date of the first
of these columns that its table has. Says which tables have something later."""
import csv
import pathlib
import re
import shutil
import sys

DATES = ["published", "date", "month", "first_month", "year"]
# The tables that are made here.
MADE = {"initial_states.csv", "initial_donors.csv"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def is_later(of, date, month):
    if of == "first_month":  # what holds from the beginning of a month on is known then
        return date > month
    if len(date) == 4:  # a year is known once it is over
        return date >= month[:4]
    return date > f"{month}-01" if len(date) == 10 else date >= month


def another(column, cell):
    if column == "kind":
        return "veto"
    if column == "actor":
        return "Germany"
    return re.sub("[0-8]", "9", cell) if NUMBER.fullmatch(cell) else cell


def change(path, month):
    """Changes a table; returns whether it has something later."""
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    dated = [column for column in DATES if column in header]
    if not dated:
        return False
    of = header.index(dated[0])
    later = [row for row in rows if is_later(dated[0], row[of], month)]
    events = path.name == "events.csv"
    numbers = any(NUMBER.fullmatch(cell) for row in rows for c, cell in zip(header, row) if c not in DATES)
    if not numbers and not events:
        rows = [row for row in rows if row not in later]
    for row in later:
        for i, column in enumerate(header):
            if column not in DATES and (events or column not in {"kind", "actor"}):
                row[i] = another(column, row[i])
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return bool(later)


def main():
    source, out, month = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(source, out)
    for path in sorted(out.rglob("*.csv")):
        name = str(path.relative_to(out))
        # The tables that states are made of; the others are about other wars, or about March 2025.
        if name not in MADE and not name.startswith(("base_rates/", "actors_")) and change(path, month):
            print(name)


if __name__ == "__main__":
    main()
