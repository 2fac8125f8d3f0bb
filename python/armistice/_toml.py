"""Values and dictionaries of Python as the TOML of a scenario."""

from __future__ import annotations

import json
import math
from typing import Any, Mapping

from .errors import InputError
from .frames import plain

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def _key(key: Any) -> str:
    text = str(key)
    return text if text and set(text) <= _BARE else json.dumps(text)


def value(x: Any, where: str) -> str:
    """One value: a number, a text, a list, or a table within a line. Raises InputError."""
    x = plain(x)
    if isinstance(x, bool):
        return "true" if x else "false"
    if isinstance(x, int):
        return str(x)
    if isinstance(x, float):
        if not math.isfinite(x):
            raise InputError(f"armistice: {where}: {x} is no number of a scenario; expected a finite number")
        return repr(x)
    if isinstance(x, str):
        return json.dumps(x)
    if isinstance(x, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {value(v, f'{where}.{k}')}" for k, v in x.items()) + " }"
    if isinstance(x, (list, tuple)):
        return "[" + ", ".join(value(v, where) for v in x) + "]"
    raise InputError(
        f"armistice: {where}: a {type(x).__name__}; expected a number, a text, True, False, a list or a dictionary"
    )


def document(scenario: Mapping[str, Any]) -> str:
    """A whole scenario. Tables below the first two levels are written within a line."""
    lines, tables = [], []
    for key, x in scenario.items():
        if not isinstance(x, Mapping):
            lines.append(f"{_key(key)} = {value(x, str(key))}")
            continue
        nested = key in ("parameters", "actors")  # tables of tables in a scenario file
        groups = x.items() if nested else [(None, x)]
        for group, entries in groups:
            if group is not None and not isinstance(entries, Mapping):
                raise InputError(f"armistice: {key}.{group}: expected a dictionary")
            name = _key(key) if group is None else f"{_key(key)}.{_key(group)}"
            tables.append(f"\n[{name}]")
            where = name
            tables += [f"{_key(k)} = {value(v, f'{where}.{k}')}" for k, v in entries.items()]
    return "\n".join(lines + tables) + "\n"


def setting(x: Any, where: str) -> str:
    """The value of a setting, as ``--set`` takes it: words without quotation marks."""
    return x if isinstance(x, str) else value(x, where)
