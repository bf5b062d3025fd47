"""`make bench ARGS=tests/benchmarks/test_mail.py`: how fast a mailing goes out, beside the same mails by
django-post-office and beside a bare smtplib loop that sends bytes made before over one open connection.

PEOPLE readers (default 66,757) have an HTML and text letter each; two real Celery workers send, every message claimed
before and closed after in the database. The sink is a process of its own. Where others share the processors, the
seconds of processor that a message takes say more than those on the wall: both are printed."""

import json
import os
import signal
import smtplib
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from celery import Celery
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models.base import ModelState

from apps.mailings.actions import delivery, freezing
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.recipients import waiting
from apps.mailings.reports.letters import Letters
from apps.records.models import Contact, Degree, Person, PersonName
from tests.factories import GraduateFactory, MailingFactory
from tests.mailings.faults import run
from tests.mailings.faults.workers import Workers, descendants

from .data import emptied

PEOPLE = int(os.environ.get("PEOPLE") or 66_757)
SAMPLE = min(PEOPLE, int(os.environ.get("SAMPLE") or 4_000))  # of the slow ones
TEXT = "# ข่าวถึงคุณ{ชื่อ|ศิษย์เก่า}\n\n" + "มหาวิทยาลัยขอเชิญศิษย์เก่าร่วมงานคืนสู่เหย้าปีนี้ **ขอเชิญทุกท่าน**\n\n" * 12


def test_mailing_to_all(django_db_setup, django_db_blocker, tmp_path):
    if connection.vendor != "postgresql" or not settings.REDIS_URL:
        pytest.skip("measured with PostgreSQL and Redis")
    with django_db_blocker.unblock(), emptied("mail"), _sink() as port:
        call_command("load_reference", verbosity=0)
        _graduates(PEOPLE)
        mailing = _mailing()
        frozen = _timed(lambda: freezing.freeze(mailing.pk))
        print(f"\nclosing the list: {frozen:.2f} s for {mailing.messages.count()} people", flush=True)
        floor = _bare_loop(mailing, port)
        peer = _post_office(mailing, port, tmp_path)
        ours = _workers(mailing, port, tmp_path)
        _report("bare smtplib loop", *floor)
        _report("two workers", *ours)
        _report("django-post-office, two processes", *peer)
        print(f"of django-post-office: {ours[0] / peer[0]:.1f} times by the wall")
        print(f"of the bare loop: {ours[0] / floor[0]:.2f} by the wall, {floor[1] / ours[1]:.2f} by the processor")
        left = mailing.messages.filter(state=Message.State.QUEUED).count()

    assert frozen < 3
    assert left == 0


def _report(name, speed, cost):
    print(f"{name}: {speed:,.0f} messages a second, {1000 * cost:.2f} ms of a processor each", flush=True)


