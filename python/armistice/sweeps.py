"""A finished sweep in its folder, as the tools for sensitivity and scenario discovery take it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, Optional, Sequence, Union

import numpy as np
import pandas as pd

from . import design
from .errors import InputError
from .results import Result, folder_makers, read_manifest

if TYPE_CHECKING:
    import pyarrow

__all__ = ["SalibSample", "Sweep"]


class SalibSample(NamedTuple):
    """Inputs, shape (rows, factors), and one outcome, shape (rows,), in SALib's order of rows."""

    X: np.ndarray
    Y: np.ndarray


class Sweep(Result):
    """``points``, ``results``, ``replicates``, ``failures`` and ``parameters``, read when asked for.

    A row of the first two is a point of the design. ``results`` has shares of the point's trials, or
    means over them; it is empty where a point could not be run.
    """

    def __init__(self, folder: "str | os.PathLike[str]", summary: str = "") -> None:
        #: The folder of the sweep.
        self.folder = Path(folder)
        manifest = read_manifest(self.folder)
        if manifest.get("command") != "sweep":
            raise InputError(f"armistice: {folder}: a result of {manifest.get('command')}; expected a sweep")
        super().__init__(summary, manifest, manifest, folder_makers(self.folder, manifest))

    @property
    def design(self) -> Dict[str, Any]:
        """The design of the manifest: kind, samples, factors, units."""
        return self.manifest["design"]

    @property
    def factor_names(self) -> List[str]:
        return [factor["name"] for factor in self.design["factors"]]

    @property
    def outcome_names(self) -> List[str]:
        return [outcome["name"] for outcome in self.design["outcomes"]]

    def inputs(self) -> pd.DataFrame:
        """The points as numbers, a column for each factor: a word is its place in the list of words."""
        points = self.points
        columns = {}
        for factor in self.design["factors"]:
            column = points[factor["name"]]
            if "words" in factor:
                places = {word: place for place, word in enumerate(factor["words"])}
                column = column.map(lambda cell: places[design.word(cell)])
            columns[factor["name"]] = column.astype(float)
        return pd.DataFrame(columns)

    # -- SALib ------------------------------------------------------------------------------------

    def problem(self) -> Dict[str, Any]:
        """The ``problem`` of SALib for :meth:`salib`: names, bounds, and the groups if there are any.

        Bounds are the least and the greatest value at the points. To draw points with SALib use
        :func:`armistice.design.problem`.
        """
        inputs = self.inputs()
        bounds = [[float(inputs[name].min()), float(inputs[name].max())] for name in self.factor_names]
        problem: Dict[str, Any] = {"num_vars": len(bounds), "names": self.factor_names, "bounds": bounds}
        return design.with_groups(problem, self.design)

    def salib(self, outcome: str) -> SalibSample:
        """The sample in SALib's order of rows: ``X, Y = sweep.salib("negotiated_peace")``.

        Pick-freeze designs (``saltelli``) come as A, AB of each unit, BA of each unit (with
        ``second_order``), B, which is the order of ``SALib.analyze.sobol``; ours is A, B, AB, BA. A
        base sample or a trajectory with a point that could not be run is left out as a whole. Other
        designs keep their order. Raises InputError if there is no such outcome, or no row is whole.

        What finitely many replicates add to the variance is in the outcome: SALib's first-order
        indices come out too small and its totals too large by it. ``analyse`` removes it where it
        can, and its ``indices`` say so.
        """
        if outcome not in self.results.columns or outcome in ("point", "trials"):
            raise InputError(f"armistice: the sweep has no outcome {outcome}; it has {', '.join(self.outcome_names)}")
        order = design.salib_rows(self.design, len(self.results))
        X = self.inputs().to_numpy()[order]
        Y = self.results[outcome].to_numpy(dtype=float)[order]
        rows = order.shape[1]
        whole = ~np.isnan(Y).any(axis=1)
        if not whole.any():
            raise InputError(f"armistice: {self.folder}: no base sample of {outcome} is whole: points failed in each")
        return SalibSample(X[whole].reshape(-1, X.shape[2]), Y[whole].reshape(whole.sum() * rows))

    # -- EMA Workbench ----------------------------------------------------------------------------

    def experiments(self) -> pd.DataFrame:
        """The points as EMA Workbench has them: a column for each factor (words as categories), then
        ``scenario``, ``policy`` and ``model``. Points that could not be run are left out."""
        good = self._ran()
        frame = pd.DataFrame({name: self.points[name] for name in self.factor_names})[good]
        for factor in self.design["factors"]:
            if "words" in factor:
                words = frame[factor["name"]].map(design.word)
                frame[factor["name"]] = pd.Categorical(words, categories=factor["words"])
            else:  # EMA halves the distance between two values, whole numbers too
                frame[factor["name"]] = frame[factor["name"]].astype(float)
        frame["scenario"] = self.points["point"][good]
        frame["policy"] = "None"
        frame["model"] = self.manifest["scenario"]["name"]
        return frame.reset_index(drop=True)

    def outcomes(self) -> Dict[str, np.ndarray]:
        """The outcomes as EMA Workbench has them: an array of shape (points,) for each name."""
        good = self._ran()
        return {name: self.results[name].to_numpy(dtype=float)[good] for name in self.outcome_names}

    def _ran(self) -> np.ndarray:
        return (self.results["trials"] > 0).to_numpy()

    # -- other tools ------------------------------------------------------------------------------

    def frame(self) -> pd.DataFrame:
        """Factors and outcomes beside each other, a row for each point: the form of scikit-learn's
        ``X = frame[sweep.factor_names]``, ``y = frame["negotiated_peace"]``."""
        return self.points.merge(self.results, on="point")

    def to_arrow(self) -> "pyarrow.Table":
        """The table of :meth:`frame` as Arrow, with units and meanings in the fields' metadata. It is
        read from the files by Arrow itself, so big sweeps pass through no data frame."""
        from . import tables

        return tables.arrow_of(self)

    def to_parquet(self, file: "str | os.PathLike[str]", **options: Any) -> None:
        """Writes :meth:`to_arrow` as Parquet; ``options`` go to ``pyarrow.parquet.write_table``."""
        from . import tables

        tables.write_parquet(self, file, **options)

    def to_netcdf(self, file: "str | os.PathLike[str]", **options: Any) -> None:
        """Writes points and results as netCDF, with the dimension ``point``, units and meanings."""
        from . import arrays

        dataset = arrays.dataset_of("points", self.points).merge(arrays.dataset_of("results", self.results))
        dataset.attrs.update(table="points and results", scenario=self.manifest["scenario"]["name"])
        dataset.to_netcdf(file, **options)

    def analyse(self, **options: Any) -> Result:
        """:func:`armistice.analyse` of this sweep."""
        from .commands import analyse

        return analyse(self, **options)
