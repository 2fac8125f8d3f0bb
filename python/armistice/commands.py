"""What can be run. Arguments are those of the command line under the same names, and are checked by
the same code: ``second_order=True`` is ``--second-order``."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Sequence, Union

import pandas as pd

from . import _core
from ._progress import Progress, Watch
from ._words import Scenario, Scenarios, factor_words, option, scenario_words, setting_words, settings_of
from .errors import InputError
from .frames import frame_of
from .results import Result, Run, run_of, table_makers

if TYPE_CHECKING:
    import os

    from .sweeps import Sweep

__all__ = ["call", "analyse", "check", "compare", "run", "sweep", "trace"]

_STOPPED = (75, 130)


def run(
    scenario: Scenario,
    *,
    trials: int = 10_000,
    seed: int = 1,
    set: Optional[Mapping[str, Any]] = None,  # noqa: A002: the name on the command line
    with_: Sequence[Scenario] = (),
    threads: int = 0,
    horizon: int = 120,
    precision: float = 0.0,
    by: Union[str, Sequence[str]] = (),
    record: str = "trials",
    structures: bool = False,
    progress: Progress = None,
) -> Run:
    """Runs an ensemble of a scenario: its trials, each with parameters and luck of its own.

    Parameters
    ----------
    scenario
        The name of a scenario that comes with the package (:func:`scenarios`), a file, or the TOML
        of a scenario as a dictionary: ``{"extends": "status_quo", "levers": {"us_backup": 1}}``.
    trials
        How many trials; at most so many if ``precision`` is given.
    seed
        Seed of the random numbers. The same seed gives the numbers of the command line, to the last
        bit, whatever the threads.
    set
        Settings on top, by the names of ``--set``: ``{"levers.us_backup": 1, "rule": "rational"}``.
    with_
        Scenarios whose differences are laid over it, before ``set``.
    threads
        How many threads; 0: all that this process may use.
    horizon
        Months to simulate, 12 to 240.
    precision
        Half-width at which to stop: the widest 95 % interval of a headline share; 0: run all trials.
    by
        Months that are asked about, such as ``"2026-12"``: table ``by_date``.
    record
        ``"trials"``: a row for each trial. ``"all"``: also one for each trial and donor,
        ``trial_donors``. ``"summary"``: neither, and memory does not grow with the trials.
    structures
        A second sample of parameter sets that draw the forms of the model too: table ``structures``.
    progress
        True: a bar. A function: called as ``progress(share, line)`` on this thread. False: nothing.
        None: a bar where somebody is looking, in a notebook or a terminal.

    Returns
    -------
    Run
        Tables as data frames with the columns of the files: ``outcomes`` (a row for each kind of ending, shares of
        trials with both uncertainties), ``timeline`` (a row for each month and quantity), ``trials``
        (a row for each trial), ... :meth:`Result.columns` has units and meanings.

    Raises
    ------
    InputError
        The scenario or an argument is wrong; the message and ``.place`` say where.
    KeyboardInterrupt
        Ctrl-C stopped it. Nothing is kept.

    Sources of all numbers: ``result.parameters`` has a source for each.
    """
    _whole("trials", trials, 1, 2**32 - 1)
    _whole("seed", seed, 0, 2**64 - 1)
    _whole("threads", threads, 0, 4096)
    with scenario_words() as words, Watch(progress) as listener:
        told = _core.run(
            scenario=words.word(scenario),
            settings=settings_of(set, with_, words),
            trials=int(trials),
            seed=int(seed),
            threads=int(threads),
            horizon=int(horizon),
            precision=float(precision),
            by=[by] if isinstance(by, str) else list(by),
            record=record,
            structures=bool(structures),
            listener=listener,
        )
    return run_of(told)


def _whole(name: str, x: Any, low: int, high: int) -> None:
    try:
        good = int(x) == x and low <= x <= high
    except (TypeError, ValueError, OverflowError):
        good = False
    if not good:
        raise InputError(f"armistice: {name} {x!r}: expected a whole number from {low} to {high}")


def _do(words: List[str], progress: Progress = False) -> Dict[str, Any]:
    """One command line, and what the program would say."""
    with Watch(progress) as listener:
        said = _core.command(words, listener)
    for note in said["notes"].splitlines():
        warnings.warn(note, stacklevel=4)
    if said["status"] in _STOPPED:
        raise KeyboardInterrupt
    return said


def _result(said: Dict[str, Any]) -> Result:
    report = said["report"]
    if report is None:
        raise InputError("armistice: this command gives no report; it printed:\n" + said["printed"])
    return Result(
        report["summary"], json.loads(report["data"]), json.loads(report["run"]), table_makers(report)
    )


def call(command: str, *scenarios: Scenario, progress: Progress = None,
         set: Optional[Mapping[str, Any]] = None,  # noqa: A002
         with_: Sequence[Scenario] = (), **options: Any) -> Result:
    """Carries out any command that gives a report: ``call("attribute", "peace_through_strength",
    trials=2000)``, ``call("pivotal", ...)``, ``call("search", ...)``, ``call("information", ...)``.

    ``options`` are those of ``armistice COMMAND --help``; a list repeats an option. With ``out`` the
    files are written too. Returns a :class:`Result` with the tables of the command. Raises
    InputError, OutputError and KeyboardInterrupt.
    """
    with scenario_words() as words:
        names = [words.word(s) for s in scenarios]
        settings = setting_words(settings_of(set, with_, words))
        more = [word for name, x in options.items() for word in option(name, x)]
        return _result(_do([command, *names, *settings, *more], progress))


def compare(
    reference: Scenario,
    *scenarios: Scenario,
    trials: int = 10_000,
    seed: int = 1,
    set: Optional[Mapping[str, Any]] = None,  # noqa: A002
    with_: Sequence[Scenario] = (),
    threads: int = 0,
    horizon: int = 120,
    precision: float = 0.0,
    by: Union[str, Sequence[str]] = (),
    objective: Optional[str] = None,
    out: Union[None, str, "os.PathLike[str]"] = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Compares scenarios with the first, on the same trials: differences of pairs.

    ``objective`` is the quantity of the answer in words: a row of ``outcomes`` or a column of
    ``trials``. The other arguments are those of :func:`run`; with ``out`` the files are written too.

    Returns a :class:`Result` with ``comparison`` (a row for each scenario and quantity: shares and
    means, their difference with its 95 % interval ``sampling_*`` and its range over parameter sets
    ``parameter_*``), ``transitions`` and, with ``by``, ``by_date``. Raises InputError, OutputError
    and KeyboardInterrupt.
    """
    return call(
        "compare", reference, *scenarios, trials=trials, seed=seed, set=set, with_=with_,
        threads=threads or None, horizon=horizon, precision=precision or None,
        by=[by] if isinstance(by, str) else list(by), objective=objective, out=out, force=force,
        progress=progress,
    )


