"""The tools that people use work with our sweeps: the real packages, on real sweeps."""

import warnings

import armistice
import numpy as np
import pandas as pd
import pytest

pytestmark = pytest.mark.thorough
OUTCOME = "russian_casualties_thousand"
FACTORS = {
    "levers.us_backup": (0, 1),
    "levers.european_forces": (0, 1),
    "parameters.front.dead_zone": (0.2, 0.5),
    "parameters.putin.audience_cost": (0.0, 0.4),
}


@pytest.fixture(scope="module")
def saltelli(tmp_path_factory):
    """One replicate: no noise of replicates, which ours take out and SALib keeps."""
    return armistice.sweep("status_quo", tmp_path_factory.mktemp("saltelli") / "sweep", design="saltelli",
                           second_order=True, samples=512, replicates=1, horizon=60, factors=FACTORS, progress=False)


def index(indices, measure, factor):
    rows = indices[(indices["measure"] == measure) & (indices["factor"] == factor)]
    return rows["value"].iloc[0]


def test_salib_finds_our_sobol_indices_in_our_sweep(saltelli):
    from SALib.analyze import sobol

    X, Y = saltelli.salib(OUTCOME)
    assert X.shape == (512 * 10, 4) and Y.shape == (512 * 10,)
    problem = saltelli.problem()
    theirs = sobol.analyze(problem, Y, calc_second_order=True, num_resamples=10, seed=1)
    ours = saltelli.analyse(outcomes=OUTCOME, bootstrap=100).indices
    for place, name in enumerate(problem["names"]):
        # Ours are the mean of two estimates, with A and B in each other's place.
        assert theirs["ST"][place] == pytest.approx(index(ours, "total", name), abs=0.06)
        assert theirs["S1"][place] == pytest.approx(index(ours, "first_order", name), abs=0.12)
    assert max(theirs["ST"]) > 0.3
    # The order of our files would be silent nonsense.
    wrong = sobol.analyze(problem, saltelli.results[OUTCOME].to_numpy(), calc_second_order=True, num_resamples=10, seed=1)
    assert max(abs(wrong["ST"] - theirs["ST"])) > 0.2


def test_rows_are_in_salibs_order(saltelli):
    X, _ = saltelli.salib(OUTCOME)
    units = X.shape[1]
    for base in X.reshape(512, 2 * units + 2, units)[:20]:
        a, b = base[0], base[-1]
        for unit in range(units):
            from_b = np.arange(units) == unit
            np.testing.assert_array_equal(base[1 + unit], np.where(from_b, b, a))
            np.testing.assert_array_equal(base[1 + units + unit], np.where(from_b, a, b))


def test_groups_are_in_salibs_order(tmp_path):
    from SALib.analyze import sobol

    swept = armistice.sweep("status_quo", tmp_path / "s", design="saltelli", samples=64, replicates=1, horizon=24,
                            factors=FACTORS, groups={"war": "levers.us_backup,parameters.front.dead_zone"}, progress=False)
    problem = swept.problem()
    assert problem["groups"] == ["war", "levers.european_forces", "war", "parameters.putin.audience_cost"]
    X, Y = swept.salib(OUTCOME)
    base = X.reshape(64, 5, 4)[0]
    np.testing.assert_array_equal(base[1], np.where([True, False, True, False], base[-1], base[0]))
    found = sobol.analyze(problem, Y, calc_second_order=False, num_resamples=10, seed=1)
    ours = swept.analyse(outcomes=OUTCOME, bootstrap=100).indices
    assert found["ST"][0] == pytest.approx(index(ours, "total", "war"), abs=0.25)


def test_a_base_sample_with_a_failed_point_is_left_out(saltelli, tmp_path):
    import shutil

    folder = tmp_path / "failed"
    shutil.copytree(saltelli.folder, folder)
    lines = (folder / "results.csv").read_text().splitlines()
    cells = lines[1 + 13].split(",")  # a point of the second base sample
    lines[1 + 13] = ",".join([cells[0], "0", *[""] * (len(cells) - 2)])
    (folder / "results.csv").write_text("\n".join(lines) + "\n")
    X, Y = armistice.Sweep(folder).salib(OUTCOME)
    all_x, all_y = saltelli.salib(OUTCOME)
    np.testing.assert_array_equal(Y, np.delete(all_y, np.s_[10:20]))
    np.testing.assert_array_equal(X, np.delete(all_x, np.s_[10:20], axis=0))
    assert len(armistice.Sweep(folder).experiments()) == 512 * 10 - 1


