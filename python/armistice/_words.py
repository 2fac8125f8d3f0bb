"""Arguments of Python as the words of a command line, so that one place checks both."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from . import _toml
from .errors import Error, InputError
from .frames import plain

#: A file, the name of a scenario that comes with the package, or the TOML of one as a dictionary.
Scenario = Union[str, "os.PathLike[str]", Mapping[str, Any]]


class Scenarios:
    """Names of scenarios as the engine takes them. Dictionaries become files that are gone at the end."""

    def __init__(self) -> None:
        self._folder: Optional[tempfile.TemporaryDirectory] = None
        self._written = 0

    def word(self, scenario: Scenario, role: str = "scenario") -> str:
        if isinstance(scenario, Mapping):
            return str(self._file_of(scenario, role))
        if isinstance(scenario, (str, os.PathLike)):
            return os.fspath(scenario)
        raise InputError(
            f"armistice: {role}: a {type(scenario).__name__}; expected the name of a scenario, a file or a dictionary"
        )

    def _file_of(self, scenario: Mapping[str, Any], role: str) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="armistice-")
        self._written += 1
        # The stem is the scenario's name in a result.
        stem = role if self._written == 1 else f"{role}_{self._written}"
        file = Path(self._folder.name) / f"{stem}.toml"
        file.write_text(_toml.document(scenario), encoding="utf-8")
        return file

    def without_folder(self, message: str) -> str:
        """A place in a dictionary is a line of the TOML that it makes; where that lay is nobody's."""
        return message if self._folder is None else message.replace(f"{self._folder.name}{os.sep}", "")

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()


@contextlib.contextmanager
def scenario_words() -> Iterator[Scenarios]:
    scenarios = Scenarios()
    try:
        yield scenarios
    except Error as error:
        raise type(error)(scenarios.without_folder(str(error))) from None
    finally:
        scenarios.close()


def settings_of(
    changes: Optional[Mapping[str, Any]], with_: Sequence[Scenario], scenarios: Scenarios
) -> List[Tuple[str, str]]:
    """``with_`` and ``set`` as the engine takes them, in the order of the command line."""
    if isinstance(with_, (str, os.PathLike, Mapping)):
        with_ = [with_]
    settings = [("with", _toml.value(scenarios.word(s, "with"), "with_")) for s in with_]
    for name, x in (changes or {}).items():
        settings.append((str(name), _toml.setting(x, f"set {name}")))
    return settings


def setting_words(settings: Iterable[Tuple[str, str]]) -> List[str]:
    return [f"--set={name}={text}" for name, text in settings]


def option(name: str, x: Any) -> List[str]:
    """An option by its name in Python: ``second_order=True`` is ``--second-order``."""
    flag = "--" + name.strip("_").replace("_", "-")
    x = plain(x)
    if x is None or x is False:
        return []
    if x is True:
        return [flag]
    if isinstance(x, Mapping):
        return [f"{flag}={k}={_ends(v)}" for k, v in x.items()]
    if isinstance(x, (list, tuple)):
        return [word for each in x for word in option(name, each)]
    if isinstance(x, float):
        return [f"{flag}={x!r}"]
    return [f"{flag}={os.fspath(x) if isinstance(x, os.PathLike) else x}"]


def _ends(x: Any) -> str:
    """The values of a factor: a pair is a range, a list is values, a dictionary a distribution."""
    if isinstance(x, str):
        return x
    if isinstance(x, tuple) and len(x) == 2:
        return ":".join(_toml.setting(end, "factor") for end in x)
    if isinstance(x, (list, tuple)):
        return ",".join(_toml.setting(each, "factor") for each in x)
    return _toml.setting(x, "factor")


def factor_words(factors: Union[None, str, Sequence[str], Mapping[str, Any]]) -> List[str]:
    """``{"levers.us_backup": (0, 1), "switches.talks": None}``, or the texts of ``--factor``."""
    if factors is None:
        return []
    if isinstance(factors, str):
        factors = [factors]
    if not isinstance(factors, Mapping):
        return option("factor", list(factors))
    words = []
    for name, x in factors.items():
        words.append(f"--factor={name}" if x is None else f"--factor={name}={_ends(x)}")
    return words