def sweep(
    scenario: Scenario,
    out: "str | os.PathLike[str]",
    *,
    design: Union[str, "os.PathLike[str]", pd.DataFrame] = "saltelli",
    factors: Union[None, str, Sequence[str], Mapping[str, Any]] = None,
    groups: Optional[Mapping[str, str]] = None,
    outcomes: Union[None, str, Sequence[str]] = None,
    samples: Optional[int] = None,
    replicates: int = 16,
    seed: int = 1,
    set: Optional[Mapping[str, Any]] = None,  # noqa: A002
    with_: Sequence[Scenario] = (),
    threads: int = 0,
    horizon: int = 120,
    progress: Progress = None,
    **options: Any,
) -> "Sweep":
    """Runs a design of points into the folder ``out``, and opens it.

    Parameters
    ----------
    design
        ``"saltelli"``, ``"sobol"``, ``"lhs"``, ``"morris"``, ``"factorial"``, ``"fractional"``; a CSV
        file with a column for each factor; or a data frame of that form, such as
        :func:`armistice.design.from_salib` makes.
    factors
        What is varied; None: all that the scenario draws. ``{"levers.us_backup": (0, 1)}`` is a
        range, a list is values, a dictionary is a distribution as in a scenario file, None is the
        scenario's own distribution. Or the texts of ``--factor``.
    groups
        Factors that move together: ``{"front": "parameters.front.a,parameters.front.b:0.6"}``.
    outcomes
        Rows of ``outcomes`` and columns of ``trials`` to look at, or ``"all"``.
    samples, replicates
        Size of the design; trials at each point.
    options
        The others of ``armistice sweep --help``: ``second_order``, ``levels``, ``layout``,
        ``hold_others``, ``independent``, ``resume``, ``force``, ``shard``, ``time_limit``, ...

    Returns
    -------
    Sweep
        Opened from the folder. If Ctrl-C stops it, the same call with ``resume=True`` continues.

    Raises InputError, OutputError and KeyboardInterrupt.
    """
    from .sweeps import Sweep

    with scenario_words() as words:
        if isinstance(design, pd.DataFrame):
            design = _design_file(design, words)
        line = ["sweep", words.word(scenario), f"--out={Path(out)}", f"--seed={int(seed)}",
                f"--replicates={replicates}", f"--horizon={horizon}", *option("design", design),
                *factor_words(factors), *option("group", groups), *option("samples", samples),
                *option("outcome", outcomes), *option("threads", threads or None),
                *setting_words(settings_of(set, with_, words)),
                *[word for name, x in options.items() for word in option(name, x)]]
        said = _do(line, progress)
    if not (Path(out) / "manifest.json").is_file():
        raise InputError(f"armistice: sweep: {out} is part of a sweep: {said['printed'].strip()}")
    if said["status"] != 0:
        raise InputError(said["printed"].strip())
    return Sweep(Path(out), said["printed"])


