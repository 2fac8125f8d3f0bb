"""What there is: parameters, levers, actors, scenarios, as data frames."""

from __future__ import annotations

import json
from typing import Optional

import pandas as pd

from . import _core

__all__ = ["actors", "levers", "parameters", "scenarios"]


def _listing(command: str, which: Optional[str], *more: str) -> pd.DataFrame:
    words = [command, *([which] if which else []), *more, "--json"]
    return pd.DataFrame(json.loads(_core.command(words, None)["printed"]))


def parameters(which: Optional[str] = None, by_influence: bool = False) -> pd.DataFrame:
    """The parameters: name, group, kind, default, distribution, bounds, unit, class, source.

    ``which`` is a name, a group, a class such as ``judgement``, or a part of either. With
    ``by_influence`` those first that move the headline shares most, by their mean absolute
    elementary effects (``SCENARIO_mu_star``, a share), as docs/influence.md has them. Raises
    InputError with the nearest name.
    """
    return _listing("parameters", which, *(["--by-influence"] if by_influence else []))


def levers(which: Optional[str] = None) -> pd.DataFrame:
    """What somebody can decide: name, value in the status quo, group, who must consent, what it moves."""
    return _listing("levers", which)


def actors(which: Optional[str] = None) -> pd.DataFrame:
    """The actors: code, name, kind, and the columns of the table of actors."""
    return _listing("actors", which)


def scenarios(which: Optional[str] = None) -> pd.DataFrame:
    """The scenarios that come with the package: name, kind, title, file."""
    return _listing("scenarios", which)
