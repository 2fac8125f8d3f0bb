"""Results: tables as data frames, the printed text, the manifest."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional

import numpy as np
import pandas as pd

from . import arrays
from .errors import InputError
from .frames import describe_columns, frame_of, frame_of_columns, read_table

if TYPE_CHECKING:
    import os

    import xarray

__all__ = ["Result", "Run", "read"]


class Result:
    """What a command of armistice says. Its tables are attributes: ``result.outcomes``.

    ``result.tables`` lists them, ``result.columns("outcomes")`` says what their columns mean, with
    units. A table is the file of that name in docs/files.md, with the same columns and numbers.
    """

    #: What the program prints.
    summary: str
    #: How the result came about: the content of ``manifest.json``.
    manifest: Dict[str, Any]
    #: The result as data: what ``--json`` prints.
    data: Dict[str, Any]

    def __init__(self, summary: str, data: Dict[str, Any], manifest: Dict[str, Any],
                 tables: Dict[str, Callable[[], pd.DataFrame]]) -> None:
        self.summary, self.data, self.manifest = summary, data, manifest
        self._makers = tables
        self._frames: Dict[str, pd.DataFrame] = {}

    @property
    def tables(self) -> List[str]:
        """The names of the tables."""
        return list(self._makers)

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name. Raises InputError if there is none of that name."""
        if name not in self._frames:
            if name not in self._makers:
                raise InputError(f"armistice: there is no table {name}; expected one of {', '.join(self._makers)}")
            frame = self._makers[name]()
            units = {c: u for c, u in describe_columns(name, frame).set_index("column")["unit"].items() if u}
            frame.attrs.update(table=name, units=units)
            self._frames[name] = frame
        return self._frames[name]

    def columns(self, name: str) -> pd.DataFrame:
        """What the columns of a table mean: kind, unit, meaning, codes, and when a cell is empty."""
        return describe_columns(name, self.table(name))

    def to_xarray(self, table: Optional[str] = None) -> "xarray.Dataset | xarray.DataTree":
        """A table as a Dataset; without a name all of them, as the groups of a DataTree.

        Units and meanings are attributes of the variables. Needs xarray (``armistice[arrays]``).
        """
        if table is not None:
            return arrays.dataset_of(table, self.table(table))
        return arrays.tree_of({name: self.table(name) for name in self.tables}, self.manifest)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self._makers:
            raise AttributeError(f"{type(self).__name__} has no {name}; its tables are {', '.join(self.__dict__.get('_makers', {}))}")
        return self.table(name)

    def __dir__(self) -> Iterator[str]:
        return iter([*super().__dir__(), *self._makers])

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        return f"<armistice.{type(self).__name__} {self.manifest.get('command', '')}: {', '.join(self._makers)}>"


class Run(Result):
    """An ensemble: ``outcomes``, ``timeline``, ``actors``, ``costs``, ``incidence``, ``relapse``,
    ``leaders``, ``parameters``, ``vetoes``, and ``trials`` with a row for each trial.

    Numbers of ``trials`` are float32 views of the engine's memory, without a copy, and read-only;
    NaN where the file has an empty cell. Words, states and dates are categories.
    """

    def array(self, column: str, table: str = "trials") -> np.ndarray:
        """A numeric column of single trials as a NumPy array of shape (rows,): the same memory."""
        return self.table(table)[column].to_numpy()


def run_of(told: Dict[str, Any]) -> Run:
    """The object of what the engine returns."""
    for note in told["notes"]:
        warnings.warn(f"armistice: {note}", stacklevel=3)
    makers = table_makers(told)
    for name in ("trials", "trial_donors"):
        if told[name] is not None:
            makers[name] = lambda columns=told[name]: frame_of_columns(columns)
    return Run(told["summary"], json.loads(told["data"]), json.loads(told["manifest"]), makers)


def table_makers(told: Dict[str, Any]) -> Dict[str, Callable[[], pd.DataFrame]]:
    return {name: (lambda name=name, csv=csv: frame_of(csv)) for name, csv in told["tables"].items()}


def read_manifest(folder: Path) -> Dict[str, Any]:
    try:
        return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"armistice: {folder}: no finished result of armistice: {error}") from error


def folder_makers(folder: Path, manifest: Dict[str, Any]) -> Dict[str, Callable[[], pd.DataFrame]]:
    signs = manifest.get("csv") or manifest.get("environment", {}).get("csv") or {}
    options = {"sep": signs.get("delimiter", ","), "decimal": signs.get("decimal", ".")}
    return {
        Path(name).stem: (lambda file=folder / name: read_table(file, **options))
        for name in manifest.get("files", {})
        if name.endswith(".csv") and name != "columns.csv"
    }


def read(folder: "str | os.PathLike[str]") -> Result:
    """Opens a folder that armistice wrote with ``--out``. Tables are read when they are asked for.

    Returns a :class:`Sweep` for a sweep, else a :class:`Result`, whose ``summary`` is empty. Raises
    InputError if the folder has no manifest.
    """
    path = Path(folder)
    manifest = read_manifest(path)
    if manifest.get("command") == "sweep":
        from .sweeps import Sweep

        return Sweep(path)
    return Result("", {}, manifest, folder_makers(path, manifest))