def test_salib_finds_our_elementary_effects(tmp_path):
    from SALib.analyze import morris

    swept = armistice.sweep("status_quo", tmp_path / "s", design="morris", samples=20, replicates=4, horizon=24,
                            factors=FACTORS, progress=False)
    X, Y = swept.salib(OUTCOME)
    theirs = morris.analyze(swept.problem(), X, Y, num_levels=4, num_resamples=10, seed=1)
    ours = swept.analyse(outcomes=OUTCOME, bootstrap=100).indices
    for place, name in enumerate(swept.factor_names):
        assert theirs["mu_star"][place] == pytest.approx(index(ours, "mu_star", name), rel=1e-9, abs=1e-9)


KINDS = {
    "levers.us_backup": (0, 1),
    "parameters.putin.audience_cost": None,
    "parameters.putin.cannot_stop": None,
    "rule": ["quantal", "rational"],
    "switches.talks": None,
    "levers.us_backup.start_month": [3, 12, 24],
}


def test_a_sample_of_salib_becomes_a_sweep_and_comes_back(tmp_path):
    from SALib.analyze import sobol
    from SALib.sample import sobol as sampler

    problem = armistice.design.problem("status_quo", KINDS)
    X = sampler.sample(problem, 16, calc_second_order=True, seed=1)
    points = armistice.design.from_salib(problem, X)
    assert set(points["rule"]) == {"quantal", "rational"}
    assert set(points["levers.us_backup.start_month"]) == {3, 12, 24}
    assert points["parameters.putin.cannot_stop"].mean() == pytest.approx(0.22, abs=0.05)
    swept = armistice.sweep("status_quo", tmp_path / "s", design=points, replicates=2, horizon=24, progress=False)
    assert swept.design["layout"] == "salib"
    back, Y = swept.salib(OUTCOME)
    assert back.shape == X.shape
    np.testing.assert_array_equal(back[:, 0], X[:, 0])
    assert np.isfinite(sobol.analyze(swept.problem(), Y, num_resamples=10, seed=1)["ST"][:3]).all()


def test_a_sample_of_another_shape_is_refused():
    problem = armistice.design.problem("status_quo", {"levers.us_backup": (0, 1)})
    with pytest.raises(armistice.InputError, match=r"\(3, 2\); expected \(rows, 1\)"):
        armistice.design.from_salib(problem, np.zeros((3, 2)))


def test_ema_finds_boxes_and_scores_in_our_sweep(small_sweep):
    from ema_workbench.analysis import feature_scoring, prim

    x, outcomes = small_sweep.experiments(), small_sweep.outcomes()
    assert list(x["rule"].cat.categories) == ["quantal", "rational"]
    assert len(x) == len(outcomes[OUTCOME]) == 8 * 12
    y = outcomes[OUTCOME] > np.quantile(outcomes[OUTCOME], 0.6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        box = prim.Prim(x.drop(columns=["policy", "model"]), y, threshold=0.5).find_box()
        scores = feature_scoring.get_ex_feature_scores(
            x.drop(columns=["scenario", "policy", "model"]), outcomes[OUTCOME],
            mode=feature_scoring.RuleInductionType.REGRESSION)[0]
    assert box.coverage > 0
    assert set(scores.index) == set(small_sweep.factor_names)


def test_an_ema_model_is_made_from_the_declarations():
    import armistice.ema
    from ema_workbench import SequentialEvaluator

    model = armistice.ema.model(
        "status_quo", uncertainties=["parameters.putin.audience_cost", "parameters.putin.cannot_stop"],
        levers={"levers.us_backup": (0, 1), "rule": ["quantal", "rational"]},
        outcomes=["negotiated_peace", "at_horizon.fighting", OUTCOME], trials=60, horizon=24, seed=5)
    with SequentialEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=3, policies=2)
    assert len(experiments) == 6 and set(outcomes) == {"negotiated_peace", "at_horizon__fighting", OUTCOME}
    for place, row in experiments.iterrows():
        alone = armistice.run("status_quo", trials=60, horizon=24, seed=5, progress=False, set={
            "parameters.putin.audience_cost": row["parameters__putin__audience_cost"],
            "parameters.putin.cannot_stop": row["parameters__putin__cannot_stop"],
            "levers.us_backup": row["levers__us_backup"], "rule": row["rule"]})
        assert outcomes["negotiated_peace"][place] == alone.outcomes.loc[0, "share"]
        assert outcomes[OUTCOME][place] == pytest.approx(alone.trials[OUTCOME].mean())


