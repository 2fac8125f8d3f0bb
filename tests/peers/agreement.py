"""Our analyses beside those of SALib, EMA Workbench, statsmodels and SciPy, on sweeps of ours.

Usage: agreement.py ARMISTICE FOLDER. Runs the program, reads the files that it writes, and gives
the same files to the others. Each comparison prints what it found and the tolerance that it has
to keep; the status is 1 if one does not.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.stats
import statsmodels.formula.api as smf
from ema_workbench.analysis import prim
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol

OUTCOME = "russian_casualties_thousand"
FACTORS = [
    "levers.us_backup=0:1",
    "levers.european_forces=0:1",
    "parameters.front.dead_zone=0.2:0.5",
    "parameters.putin.audience_cost=0:0.4",
]
ROUNDING = 1e-9

failures = []


def compare(what, ours, theirs, tolerance):
    """The largest distance, beside what it may be."""
    distance = float(np.max(np.abs(np.asarray(ours) - np.asarray(theirs))))
    good = distance <= tolerance
    print(f"{'agrees ' if good else 'DIFFERS'} {what}: {distance:.2g}, at most {tolerance:g}")
    if not good:
        failures.append(what)


class Sweep:
    """A sweep of ours and its analysis, read back."""

    def __init__(self, program, folder, factors, *options):
        words = [f"--factor={factor}" for factor in factors]
        common = ["--horizon", "60", "--quiet", "--force"]
        run = [program, "sweep", "status_quo", *words, *common, *options, "--out", folder]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        self.program, self.folder = program, folder
        self.names = [factor.split("=")[0] for factor in factors]
        self.points = pd.read_csv(folder / "points.csv").set_index("point")
        self.results = pd.read_csv(folder / "results.csv").set_index("point")

    def analyse(self, outcome=OUTCOME):
        self.tables = self.folder / "analysis"
        run = [self.program, "analyse", self.folder, "--outcome", outcome, "--bootstrap", "100"]
        run += ["--force", "--out", self.tables]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        self.rows = pd.read_csv(self.tables / "indices.csv")
        return self

    def index(self, measure, factor, other=None, outcome=OUTCOME):
        rows = self.rows
        found = (rows.outcome == outcome) & (rows.measure == measure) & (rows.factor == factor)
        if other is not None:
            found &= rows.other == other
        return rows[found].value.item()

    def indices(self, measure, outcome=OUTCOME):
        return [self.index(measure, name, outcome=outcome) for name in self.names]

    def problem(self):
        bounds = [[0.0, 1.0]] * len(self.names)
        return {"num_vars": len(self.names), "names": self.names, "bounds": bounds}


def in_salib_order(values, units, exchanged):
    """Ours: A, B, AB..., BA...; SALib's: A, AB..., BA..., B."""
    rows = values.reshape(-1, 2 * units + 2)
    a, b = rows[:, :1], rows[:, 1:2]
    ab, ba = rows[:, 2 : 2 + units], rows[:, 2 + units :]
    if exchanged:
        a, b, ab, ba = b, a, ba, ab
    return np.hstack([a, ab, ba, b]).ravel()


def sobol_indices(program, folder):
    """One replicate, so that there is no noise to be taken out. Ours are the mean of two estimates,
    with A and B in each other's place. SALib centres on the mean of all rows and divides by the
    number of values of A and B; ours centre on A and B and divide by one less."""
    sweep = Sweep(
        program,
        folder / "sobol",
        FACTORS,
        *["--design", "saltelli", "--second-order", "--samples", "512", "--replicates", "1"],
    ).analyse()
    values = sweep.results[OUTCOME].to_numpy()
    units = len(sweep.names)
    both = [
        salib_sobol.analyze(
            sweep.problem(),
            in_salib_order(values, units, exchanged),
            calc_second_order=True,
            num_resamples=10,
            seed=1,
        )
        for exchanged in (False, True)
    ]
    for measure, key in (("first_order", "S1"), ("total", "ST")):
        theirs = (both[0][key] + both[1][key]) / 2
        compare(f"Sobol' {measure}, SALib", sweep.indices(measure), theirs, 0.01)
    for i in range(units):
        for j in range(i + 1, units):
            ours = sweep.index("second_order", sweep.names[i], sweep.names[j])
            theirs = (both[0]["S2"][i, j] + both[1]["S2"][i, j]) / 2
            compare(f"Sobol' second order of {i} and {j}, SALib", ours, theirs, 0.01)


