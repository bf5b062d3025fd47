"""Real Celery workers in processes of their own, which can be killed one by one or all together."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
CONCURRENCY = 2


class Workers:
    """One worker with two processes, on the test's database and a broker database of its own. `keep` starts it again
    whenever all of it was killed."""

    def __init__(self, port, folder, *, broker, way="ledger"):
        self.folder, self.clock = folder, folder / "clock"
        self._way, self._lock, self._env = way, Lock(), _environment(port, folder, broker)
        self._process = None
        self.keep()

    def keep(self):
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()

    def _start(self):
        with (self.folder / "worker.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(
                        "nice",
                        "-n",
                        "10",
                        sys.executable,
                        "-m",
                        "tests.mailings.faults.worker",
                        str(self.clock),
                        self._way,
                    ),
                    *("worker", "--queues", "mail,default", "--concurrency", str(CONCURRENCY)),
                    *("--loglevel", "CRITICAL", "--without-gossip", "--without-mingle", "--without-heartbeat"),
                ],
                cwd=ROOT,
                env=self._env,
                start_new_session=True,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        with suppress(OSError):  # as bin/run.py starts them: whoever waits for a page comes first
            Path(f"/proc/{self._process.pid}/autogroup").write_text("10")

    def kill(self, port, *, everybody):
        """SIGKILL to the process whose connection has this port, or to the whole worker; whether there was one."""
        with self._lock:
            child = _owner_of(port, descendants(self._process.pid))
            if child is None:
                return False
            with suppress(ProcessLookupError):
                if everybody:
                    os.killpg(self._process.pid, signal.SIGKILL)
                    self._process.wait()
                else:
                    os.kill(child, signal.SIGKILL)
            return True

    @property
    def pid(self):
        return self._process.pid

    def stop(self):
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _environment(port, folder, broker):
    where = connection.settings_dict
    address = f"{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT']}/{where['NAME']}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "alumni_portal.settings.production",
        "DATABASE_URL": f"postgres://{address}",
        "REDIS_URL": broker,
        "SECRET_KEY": "test",
        "FIELD_ENCRYPTION_KEYS": settings.FIELD_ENCRYPTION_KEYS[0],
        "KEYED_HASH_KEY": settings.KEYED_HASH_KEY,
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": settings.SITE_URL,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "EMAIL_TIMEOUT": "2",
        "VAR_DIR": str(folder),
        "MAIL_MARK_DIR": str(folder / "mark"),
        "INSTITUTION": settings.INSTITUTION,
        "PYTHONWARNINGS": "ignore",
        "C_FORCE_ROOT": "1",
    }


def descendants(master):
    """The pool of a worker."""
    found = []
    for task in Path(f"/proc/{master}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(pid) for pid in task.read_text().split()]
    return found


def _owner_of(port, pids):
    """The process at the other end of a connection to us."""
    inode = _inode(port)
    for pid in pids:
        with suppress(OSError):
            for link in Path(f"/proc/{pid}/fd").iterdir():
                with suppress(OSError):
                    if inode and str(link.readlink()) == f"socket:[{inode}]":
                        return pid
    return None


def _inode(port):
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if int(fields[1].partition(":")[2], 16) == port and fields[9] != "0":
            return fields[9]
    return None
