"""Tables of a sweep as Arrow and Parquet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from . import _core

if TYPE_CHECKING:
    import pyarrow

    from .sweeps import Sweep


def _table(sweep: "Sweep", name: str) -> "pyarrow.Table":
    from pyarrow import csv

    options = csv.ConvertOptions(null_values=[""], strings_can_be_null=True)
    table = csv.read_csv(sweep.folder / f"{name}.csv", convert_options=options)
    for place, field in enumerate(table.schema):
        said = {k: v for k, v in _core.meaning(f"{name}.csv", field.name).items() if v}
        table = table.set_column(place, field.with_metadata(said), table.column(place))
    return table


def arrow_of(sweep: "Sweep") -> "pyarrow.Table":
    points, results = _table(sweep, "points"), _table(sweep, "results")
    for place, field in enumerate(results.schema):
        if field.name != "point":  # both have a row for each point, in one order
            points = points.append_column(field, results.column(place))
    return points


def write_parquet(sweep: "Sweep", file: "str | os.PathLike[str]", **options: Any) -> None:
    from pyarrow import parquet

    parquet.write_table(arrow_of(sweep), file, **{"compression": "zstd", **options})