def elementary_effects(program, folder):
    """The very same numbers: SALib takes the direction from the values, and the step from the
    number of levels."""
    sweep = Sweep(
        program,
        folder / "morris",
        FACTORS,
        *["--design", "morris", "--samples", "30", "--replicates", "8"],
    ).analyse()
    values = sweep.results[OUTCOME].to_numpy()
    theirs = salib_morris.analyze(
        sweep.problem(), sweep.points.to_numpy(float), values, num_levels=4, num_resamples=10, seed=1
    )
    scale = max(theirs["mu_star"])
    for measure in ("mu", "mu_star"):
        ours = np.array(sweep.indices(measure)) / scale
        compare(f"Morris {measure}, SALib", ours, np.array(theirs[measure]) / scale, ROUNDING)


def boxes(program, folder):
    """Points as cases. Peels take 5 % of the points of the box: ours the largest whole number that
    is no more, EMA's cut lies halfway between the two points about that quantile, which may take
    one point more. So single steps differ and the curve does not."""
    sweep = Sweep(
        program,
        folder / "boxes",
        FACTORS,
        *["--design", "lhs", "--samples", "2000", "--replicates", "16"],
    )
    threshold = sweep.results[OUTCOME].quantile(0.7)
    sweep.analyse(f"{OUTCOME}>={float(threshold)!r}")
    cases = (sweep.results[OUTCOME] >= threshold).to_numpy()
    peeling = pd.read_csv(sweep.tables / "peeling.csv")
    ours = peeling[(peeling.interest == "comes") & (peeling.box == 1)]
    search = prim.Prim(sweep.points, cases, threshold=0.1, peel_alpha=0.05, mass_min=0.05)
    theirs = search.find_box().peeling_trajectory
    print(f"        {cases.mean():.3f} of the points are cases; {len(ours)} and {len(theirs)} steps")
    at = np.linspace(0.1, 0.95, 18)
    curve = [
        np.interp(at, t.coverage.to_numpy()[::-1], t.density.to_numpy()[::-1])
        for t in (ours, theirs)
    ]
    compare("PRIM: density along coverage, EMA Workbench", curve[0], curve[1], 0.03)

    box = pd.read_csv(sweep.tables / "boxes.csv")
    box = box[(box.interest == "comes") & (box.box == 1)]

    def inside(rows):
        good = np.ones(len(cases), bool)
        for row in rows.itertuples():
            x = sweep.points[row.factor].to_numpy()
            low = -np.inf if np.isnan(row.low) else row.low
            high = np.inf if np.isnan(row.high) else row.high
            good &= (x >= low) & (x <= high)
        return good

    taken = inside(box)
    compare("box: density", box.density.iloc[0], cases[taken].mean(), ROUNDING)
    compare("box: coverage", box.coverage.iloc[0], cases[taken].sum() / cases.sum(), ROUNDING)
    for row in box.itertuples():
        wider = inside(box[box.factor != row.factor])
        share = cases[wider].mean()
        test = scipy.stats.binomtest(
            int(cases[taken].sum()), int(taken.sum()), share, alternative="greater"
        )
        compare(f"quasi-p of {row.factor}, SciPy", row.quasi_p, test.pvalue, ROUNDING)


def words(program, folder):
    """A rule's words as indicators."""
    sweep = Sweep(
        program,
        folder / "words",
        ["rule=quantal,rational,prospect,equilibrium", *FACTORS[1:]],
        *["--design", "lhs", "--samples", "400", "--replicates", "8"],
    ).analyse()
    table = sweep.points.rename(columns={n: f"x{i}" for i, n in enumerate(sweep.names)})
    for kind, values in (
        ("", sweep.results[OUTCOME]),
        ("rank_", sweep.results[OUTCOME].rank()),
    ):
        data = table.copy()
        if kind:
            for column in ("x1", "x2", "x3"):
                data[column] = data[column].rank()
        data["y"] = values
        full = smf.ols("y ~ C(x0) + x1 + x2 + x3", data).fit()
        compare(f"{kind}r_squared, statsmodels",
                sweep.rows[sweep.rows.measure == f"{kind}r_squared"].value.item(),
                full.rsquared, ROUNDING)
        for i, left in enumerate(["x1 + x2 + x3", "C(x0) + x2 + x3"]):
            nested = smf.ols(f"y ~ {left}", data).fit()
            ours = sweep.index(f"{kind}partial_r_squared", sweep.names[i])
            compare(f"{kind}partial_r_squared of {sweep.names[i]}, statsmodels", ours,
                    1 - full.ssr / nested.ssr, ROUNDING)


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for comparison in (sobol_indices, elementary_effects, boxes, words):
        comparison(program, folder)
    if failures:
        sys.exit(f"{len(failures)} comparisons differ")


if __name__ == "__main__":
    main()
