"""What processes use: seconds of processor, megabytes."""

import os
from contextlib import suppress
from pathlib import Path

from django.db import connection

from tests.mailings.faults.workers import descendants

PARENT, OWN, ENDED = 1, (11, 12), (13, 14)  # where /proc says it: the parent, ticks of its own, of children that ended


def seconds(*pids):
    """Of these processes with their children, and of the whole database server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = int(_fields(cursor.fetchone()[0])[PARENT])
    own = {each for pid in (*pids, server) for each in (pid, *descendants(pid))}
    ticks = [*(_used(pid, OWN) for pid in own), _used(server, ENDED)]  # connections that were closed meanwhile
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _used(pid, kind):
    with suppress(OSError):
        return sum(int(_fields(pid)[at]) for at in kind)
    return 0


def _fields(pid):
    """Of its line in /proc, after the name."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def megabytes(master):
    """Of the largest of its children."""
    sizes = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in descendants(master)]
    return max(sizes, default=0) * os.sysconf("SC_PAGE_SIZE") / 1e6
