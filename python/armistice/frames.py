"""Tables of armistice as pandas data frames. There is one way from a table to a frame, whether the
table is a file of a result or is still in memory: so both have the same columns and numbers."""

from __future__ import annotations

import io
import os
from typing import Any, Iterable, Union

import numpy as np
import pandas as pd

from . import _core

# Before its version 3 pandas does not read back each number exactly unless told to.
_EXACTLY = {} if int(pd.__version__.split(".")[0]) >= 3 else {"float_precision": "round_trip"}

__all__ = ["describe_columns", "read_table"]


def read_table(source: Union[str, os.PathLike, io.TextIOBase], **options: Any) -> pd.DataFrame:
    """Reads a CSV file that armistice wrote: numbers to the last bit, and only empty cells as missing.

    ``options`` go to :func:`pandas.read_csv`. Files with other signs (``--delimiter``, ``--decimal``)
    need ``sep`` and ``decimal``.
    """
    return pd.read_csv(source, keep_default_na=False, na_values=[""], **_EXACTLY, **options)


def frame_of(csv: str) -> pd.DataFrame:
    """The data frame of a table in memory, with the columns of its file."""
    return read_table(io.StringIO(csv))


def frame_of_columns(columns: Iterable[tuple]) -> pd.DataFrame:
    """The data frame of single trials: numbers are views of the engine's memory, words categories."""
    data = {}
    for name, values, categories in columns:
        if categories is None:
            data[name] = values
        else:
            data[name] = pd.Categorical.from_codes(values, categories=pd.Index(categories, dtype=object))
    return pd.DataFrame(data, copy=False)


def describe_columns(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """What each column of a table means: the rows of ``columns.csv`` for it.

    Returns a data frame with a row for each column: ``column,kind,unit,meaning,codes,empty``.
    """
    file = f"{table}.csv"
    rows = [{"column": name, **_core.meaning(file, str(name))} for name in frame.columns]
    return pd.DataFrame(rows, columns=["column", "kind", "unit", "meaning", "codes", "empty"])


def plain(value: Any) -> Any:
    """A NumPy scalar as a number of Python."""
    return value.item() if isinstance(value, np.generic) else value
