"""armistice: an agent-based Monte Carlo model of how the war in Ukraine ends.

    >>> import armistice
    >>> result = armistice.run("status_quo", trials=1000)
    >>> print(result.summary)
    >>> result.outcomes[["outcome", "detail", "share", "sampling_low", "sampling_high"]]

What comes out are shares of trials under stated assumptions, not a forecast. docs/python.md is the
guide; columns of tables are described in docs/files.md.
"""

from . import _core, design, errors
from .commands import analyse, call, check, compare, run, sweep, trace
from .errors import Error, FaultOfOurs, InputError, OutputError
from .frames import describe_columns, read_table
from .listings import actors, levers, parameters, scenarios
from .results import Result, Run, read
from .sweeps import SalibSample, Sweep

__version__: str = _core.version

__all__ = [
    "Error", "FaultOfOurs", "InputError", "OutputError", "Result", "Run", "SalibSample", "Sweep",
    "actors", "analyse", "call", "check", "compare", "describe_columns", "design", "errors", "levers",
    "parameters", "read", "read_table", "run", "scenarios", "sweep", "trace",
]
