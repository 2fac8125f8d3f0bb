"""The same seed gives the numbers of the command line, to the last bit."""

import armistice
import numpy as np
import pandas as pd
import pytest

SETTINGS = {"levers.us_backup": 1, "rule": "rational"}


@pytest.fixture(scope="module")
def both(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("program") / "run"
    program("run", "peace_through_strength", "--trials", 5000, "--seed", 7, "--horizon", 36, "--by", "2026-12",
            "--record", "all", "--set", "levers.us_backup=1", "--set", "rule=rational", "--out", folder)
    ours = armistice.run("peace_through_strength", trials=5000, seed=7, horizon=36, by="2026-12", set=SETTINGS,
                         record="all", threads=1, progress=False)
    return ours, armistice.read(folder)


def test_the_tables_are_those_of_the_folder(both):
    ours, theirs = both
    # Stories are told of trials that are run again for them: only a run into a folder does so.
    assert sorted(ours.tables) == sorted(set(theirs.tables) - {"stories"})


def test_tables_have_the_bits_of_the_files(both):
    ours, theirs = both
    for name in set(ours.tables) - {"trials", "trial_donors"}:
        pd.testing.assert_frame_equal(ours.table(name), theirs.table(name), check_exact=True)


@pytest.mark.parametrize("name", ["trials", "trial_donors"])
def test_single_trials_have_the_bits_of_the_file(both, name):
    ours, theirs = (result.table(name) for result in both)
    assert list(ours.columns) == list(theirs.columns)
    assert len(ours) == len(theirs) >= 5000
    for column in ours:
        if ours[column].dtype == np.float32:
            written = theirs[column].to_numpy(dtype=np.float32)
            np.testing.assert_array_equal(ours[column].to_numpy().view(np.int32)[~np.isnan(written)],
                                          written.view(np.int32)[~np.isnan(written)], err_msg=column)
            np.testing.assert_array_equal(np.isnan(ours[column].to_numpy()), np.isnan(written), err_msg=column)
        else:
            mine, written = (f[column].astype(object).where(f[column].notna(), None) for f in (ours, theirs))
            assert list(mine) == list(written), column


def test_the_manifest_says_the_same_but_for_the_environment(both):
    ours, theirs = both
    for key in set(ours.manifest) - {"environment", "crc64"}:
        assert ours.manifest[key] == theirs.manifest[key], key


def test_drawn_forms_of_the_model_are_those_of_the_command_line(program, tmp_path):
    program("run", "status_quo", "--structures", "--trials", 300, "--horizon", 24, "--out", tmp_path / "r")
    asked = {"trials": 300, "horizon": 24, "progress": False}
    ours, theirs = armistice.run("status_quo", structures=True, **asked), armistice.read(tmp_path / "r")
    pd.testing.assert_frame_equal(ours.table("structures"), theirs.table("structures"), check_exact=True)
    assert "structures" not in armistice.run("status_quo", **asked).tables


def test_a_comparison_has_the_bits_of_the_files(program, tmp_path):
    program("compare", "status_quo", "peace_through_strength", "--trials", 500, "--horizon", 24, "--out", tmp_path / "c")
    ours = armistice.compare("status_quo", "peace_through_strength", trials=500, horizon=24, progress=False)
    theirs = armistice.read(tmp_path / "c")
    assert sorted(ours.tables) == sorted(theirs.tables)
    for name in ours.tables:
        pd.testing.assert_frame_equal(ours.table(name), theirs.table(name), check_exact=True)


def test_a_dictionary_is_the_file_that_says_the_same(tmp_path):
    said = {
        "extends": "status_quo", "title": "A \"title\"", "rule": "rational",
        "levers": {"us_backup": {"intensity": 1.0, "start_month": 3, "ramp_months": 6},
                   "european_forces": {"intensity": {"distribution": "triangular", "min": 0.2, "mode": 0.5, "max": 1.0}}},
        "switches": {"talks": False},
        "parameters": {"front": {"dead_zone": np.float64(0.35)}},
    }
    (tmp_path / "mine.toml").write_text(
        'extends = "status_quo"\ntitle = "A \\"title\\""\nrule = "rational"\n[levers]\n'
        "us_backup = { intensity = 1.0, start_month = 3, ramp_months = 6 }\n"
        'european_forces = { intensity = { distribution = "triangular", min = 0.2, mode = 0.5, max = 1.0 } }\n'
        "[switches]\ntalks = false\n[parameters.front]\ndead_zone = 0.35\n")
    a, b = armistice.check(said), armistice.check(tmp_path / "mine.toml")
    assert a.data["digest"] == b.data["digest"] != armistice.check("status_quo").data["digest"]
    assert a.data["title"] == 'A "title"'


def test_what_is_laid_over_a_scenario_comes_before_what_is_set():
    over = {"extends": "status_quo", "levers": {"us_backup": 0.25, "mediation": 0.75}}
    laid = armistice.check("status_quo", with_=over, set={"levers.us_backup": 1})
    alone = armistice.check("status_quo", set={"levers.mediation": 0.75, "levers.us_backup": 1})
    assert laid.data["digest"] == alone.data["digest"]


def test_a_back_test_finds_its_states_and_observations(program, tmp_path):
    program("backtest", "status_quo", "--trials", 100, "--out", tmp_path / "scored")
    ours, theirs = armistice.call("backtest", "status_quo", trials=100), armistice.read(tmp_path / "scored")
    for name in ("scores", "forecasts"):
        pd.testing.assert_frame_equal(ours.table(name), theirs.table(name), check_exact=True)
    assert ours.manifest["observations_digest"] == theirs.manifest["observations_digest"]