def test_an_ema_model_runs_in_worker_processes():
    import armistice.ema
    from ema_workbench import MultiprocessingEvaluator, SequentialEvaluator

    model = armistice.ema.model("status_quo", uncertainties={"levers.us_backup": (0, 1)}, outcomes=[OUTCOME],
                                trials=40, horizon=12)
    np.random.seed(3)
    with MultiprocessingEvaluator(model, n_processes=2) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=4)
    for place, row in experiments.iterrows():
        alone = armistice.run("status_quo", trials=40, horizon=12, progress=False,
                              set={"levers.us_backup": row["levers__us_backup"]})
        assert outcomes[OUTCOME][place] == pytest.approx(alone.trials[OUTCOME].mean())


def test_scikit_learn_takes_points_and_results(saltelli):
    from sklearn.ensemble import RandomForestRegressor

    frame = saltelli.frame()
    assert len(frame) == len(saltelli.results)
    forest = RandomForestRegressor(20, random_state=1).fit(frame[saltelli.factor_names], frame[OUTCOME])
    ours = saltelli.analyse(outcomes=OUTCOME, bootstrap=100).indices
    totals = [index(ours, "total", name) for name in saltelli.factor_names]
    assert np.argmax(forest.feature_importances_) == np.argmax(totals)


def test_arrow_and_parquet_hold_the_numbers_of_the_files(small_sweep, tmp_path):
    from pyarrow import parquet

    small_sweep.to_parquet(tmp_path / "sweep.parquet")
    table = parquet.read_table(tmp_path / "sweep.parquet")
    expected = small_sweep.frame()
    assert table.column_names == list(expected.columns)
    for name in expected:
        if expected[name].dtype.kind in "if":
            np.testing.assert_array_equal(table[name].to_numpy(), expected[name].to_numpy(), err_msg=name)
    assert table["rule"].to_pylist() == list(expected["rule"])
    assert b"lever" in table.schema.field("levers.us_backup").metadata[b"meaning"]


def test_netcdf_holds_the_numbers_with_units(small_sweep, small_run, tmp_path):
    import xarray

    small_sweep.to_netcdf(tmp_path / "sweep.nc")
    with xarray.open_dataset(tmp_path / "sweep.nc") as read:
        np.testing.assert_array_equal(read[OUTCOME].values, small_sweep.results[OUTCOME].to_numpy())
        assert read.sizes["point"] == len(small_sweep.results)
        assert read["european_military_aid_eur_bn"].attrs["units"] == "bn EUR"
    small_run.to_xarray().to_netcdf(tmp_path / "run.nc")
    with xarray.open_datatree(tmp_path / "run.nc") as read:
        assert set(read.children) == set(small_run.tables)


def test_a_timeline_is_a_grid_of_months_and_quantities(small_run):
    data = small_run.to_xarray("timeline")
    assert data["mean"].dims == ("month", "quantity")
    rows = small_run.timeline
    row = rows.iloc[40]
    cell = data.sel(month=row["month"], quantity=row["quantity"])
    assert cell["mean"].item() == row["mean"] and cell["date"].item() == row["date"]
    assert data["unit"].sel(quantity="occupied_share_pct").item() != ""


def test_trials_are_an_array_by_trial(small_run):
    data = small_run.to_xarray("trials")
    assert data.sizes == {"trial": 300}
    np.testing.assert_array_equal(data[OUTCOME].values, small_run.array(OUTCOME))
    assert data[OUTCOME].attrs["units"] == "thousand"


def test_the_types_of_the_package_are_right(tmp_path):
    import subprocess
    import sys

    (tmp_path / "used.py").write_text(
        "import armistice\n"
        "result = armistice.run('status_quo', trials=10, set={'levers.us_backup': 1})\n"
        "frame = result.outcomes\n"
        "wide: float = frame['share'].max()\n"
        "swept = armistice.sweep('status_quo', 'out', factors={'levers.us_backup': (0, 1)})\n"
        "X, Y = swept.salib('negotiated_peace')\n")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", str(tmp_path / "used.py")],
                          capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    (tmp_path / "used.py").write_text("import armistice\narmistice.run('status_quo', trials='many')\n")
    done = subprocess.run([sys.executable, "-m", "mypy", str(tmp_path / "used.py")],
                          capture_output=True, text=True, cwd=tmp_path)
    assert "arg-type" in done.stdout
