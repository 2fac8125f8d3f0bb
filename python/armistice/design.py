"""Designs for other tools, and designs from other tools."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

import numpy as np
import pandas as pd

from . import _core
from ._words import Scenario, factor_words, option, scenario_words, setting_words, settings_of
from .errors import InputError

__all__ = ["factors", "from_salib", "problem"]

#: The key of a problem that says what each column of a sample stands for. SALib does not read it.
FACTORS = "armistice"


def word(cell: Any) -> str:
    """A cell of points.csv as the word of its factor: pandas reads ``true`` as True."""
    return str(cell).lower() if isinstance(cell, (bool, np.bool_)) else str(cell)


def factors(
    scenario: Scenario,
    factors: Union[None, str, Sequence[str], Mapping[str, Any]] = None,
    *,
    groups: Optional[Mapping[str, str]] = None,
    set: Optional[Mapping[str, Any]] = None,  # noqa: A002
    with_: Sequence[Scenario] = (),
) -> Dict[str, Any]:
    """What a sweep with these factors would vary; nothing is run. The arguments are those of
    :func:`armistice.sweep`.

    Returns the ``design`` of a manifest: ``factors`` is a list with the ``name`` of each and its
    ``distribution`` or ``words``. Raises InputError with the nearest name.
    """
    with scenario_words() as words:
        line = [words.word(scenario), "--out=unused", "--design=sobol", *factor_words(factors),
                *setting_words(settings_of(set, with_, words))]
        if groups:
            line[2:3] = ["--design=saltelli", *option("group", groups)]
        return json.loads(_core.design_of(line))


def _distribution(factor: Mapping[str, Any]) -> Optional[tuple]:
    """Bounds and name of SALib for a factor; None where SALib has no such distribution."""
    kind = factor.get("distribution")
    if kind == "uniform":
        low, high, _ = factor["numbers"]
        return [low, high], "unif"
    if kind == "triangular":
        low, mode, high = factor["numbers"]
        peak = (mode - low) / (high - low)
        # SALib takes no peak at the upper end, and no upper end below 0.
        return ([low, high, peak], "triang") if peak < 1 and high >= 0 else None
    if kind == "normal":
        mean, sd, _ = factor["numbers"]
        return [mean, sd], "norm"
    return None


def with_groups(problem: Dict[str, Any], design: Mapping[str, Any]) -> Dict[str, Any]:
    """Adds SALib's ``groups``: the unit of each factor."""
    units = {name: unit["name"] for unit in design.get("units", []) for name in unit["factors"]}
    if units:
        problem["groups"] = [units.get(name, name) for name in problem["names"]]
    return problem


def problem(scenario: Scenario, factors_: Union[None, str, Sequence[str], Mapping[str, Any]] = None,
            **options: Any) -> Dict[str, Any]:
    """A ``problem`` to draw points with SALib: ``X = sobol.sample(problem(...), 64)``.

    The arguments are those of :func:`factors`. A factor that SALib has no distribution for (a switch, a
    rule, an event, a list of values) is drawn as a probability from 0 to 1, and :func:`from_salib`
    turns it into a value. Groups with a correlation lose it: SALib has none.
    """
    design = factors(scenario, factors_, **options)
    names: List[str] = []
    bounds: List[List[float]] = []
    dists: List[str] = []
    notes: List[Dict[str, Any]] = []
    for factor in design["factors"]:
        known = _distribution(factor)
        names.append(factor["name"])
        bounds.append(known[0] if known else [0.0, 1.0])
        dists.append(known[1] if known else "unif")
        notes.append({**factor, "drawn_as": "value" if known else "probability"})
    made = {"num_vars": len(names), "names": names, "bounds": bounds, "dists": dists, FACTORS: notes}
    return with_groups(made, design)


def _quantile(factor: Mapping[str, Any], u: np.ndarray) -> np.ndarray:
    """Values at probabilities: of discrete factors the least value whose cumulative probability
    exceeds u, as in docs/designs.md."""
    if "words" in factor:
        words = np.asarray(factor["words"], dtype=object)
        return words[np.minimum((u * len(words)).astype(int), len(words) - 1)]
    kind = factor["distribution"]
    if kind == "bernoulli":
        return (u >= 1 - factor["numbers"][0]).astype(float)
    if kind == "discrete":
        order = np.argsort(factor["values"])
        values = np.asarray(factor["values"], dtype=float)[order]
        up_to = np.cumsum(np.asarray(factor["weights"], dtype=float)[order])
        return values[np.minimum(np.searchsorted(up_to / up_to[-1], u, side="right"), len(values) - 1)]
    if kind == "triangular":
        low, mode, high = factor["numbers"]
        at_mode = (mode - low) / (high - low)
        with np.errstate(invalid="ignore"):
            rising = low + np.sqrt(u * (high - low) * (mode - low))
            falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
        return np.where(u < at_mode, rising, falling)
    raise InputError(f"armistice: {factor['name']}: no values for a {kind} distribution")


def from_salib(problem: Mapping[str, Any], X: Any) -> pd.DataFrame:
    """The points of a sample of SALib as a design: ``sweep(scenario, out, design=from_salib(p, X))``.

    ``X`` has shape (rows, factors), in SALib's order of rows, which the sweep recognises
    (``layout="salib"`` names it). ``problem`` is one of :func:`problem`, or one of your own whose
    ``names`` are those of ``--set``; then ``X`` has values. Raises InputError if the shapes differ.
    """
    sample = np.asarray(X, dtype=float)
    names = list(problem["names"])
    if sample.ndim != 2 or sample.shape[1] != len(names):
        raise InputError(f"armistice: a sample of shape {sample.shape}; expected (rows, {len(names)}), as the problem has it")
    notes = problem.get(FACTORS) or [{"drawn_as": "value"}] * len(names)
    columns = {}
    for place, (name, note) in enumerate(zip(names, notes)):
        column = sample[:, place]
        columns[name] = column if note["drawn_as"] == "value" else _quantile(note, column)
    return pd.DataFrame(columns)


def units_in_salib_order(design: Mapping[str, Any]) -> List[int]:
    """Places of our units in the order in which SALib has them: that of its factors."""
    names = [factor["name"] for factor in design["factors"]]
    unit_of = {name: unit["name"] for unit in design.get("units", []) for name in unit["factors"]}
    ours = design.get("unit_order") or names
    theirs = list(dict.fromkeys(unit_of.get(name, name) for name in names))
    return [ours.index(unit) for unit in theirs]


def salib_rows(design: Mapping[str, Any], points: int) -> np.ndarray:
    """Numbers of points in SALib's order, shape (base samples or trajectories, rows of each)."""
    kind = design.get("layout") if design["kind"] == "table" else design["kind"]
    units = units_in_salib_order(design)
    count = len(units)
    if kind == "saltelli":
        order = [0, *(2 + u for u in units)]
        if design.get("second_order"):
            order += [2 + count + u for u in units]
        order.append(1)
    elif kind == "salib":
        order = list(range((2 * count if design.get("second_order") else count) + 2))
    elif kind == "morris":
        order = list(range(count + 1))
    else:
        order = [0]
    return np.arange(points).reshape(-1, len(order))[:, order]
