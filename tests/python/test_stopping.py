"""Ctrl-C stops a run; the lock of the interpreter is released; progress is told."""

import os
import signal
import subprocess
import sys
import textwrap
import threading

import armistice
import pytest

MANY = 50_000_000  # hours of work: a test ends only because it is stopped


def python(code):
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=240)


@pytest.mark.parametrize(
    "call",
    [
        f"armistice.run('status_quo', trials={MANY}, horizon=12, record='summary', progress=stop)",
        f"armistice.compare('status_quo', 'peace_through_strength', trials={MANY}, horizon=12, progress=stop)",
    ],
)
def test_ctrl_c_stops_it_and_a_later_run_is_whole(call):
    done = python(f"""
        import os, signal, armistice
        def stop(share, line):
            os.kill(os.getpid(), signal.SIGINT)
        try:
            {call}
        except KeyboardInterrupt:
            print("stopped")
        print(armistice.compare("status_quo", "peace_through_strength", trials=100, horizon=12, progress=False).manifest["trials"])
        """)
    assert done.stdout.split() == ["stopped", "100"], done.stderr


def test_a_sweep_that_was_stopped_goes_on_with_resume(tmp_path):
    asked = dict(design="lhs", samples=6000, replicates=16, horizon=12, outcomes=["negotiated_peace"],
                 factors={"levers.us_backup": (0, 1), "levers.mediation": (0, 1)})

    def interrupt(share, line):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        armistice.sweep("status_quo", tmp_path / "parts", progress=interrupt, threads=1, **asked)
    assert (tmp_path / "parts" / ".armistice-work").is_dir()
    assert not (tmp_path / "parts" / "manifest.json").exists()
    parts = armistice.sweep("status_quo", tmp_path / "parts", progress=False, resume=True, **asked)
    whole = armistice.sweep("status_quo", tmp_path / "whole", progress=False, **asked)
    for name in ("points.csv", "results.csv", "replicates.csv"):
        assert (parts.folder / name).read_bytes() == (whole.folder / name).read_bytes()


def test_what_the_listener_raises_stops_the_run_and_is_raised():
    class Enough(Exception):
        pass

    told = []

    def listener(share, line):
        told.append((share, line))
        raise Enough

    with pytest.raises(Enough):
        armistice.run("status_quo", trials=MANY, horizon=12, record="summary", progress=listener)
    assert len(told) == 1
    share, line = told[0]
    assert 0 <= share < 1 and "trials" in line


def test_other_threads_go_on_during_a_run():
    ended, counted = threading.Event(), []

    def count():
        while not ended.is_set():
            counted.append(None)
            ended.wait(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    seen = []
    with pytest.raises(StopIteration):
        def listener(share, line):
            seen.append(len(counted))
            if len(seen) == 3:
                raise StopIteration
        armistice.run("status_quo", trials=MANY, horizon=12, record="summary", progress=listener)
    ended.set()
    thread.join()
    assert seen[0] < seen[1] < seen[2]


def test_two_threads_run_at_once_and_give_what_each_gives_alone():
    alone = [armistice.run("status_quo", trials=200, horizon=12, seed=s, progress=False).outcomes for s in (1, 2)]
    together = [None, None]

    def work(place):
        together[place] = armistice.run("status_quo", trials=200, horizon=12, seed=place + 1, progress=False).outcomes

    threads = [threading.Thread(target=work, args=(place,)) for place in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(a.equals(b) for a, b in zip(alone, together))
