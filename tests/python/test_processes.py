"""It works in worker processes, forked and spawned, also after the parent has run something."""

import multiprocessing
import subprocess
import sys
import textwrap

import armistice
import pytest


def shares(seed):
    return armistice.run("status_quo", trials=200, horizon=12, seed=seed, threads=2, progress=False).outcomes["share"].tolist()


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_worker_processes_give_what_the_parent_gives(method):
    wanted = [shares(seed) for seed in range(4)]
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(shares, range(4)).get(timeout=240) == wanted
    assert shares(0) == wanted[0]


def test_a_forked_child_has_threads_of_its_own():
    code = """
        import os, armistice
        def threads_of_a_run():
            before, seen = len(os.listdir("/proc/self/task")), []
            def listener(share, line):
                seen.append(len(os.listdir("/proc/self/task")))
                raise StopIteration
            try:
                armistice.run("status_quo", trials=50_000_000, horizon=12, threads=3, record="summary", progress=listener)
            except StopIteration:
                return max(seen) - before
        mine = threads_of_a_run()
        child = os.fork()
        if child == 0:
            os._exit(threads_of_a_run())
        theirs = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(mine >= 2, theirs >= 2)  # the one that does the work, and helpers
        """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=240)
    assert done.stdout.split() == ["True", "True"], done.stdout + done.stderr


def test_a_child_of_a_child_works_too():
    code = """
        import os, sys, armistice
        def share():
            return armistice.run("status_quo", trials=100, horizon=12, progress=False).outcomes["share"][0]
        first = share()
        def forked(depth):
            child = os.fork()
            if child == 0:
                good = share() == first and (depth == 0 or forked(depth - 1))
                os._exit(0 if good else 1)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        print(forked(1), share() == first)
        """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=240)
    assert done.stdout.split() == ["True", "True"], done.stderr


def test_a_fork_during_a_run_is_refused_in_the_child_and_spares_the_run():
    code = """
        import os, threading, armistice
        begun, go_on = threading.Event(), threading.Event()
        def listener(share, line):
            begun.set()
            if go_on.is_set():
                raise StopIteration
        def work():
            try:
                armistice.run("status_quo", trials=50_000_000, horizon=12, record="summary", progress=listener)
            except StopIteration:
                print("ran on")
        thread = threading.Thread(target=work)
        thread.start()
        begun.wait()
        child = os.fork()
        if child == 0:
            try:
                armistice.run("status_quo", trials=10, horizon=12, progress=False)
                os._exit(0)
            except RuntimeError as error:
                os._exit(7 if "spawn" in str(error) else 1)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        go_on.set()
        thread.join()
        print(status)
        print(armistice.run("status_quo", trials=10, horizon=12, progress=False).manifest["trials"])
        """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=240)
    assert done.stdout.split() == ["ran", "on", "7", "10"], done.stderr
