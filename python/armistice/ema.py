"""A model of EMA Workbench, made from the declarations of armistice. Needs ``ema_workbench``."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from . import design
from ._words import Scenario
from .commands import run
from .errors import InputError

__all__ = ["Ensemble", "model", "parameters_of"]


def name_for(setting: str) -> str:
    """The name of a setting as EMA Workbench takes it: an identifier of Python."""
    return setting.replace(".", "__")


class Ensemble:
    """An ensemble as a function of settings. It can be sent to worker processes."""

    def __init__(self, scenario: Scenario, settings: Mapping[str, str], outcomes: Sequence[str],
                 **options: Any) -> None:
        self.scenario, self.settings, self.names, self.options = scenario, dict(settings), list(outcomes), options

    def __call__(self, **values: Any) -> Dict[str, float]:
        changes = {**self.options.get("set", {}), **{self.settings[name]: x for name, x in values.items()}}
        result = run(self.scenario, **{**self.options, "set": changes})
        shares = shares_of(result)
        means = [name for name in self.names if name not in shares]
        both = {**shares, **{name: float(result.trials[name].mean(skipna=True)) for name in means}}
        return {name_for(name): both[name] for name in self.names}




def shares_of(result: Any) -> Dict[str, float]:
    """The rows of ``outcomes`` by the names that a sweep gives them."""
    table = result.outcomes
    names = [o if d == "all" else f"{o}.{d}" for o, d in zip(table["outcome"], table["detail"])]
    return dict(zip(names, table["share"]))


def parameters_of(designed: Mapping[str, Any]) -> List[Any]:
    """The factors of a design as parameters of EMA Workbench, with their distributions."""
    import ema_workbench as ema
    from scipy import stats

    made = []
    for factor in designed["factors"]:
        name, kind = name_for(factor["name"]), factor.get("distribution")
        if "words" in factor:
            made.append(ema.CategoricalParameter(name, factor["words"]))
        elif kind == "uniform":
            made.append(ema.RealParameter(name, *factor["numbers"][:2]))
        elif kind == "triangular":
            low, mode, high = factor["numbers"]
            shape = stats.triang((mode - low) / (high - low), loc=low, scale=high - low)
            made.append(ema.RealParameter.from_dist(name, shape))
        elif kind == "normal":
            made.append(ema.RealParameter.from_dist(name, stats.norm(*factor["numbers"][:2])))
        elif kind == "bernoulli":
            made.append(ema.IntegerParameter.from_dist(name, stats.bernoulli(factor["numbers"][0])))
        else:
            made.append(ema.CategoricalParameter(name, factor["values"]))
    return made


def model(
    scenario: Scenario,
    *,
    uncertainties: Union[None, str, Sequence[str], Mapping[str, Any]] = None,
    levers: Union[None, str, Sequence[str], Mapping[str, Any]] = None,
    outcomes: Optional[Sequence[str]] = None,
    trials: int = 500,
    threads: int = 1,
    **options: Any,
) -> Any:
    """A ``Model`` of EMA Workbench that runs an ensemble for each experiment.

    ``uncertainties`` and ``levers`` are factors as :func:`armistice.sweep` takes them; without
    uncertainties they are all that the scenario draws. ``outcomes`` are rows of ``outcomes`` by the
    names of a sweep (``negotiated_peace``, ``negotiated_peace.settlement``) and columns of ``trials``,
    whose mean is taken; without them all rows. ``options`` go to :func:`armistice.run`. In EMA
    ``__`` stands for the points within a name. ``threads`` is for one experiment: an evaluator with
    processes needs no more than 1. Raises InputError with the nearest name.
    """
    import ema_workbench as ema

    uncertain = design.factors(scenario, uncertainties)
    chosen = design.factors(scenario, levers) if levers is not None else {"factors": []}
    settings = {name_for(f["name"]): f["name"] for d in (uncertain, chosen) for f in d["factors"]}
    if outcomes is None:
        probe = run(scenario, trials=1, horizon=12, record="summary", progress=False)
        outcomes = list(shares_of(probe))
    made = ema.Model(
        "armistice",
        function=Ensemble(scenario, settings, outcomes, trials=trials, threads=threads, progress=False, **options),
    )
    made.uncertainties = parameters_of(uncertain)
    if chosen["factors"]:
        made.levers = parameters_of(chosen)
    made.outcomes = [ema.ScalarOutcome(name_for(name)) for name in outcomes]
    return made
