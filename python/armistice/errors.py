"""What goes wrong, as exceptions. The message is the one of the command line: the place, what was
wrong, what was expected, and the nearest valid choice."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

__all__ = ["Error", "FaultOfOurs", "InputError", "OutputError", "Place"]

_PLACE = re.compile(r"^(?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+): ")


class Place(NamedTuple):
    """Where an input is wrong: a file, and the line and the column in it, from 1."""

    file: str
    line: int
    column: int


class Error(Exception):
    """Any error of armistice."""

    @property
    def place(self) -> Optional[Place]:
        """The place that the message begins with, or None if it names none."""
        found = _PLACE.match(str(self))
        return found and Place(found["file"], int(found["line"]), int(found["column"]))


class InputError(Error, ValueError):
    """A scenario, a table or an argument is wrong. Nothing was run."""


class OutputError(Error, OSError):
    """A result can't be written."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class FaultOfOurs(Error, RuntimeError):
    """armistice broke a promise of its own. The message says how to see it again."""