def _design_file(frame: pd.DataFrame, words: Scenarios) -> Path:
    file = Path(words.word({}, "design")).with_suffix(".csv")
    frame.to_csv(file, index=False)
    return file


def analyse(
    swept: Union["Sweep", str, "os.PathLike[str]"],
    *,
    outcomes: Union[None, str, Sequence[str]] = None,
    threshold: Optional[float] = None,
    bootstrap: int = 1000,
    seed: int = 1,
    threads: int = 0,
    **options: Any,
) -> Result:
    """What a finished sweep says: sensitivity indices, boxes and trees.

    ``outcomes`` are columns of ``results``, or ``"NAME>=X"``; None: a durable peace and the headline
    outcomes. ``options``: ``step``, ``out``, ``force``.

    Returns a :class:`Result` with ``indices``, ``convergence``, ``boxes``, ``peeling``, ``tree`` and
    ``tables``. The column ``replicate_noise`` of ``indices`` says whether the noise of finitely many
    replicates is ``removed`` from a value or ``included``; totals of SALib include it. Raises
    InputError, OutputError and KeyboardInterrupt.
    """
    folder = getattr(swept, "folder", swept)
    words = ["analyse", str(folder), *option("outcome", outcomes), *option("threshold", threshold),
             f"--bootstrap={bootstrap}", f"--seed={seed}", *option("threads", threads or None),
             *[word for name, x in options.items() for word in option(name, x)]]
    return _result(_do(words))


def trace(
    scenario: Scenario,
    trial: int = 0,
    *,
    replicate: int = 0,
    seed: int = 1,
    horizon: int = 120,
    set: Optional[Mapping[str, Any]] = None,  # noqa: A002
    with_: Sequence[Scenario] = (),
) -> Result:
    """Tells one trial of an ensemble, month by month: ``print(trace("status_quo", 7))``.

    Returns a :class:`Result` whose ``summary`` is the account, with the table ``trace``: a row for
    each figure of a month, its actor, and its unit. Raises InputError.
    """
    return call("trace", scenario, trial=trial, replicate=replicate, seed=seed, horizon=horizon,
                set=set, with_=with_, progress=False)


def check(scenario: Scenario, *, set: Optional[Mapping[str, Any]] = None,  # noqa: A002
          with_: Sequence[Scenario] = ()) -> Result:
    """What a scenario resolves to; nothing is run. ``data["changes"]`` lists what differs from
    the defaults, and ``data["layers"]`` what it is made of. Raises InputError with the file, the line and the column of what is wrong."""
    return call("check", scenario, set=set, with_=with_, progress=False)