def _bare_loop(mailing, port):
    """Messages a second, and seconds of processor for each, the sink's with them."""
    letters = Letters(Mailing.objects.get(pk=mailing.pk))
    some = [each for _ in range(5) for each in waiting(mailing, letters.slots, without=delivery.Rates().held_back())]
    mails = [(letters.mail(each), letters.skeletons[each.language]) for each in some]
    ready = [(mail.sender, mail.to, skeleton.write(mail)) for mail, skeleton in mails]
    with smtplib.SMTP("127.0.0.1", port) as link:
        link.noop()
        began, spent = monotonic(), _spent()
        for _ in range(SAMPLE // len(ready)):
            for sender, to, raw in ready:
                link.sendmail(sender, [to], raw)
        number = SAMPLE // len(ready) * len(ready)
        return number / (monotonic() - began), (_spent() - spent) / number


def _post_office(mailing, port, folder):
    """The same for django-post-office, its mails written before the clock runs; its two processes' share alone."""
    letters, file = Letters(Mailing.objects.get(pk=mailing.pk)), folder / "mails"
    with file.open("w") as lines:
        written = 0
        while written < SAMPLE:
            for each in waiting(mailing, letters.slots, without=delivery.Rates().held_back()):
                mail = letters.mail(each)
                said = {"to": mail.to, "sender": settings.DEFAULT_FROM_EMAIL, "subject": mail.subject}
                said |= {"text": mail.text, "html": mail.html, "headers": dict(mail.headers)}
                lines.write(json.dumps(said) + "\n")
                written += 1
    where = connection.settings_dict
    address = f"{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT']}/{where['NAME']}"
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.post_office", str(port), str(file)]
    env = os.environ | {"PEER_DATABASE_URL": f"postgres://{address}"}
    answer = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    speed, cost, _sent = json.loads(answer.splitlines()[-1])
    return speed, cost


def _workers(mailing, port, folder):
    """The same for two real workers; their processes' share and that of the database are counted."""
    broker = settings.REDIS_URL.rpartition("/")[0] + "/9"
    run.flush(broker)
    workers, app = Workers(port, folder, broker=broker), Celery(broker=broker)
    try:
        _wait_for(lambda: app.control.ping(timeout=1))
        rows = Message.objects.filter(mailing=mailing, state=Message.State.QUEUED)
        number, spent, began = rows.count(), _spent(workers.pid), monotonic()
        memory = []
        for _ in range(2):
            app.send_task("mailings.run_mailings", queue="mail")
        while rows.exists():
            sleep(0.5)
            memory.append(_memory(workers.pid))
        took = monotonic() - began
        print(f"memory of a worker: {memory[len(memory) // 4]:.0f} MB after a quarter, {memory[-1]:.0f} MB at the end")
        return number / took, (_spent(workers.pid) - spent) / number
    finally:
        workers.stop()
        app.close()


def _mailing():
    return MailingFactory(freezing=True, text_th=TEXT, text_en="", subject_en="")


def _graduates(number):
    """Each with a name, a degree and an address of their own."""
    pattern = GraduateFactory()
    degree, name = pattern.degrees.get(), pattern.names.get()
    for at in range(0, number - 1, 5_000):
        people = Person.objects.bulk_create(Person() for _ in range(min(5_000, number - 1 - at)))
        Degree.objects.bulk_create(_like(degree, person, student_id=f"{person.pk:010}") for person in people)
        PersonName.objects.bulk_create(_like(name, person) for person in people)
        Contact.objects.bulk_create(
            Contact(person=person, kind="email", value=f"p{person.pk}@example.org", source="staff", is_primary=True)
            for person in people
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _like(row, person, **fields):
    made = copy(row)
    made.pk, made.person = None, person
    made._state = ModelState()
    for name, value in fields.items():
        setattr(made, name, value)
    return made


@contextmanager
def _sink():
    """A process that takes every mail and forgets it."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)
    child = os.fork()
    if child == 0:
        try:
            _swallow(listener)
        finally:
            os._exit(0)
    try:
        yield listener.getsockname()[1]
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        listener.close()


def _swallow(listener):
    while True:
        link, _peer = listener.accept()
        Thread(target=_take, args=(link,), daemon=True).start()


def _take(link):
    with link, link.makefile("rb", buffering=65_536) as lines:
        link.sendall(b"220 here\r\n")
        for line in lines:
            word = line[:4].upper()
            if word == b"DATA":
                link.sendall(b"354 go on\r\n")
                while lines.readline() != b".\r\n":
                    pass
            link.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")


def _timed(work):
    began = monotonic()
    assert work()
    return monotonic() - began


def _spent(*pids):
    """Seconds of processor of this process, of those and their children, and of the database's for this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        backends = [pid for (pid,) in cursor.fetchall()]
    return sum(map(_ticks, {os.getpid(), *backends, *(each for pid in pids for each in [pid, *descendants(pid)])}))


def _ticks(pid):
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _memory(master):
    """Megabytes of the largest of its processes."""
    sizes = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in descendants(master)]
    return max(sizes, default=0) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _wait_for(ready):
    until = monotonic() + 60
    while not ready():
        assert monotonic() < until
        sleep(0.2)
