import os

import pytest

from apps.duplicates.lib import halves


def squares(task, beat):
    beat()
    return task, task * task


def no_child():
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("run", [halves.alone, halves.both])
def test_every_task_is_done_once(run):
    assert sorted(run(40, squares, lambda: None)) == [(task, task * task) for task in range(40)]


def test_two_processes_take_part():
    me, pipes = os.getpid(), (os.pipe(), os.pipe())

    def meet_the_other(_task, _beat):
        mine, its = pipes if os.getpid() == me else pipes[::-1]
        os.write(its[1], b"." * 10)
        os.read(mine[0], 1)
        return os.getpid()

    pids = list(halves.both(10, meet_the_other, lambda: None))

    assert len(pids) == 10
    assert len(set(pids)) == 2
    no_child()


def test_the_tasks_of_a_copy_that_dies_are_done_here():
    me = os.getpid()

    def die_elsewhere(task, _beat):
        if os.getpid() != me:
            os._exit(9)
        return task

    assert sorted(halves.both(6, die_elsewhere, lambda: None)) == [0, 1, 2, 3, 4, 5]
    no_child()


def test_whoever_stops_it_stops_both():
    me, (never, _kept_open) = os.getpid(), os.pipe()

    def work(task, beat):
        if os.getpid() != me:
            os.read(never, 1)
        beat()

    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(halves.both(20, work, stop))

    no_child()
