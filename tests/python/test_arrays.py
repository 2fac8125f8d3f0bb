"""Trials are in memory once: columns of the frame look into it, and keep it alive."""

import gc

import armistice
import numpy as np
import pytest


def test_a_column_of_the_frame_is_the_memory_of_the_engine(small_run):
    frame = small_run.trials
    numbers = [name for name in frame if frame[name].dtype == np.float32]
    assert len(numbers) > 50
    for name in numbers:
        array = small_run.array(name)
        assert not array.flags.owndata and not array.flags.writeable, name
        assert np.shares_memory(array, frame[name].to_numpy()), name
        assert array.shape == (300,)


def test_an_array_outlives_its_result():
    array = armistice.run("status_quo", trials=200, horizon=12, progress=False).array("occupied_share_end_pct")
    kept = array.copy()
    gc.collect()
    waste = [np.full(200, -1.0, dtype=np.float32) for _ in range(2000)]
    np.testing.assert_array_equal(array, kept)
    assert len(waste) == 2000


def test_without_trials_there_is_no_such_table():
    result = armistice.run("status_quo", trials=50, horizon=12, record="summary", progress=False)
    assert "trials" not in result.tables
    with pytest.raises(armistice.InputError, match="there is no table trials"):
        result.table("trials")
    with pytest.raises(AttributeError, match="outcomes"):
        result.outcome


def test_each_column_of_each_table_has_a_meaning(small_run):
    for name in small_run.tables:
        said = small_run.columns(name)
        assert (said["kind"] != "").all() and (said["meaning"] != "").all(), name
    assert small_run.costs.attrs["units"]["total_eur_bn"] == "bn EUR"


def test_listings_have_what_is_declared():
    assert {"levers.us_backup"} <= set(armistice.levers()["name"])
    assert armistice.parameters("putin.audience_cost").loc[0, "unit"] == "utility"
    judged = armistice.parameters("judgement", by_influence=True)
    assert set(judged["class"]) == {"judgement"} and judged["rank"].is_monotonic_increasing
    assert {"status_quo", "peace_through_strength"} <= set(armistice.scenarios()["name"])
    assert "CN" in set(armistice.actors()["actor"])
    with pytest.raises(armistice.InputError, match="did you mean"):
        armistice.levers("us_bakup")
