"""Errors are exceptions, with the place and the nearest valid choice; bad input runs nothing."""

import armistice
import pytest


def test_a_misspelt_scenario_names_the_nearest():
    with pytest.raises(armistice.InputError, match="did you mean status_quo"):
        armistice.run("status_qo")


def test_a_file_is_wrong_at_a_line_and_a_column(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('extends = "status_quo"\n[levers]\nus_bakup = 1\n')
    with pytest.raises(armistice.InputError, match="did you mean \"us_backup\"") as caught:
        armistice.run(file)
    assert caught.value.place == (str(file), 3, 1)
    assert isinstance(caught.value, ValueError)


def test_a_dictionary_is_wrong_at_a_line_of_its_toml():
    with pytest.raises(armistice.InputError, match="us_bakup") as caught:
        armistice.run({"extends": "status_quo", "levers": {"us_bakup": 1}})
    assert caught.value.place == ("scenario.toml", 4, 1)


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"trials": 0}, "trials 0: expected"),
        ({"trials": 1.5}, "trials 1.5: expected"),
        ({"seed": -1}, "seed -1: expected"),
        ({"horizon": 3}, "12 to 240"),
        ({"record": "everything"}, "summary, trials or all"),
        ({"by": "2026"}, "year and a month"),
        ({"by": "1999-01"}, "1999-01"),
        ({"precision": 0.7}, "half-width"),
        ({"set": {"levers.us_bakup": 1}}, "did you mean"),
        ({"set": {"levers.us_backup": 2}}, "levers.us_backup"),
        ({"set": {"levers.us_backup": float("nan")}}, "finite"),
        ({"set": {"levers.us_backup": object()}}, "expected a number"),
        ({"with_": ["nobody"]}, "nobody"),
    ],
)
def test_a_wrong_argument_is_named(wrong, said):
    with pytest.raises(armistice.InputError, match=said):
        armistice.run("status_quo", **wrong)


def test_a_misspelt_option_of_a_command_names_the_nearest():
    with pytest.raises(armistice.InputError, match="did you mean --trials"):
        armistice.call("attribute", "peace_through_strength", trails=100)


def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises((armistice.OutputError, armistice.InputError), match="file"):
        armistice.compare("status_quo", "capitulation", trials=10, horizon=12, out=tmp_path / "file" / "below", progress=False)
    assert issubclass(armistice.OutputError, OSError)


def test_a_result_is_not_replaced_without_force(tmp_path):
    compare = dict(trials=20, horizon=12, out=tmp_path / "c", progress=False)
    armistice.compare("status_quo", "peace_through_strength", **compare)
    before = (tmp_path / "c" / "manifest.json").read_bytes()
    with pytest.raises(armistice.Error, match="force"):
        armistice.compare("status_quo", "peace_through_strength", **compare)
    assert (tmp_path / "c" / "manifest.json").read_bytes() == before
    armistice.compare("status_quo", "peace_through_strength", force=True, **compare)


def test_a_folder_without_a_result_is_refused(tmp_path):
    with pytest.raises(armistice.InputError, match="no finished result"):
        armistice.read(tmp_path)
