"""Tables as xarray datasets, with the units and the meanings of the declarations."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Tuple

import numpy as np
import pandas as pd

from . import _core
from .frames import describe_columns

#: Kinds of columns that say what a row is of; numbers begin where another kind does.
_KEYS = frozenset({"name", "month", "date", "actor", "code", "word", "text"})
#: The words of columns.csv for a unit that another column decides.
_OF_THE_QUANTITY = "of the quantity"


def _keys_of(frame: pd.DataFrame, kinds: Mapping[str, str]) -> Tuple[List[str], Dict[str, str]]:
    """The columns that tell rows apart, and columns that say the same as one of them."""
    keys: List[str] = []
    same: Dict[str, str] = {}
    for name in frame.columns:
        if kinds[name] not in _KEYS or frame[name].isna().any():
            break
        of = next((k for k in keys if not frame[[k, name]].drop_duplicates()[k].duplicated().any()), None)
        if of is None:
            keys.append(name)
        else:
            same[name] = of
    return keys, same


def _array(values: pd.Series) -> np.ndarray:
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.astype(object).where(values.notna(), "").to_numpy(dtype=str)
    if values.dtype == object or pd.api.types.is_string_dtype(values.dtype):
        return values.where(values.notna(), "").astype(str).to_numpy(dtype=str)
    return values.to_numpy()


def dataset_of(table: str, frame: pd.DataFrame) -> Any:
    """A Dataset whose dimensions are the columns that say what a row is of, if the rows fill their
    grid; else the rows are its one dimension, ``trial`` or ``point`` if they are numbered by it."""
    import xarray

    declared = describe_columns(table, frame).set_index("column")
    keys, same = _keys_of(frame, declared["kind"])
    full = int(np.prod([frame[k].nunique() for k in keys])) if keys else 0
    gridded = full == len(frame) > 0 and not frame.duplicated(keys).any()
    first = frame.columns[0]
    if gridded:
        levels = {k: pd.unique(frame[k]) for k in keys}
        order = pd.MultiIndex.from_product(levels.values(), names=keys)
        sorted_frame = frame.set_index(keys).reindex(order if len(keys) > 1 else pd.Index(levels[keys[0]], name=keys[0]))
        shape = tuple(len(level) for level in levels.values())
        coordinates: Dict[str, Any] = {k: (k, _array(pd.Series(level))) for k, level in levels.items()}
        for name, of in same.items():
            by_key = frame.drop_duplicates(of).set_index(of)[name].reindex(levels[of])
            coordinates[name] = (of, _array(by_key))
        data = {
            name: (keys, _array(sorted_frame[name]).reshape(shape))
            for name in frame.columns
            if name not in coordinates
        }
    else:
        numbered = declared.loc[first, "kind"] == "count" and not frame[first].duplicated().any()
        dim = first if numbered else "row"
        coordinates = {dim: (dim, _array(frame[first]) if numbered else np.arange(len(frame)))}
        data = {name: (dim, _array(frame[name])) for name in frame.columns if name not in coordinates}
    if any(declared["unit"] == _OF_THE_QUANTITY) and "quantity" in coordinates:
        known = _core.quantities()
        names = coordinates["quantity"][1]
        coordinates["unit"] = ("quantity", np.array([known.get(str(n), ("", ""))[0] for n in names], dtype=str))
    dataset = xarray.Dataset(data, coordinates)
    for name in frame.columns:
        said = declared.loc[name]
        attributes = {"units": said["unit"], "long_name": said["meaning"], "codes": said["codes"], "kind": said["kind"]}
        dataset[name].attrs.update({k: v for k, v in attributes.items() if v})
    dataset.attrs["table"] = table
    return dataset


def tree_of(frames: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any]) -> Any:
    """All tables as the groups of a DataTree."""
    import json

    import xarray

    tree = xarray.DataTree.from_dict({name: dataset_of(name, frame) for name, frame in frames.items()})
    tree.attrs["manifest"] = json.dumps(manifest)
    return tree
