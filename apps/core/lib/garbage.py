"""The search for garbage in cycles, put off while very many objects are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000  # more of them before the newest are looked through; 700 in everyday life


@contextmanager
def seldom_collected() -> Iterator[None]:
    """What was there before is not looked through again and again: that took longer than the work itself. Cycles that
    the work makes still go."""
    kept = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*kept)
        gc.unfreeze()
