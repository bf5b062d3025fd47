"""`make run`: builds the demonstration where it is not there yet, then keeps web server, worker and scheduler
together. One stop (Ctrl-C, TERM, a closed terminal) ends all of them; when one dies, the others are stopped too.

Each child leads a session of its own, so that only its master hears the stop and drains its pool by itself.
Honcho, which was tried first, signals whole groups: the worker's pool dies at once and its master hangs until it
is killed; and it loops for ever when the shell round a process is killed.
"""

import ctypes
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
HOST, PORT = "127.0.0.1", int(os.environ.get("PORT", "8000"))
SECONDS_TO_STOP = 10
NICENESS = 10  # of work that nobody waits for with a page open

PREPARE = (sys.executable, "bin/prepare.py")
CELERY = (sys.executable, "-W", "ignore:You're running", "-m", "celery", "--quiet", "-A", "alumni_portal")
PROCESSES = {
    "web server": (
        *(sys.executable, "-m", "gunicorn", "alumni_portal.wsgi", "--workers", "2", "--log-level", "warning"),
        *("--timeout", "150"),  # longer than anybody waits for SQLite's one writer
        *("--no-control-socket", "--bind", f"{HOST}:{PORT}"),
    ),
    "worker": (*CELERY, "worker", "--queues", "default,mail", "--concurrency", "2", "--loglevel", "WARNING"),
    "scheduler": (*CELERY, "beat", "--loglevel", "WARNING"),
}
READY = """
  The portal is ready (Ctrl-C stops it):
    sign in with one tap as anybody   http://{address}/demo/
    the mails that it has sent        http://{address}/demo/mail/
"""

Child = subprocess.Popen[bytes]


class StopRequested(Exception):
    """Somebody asked the portal to stop."""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def request_stop(number: int, _frame: object) -> NoReturn:
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    raise StopRequested(signal.Signals(number).name)


def die_with_parent() -> None:
    """Linux only: a parent that is killed outright (make, this supervisor) takes its children along."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def give_way() -> None:
    """Linux weighs sessions against each other, where it does, before it looks at the niceness within one."""
    os.nice(NICENESS)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS), encoding="ascii")


def begin_worker() -> None:
    die_with_parent()
    give_way()


def start(command: tuple[str, ...], first: Callable[[], None] = die_with_parent) -> Child:
    return subprocess.Popen(  # noqa: S603 - the constants above
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=first,  # noqa: PLW1509 - this process has no threads
    )


def stop(children: list[Child]) -> None:
    """TERM to the masters, which finish what they hold; what is left after a while is killed with its pool."""
    for child in children:
        child.terminate()
    until = time.monotonic() + SECONDS_TO_STOP
    while time.monotonic() < until and any(child.poll() is None for child in children):
        time.sleep(0.1)
    for child in children:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        child.wait()


def web_answers() -> bool:
    try:
        connection = http.client.HTTPConnection(HOST, PORT, timeout=5)
        connection.request("GET", "/demo/")
        connection.getresponse().read()
    except OSError:
        return False
    return True


def watch(children: dict[str, Child]) -> int:
    """Until one ends; announces the address when the web server answers."""
    announced = False
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                say(f"The {name} ended by itself (status {child.returncode}); the others are stopped.")
                return 1
        if not announced and web_answers():
            say(READY.format(address=f"{HOST}:{PORT}"))
            announced = True
        time.sleep(0.2)


def only_one_here() -> None:
    """A second portal in this folder would share the first one's broker and schedule."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    lock = os.open(VAR_DIR / "run.lock", os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("The portal of this folder is running already; stop it first (Ctrl-C in its terminal).")


def port_is_free() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError:
            sys.exit(f"Port {PORT} is taken. Stop what uses it, or choose another: make run PORT={PORT + 1}")


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "alumni_portal.settings.demo"
    os.environ["SITE_URL"] = f"http://{HOST}:{PORT}"
    only_one_here()
    port_is_free()
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, request_stop)
    die_with_parent()
    children: dict[str, Child] = {}
    try:
        children["preparation"] = start(PREPARE)
        if children["preparation"].wait() != 0:
            return 1
        del children["preparation"]
        for name, command in PROCESSES.items():
            children[name] = start(command, begin_worker if name == "worker" else die_with_parent)
        return watch(children)
    except StopRequested as signal_name:
        say(f"\nStopping ({signal_name}) ...")
        return 0
    finally:
        stop(list(children.values()))


if __name__ == "__main__":
    sys.exit(main())
