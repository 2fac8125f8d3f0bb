"""What the tests share. $ARMISTICE names the program; without it its command line is called in this
process, where only the reading of standard streams differs."""

import os
import subprocess

import armistice
import pytest


@pytest.fixture(scope="session")
def program():
    """Runs a command line, as the program does."""

    def call(*words):
        words = [str(word) for word in words]
        if os.environ.get("ARMISTICE"):
            subprocess.run([os.environ["ARMISTICE"], *words, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        else:
            armistice._core.command(words, None)

    return call


@pytest.fixture(scope="session")
def small_run():
    return armistice.run("status_quo", trials=300, horizon=24, record="all", progress=False)


@pytest.fixture(scope="session")
def small_sweep(tmp_path_factory):
    """Factors of each kind: a range, a distribution, an event, words without order, a switch."""
    return armistice.sweep(
        "status_quo",
        tmp_path_factory.mktemp("swept") / "sweep",
        factors={
            "levers.us_backup": (0, 1),
            "parameters.putin.audience_cost": None,
            "parameters.putin.cannot_stop": {"distribution": "bernoulli", "probability": 0.5},
            "rule": ["quantal", "rational"],
            "switches.talks": None,
        },
        design="saltelli", second_order=True, samples=8, replicates=2, horizon=24, progress=False,
    )
