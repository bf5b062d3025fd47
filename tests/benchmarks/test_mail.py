"""`make bench ARGS=tests/benchmarks/test_mail.py`: how fast a mailing goes out, beside the same mails by
django-post-office and beside a bare smtplib loop that sends bytes made before over one open connection; and how long
a directory page takes meanwhile.

PEOPLE readers (default 66,757) have an HTML and text letter each; two real Celery workers send, every message claimed
before and closed after in the database. The bare loop is measured before and after them. Where others share the
processors, the seconds of processor that a message takes say more than those on the wall: both are printed."""

import json
import os
import smtplib
import subprocess
import sys
from copy import copy
from dataclasses import dataclass
from statistics import mean, quantiles
from time import monotonic, sleep

import pytest
from celery import Celery
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models.base import ModelState
from django.urls import reverse

from apps.mailings.actions import delivery, freezing
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.recipients import waiting
from apps.mailings.reports.letters import Letters
from apps.records.actions import search
from apps.records.models import Contact, Degree, Person, PersonName
from tests.factories import GraduateFactory, MailingFactory, UserFactory
from tests.mailings.faults import run
from tests.mailings.faults.workers import Workers

from . import pages, spent
from .data import emptied
from .sink import sink

PEOPLE = int(os.environ.get("PEOPLE") or 66_757)
SAMPLE = min(PEOPLE, int(os.environ.get("SAMPLE") or 4_000))  # of the others
TEXT = "# ข่าวถึงคุณ{ชื่อ|ศิษย์เก่า}\n\n" + "มหาวิทยาลัยขอเชิญศิษย์เก่าร่วมงานคืนสู่เหย้าปีนี้ **ขอเชิญทุกท่าน**\n\n" * 12
BATCHES = (100, 1_000)  # mails that django-post-office sends at once: its default, with which it is compared, and many
PAGES_BEFORE, PAUSE = 100, 0.2  # pages that are read while nothing is sent; seconds between two


@dataclass
class Speed:
    """Messages a second, and milliseconds of a processor each, those of database and mail server among them."""

    a_second: float
    cost: float

    def __str__(self):
        return f"{self.a_second:,.0f} messages a second, {self.cost:.2f} ms of a processor each"


@dataclass
class Goal:
    """A figure, and what it must reach."""

    name: str
    figure: float
    least: float = 0
    most: float = float("inf")

    @property
    def is_reached(self):
        return self.least <= self.figure <= self.most

    def __str__(self):
        wanted = f"at least {self.least:g}" if self.least else f"at most {self.most:g}"
        return f"{self.name}: {self.figure:.2f} ({wanted}){'' if self.is_reached else '  MISSED'}"


def test_mailing_to_all(django_db_setup, django_db_blocker, tmp_path):
    if connection.vendor != "postgresql" or not settings.REDIS_URL:
        pytest.skip("measured with PostgreSQL and Redis")
    with django_db_blocker.unblock(), emptied("mail"), sink() as server:
        mailing, page = _university()
        frozen = _timed(lambda: freezing.freeze(mailing.pk))
        mails = list(_mails(mailing))
        floors = [_bare_loop(mails, server)]
        peers = {batch: _post_office(mails, server, tmp_path, batch) for batch in BATCHES}
        with pages.as_in_production():
            answer = pages.Answering()
            idle = _p95([_read(answer, page) for _ in range(PAGES_BEFORE)])
            ours, memory, busy = _workers(mailing, server, tmp_path, lambda: _read(answer, page))
        floors.append(_bare_loop(mails, server))
        left = mailing.messages.exclude(state=Message.State.SENT).count()
        number = mailing.messages.count()

    floor = Speed(*(mean(getattr(each, name) for each in floors) for name in ("a_second", "cost")))
    print(f"\n{number:,} readers, the list closed in {frozen:.2f} s")
    print(f"bare smtplib loop: {floor}")
    for batch, peer in peers.items():
        print(f"django-post-office, two processes, batches of {batch:,}: {peer}, its own alone")
    print(f"two workers: {ours}, {ours.a_second / peers[BATCHES[1]].a_second:.2f} times its large batches")
    print(f"had each two processors to itself: {2 * floor.cost / ours.cost:.2f} of the bare loop")
    print(f"95 of 100 directory pages within {idle:.0f} ms before, {_p95(busy):.0f} ms meanwhile ({len(busy)} read)")
    print(f"memory of a worker: {memory[0]:.0f} MB after a quarter, {memory[1]:.0f} MB at the end")
    goals = [
        Goal("seconds to close the list", frozen, most=3),
        Goal("times django-post-office as it comes", ours.a_second / peers[BATCHES[0]].a_second, least=3),
        Goal("of the bare loop", ours.a_second / floor.a_second, least=0.25),
        Goal("memory at the end, of that after a quarter", memory[1] / memory[0], most=1.1),
        Goal("a directory page meanwhile, of what it took before", _p95(busy) / idle, most=2),
        Goal("left behind", left, most=0),
    ]
    print("\n".join(map(str, goals)))
    assert [goal.name for goal in goals if not goal.is_reached] == []


def _mails(mailing):
    """Some of the mails, ready."""
    letters = Letters(Mailing.objects.get(pk=mailing.pk))
    written = 0
    while written < SAMPLE:
        for each in waiting(mailing, letters.slots, without=delivery.Rates().held_back()):
            mail = letters.mail(each)
            yield mail, letters.skeletons[each.language].write(mail)
            written += 1


def _bare_loop(mails, server):
    with smtplib.SMTP("127.0.0.1", server.port) as link:
        link.noop()
        began, before = monotonic(), spent.seconds(os.getpid(), server.pid)
        for mail, raw in mails:
            link.sendmail(mail.sender, [mail.to], raw)
        return _speed(len(mails), began, before, os.getpid(), server.pid)


def _post_office(mails, server, folder, batch):
    """Its mails are written before the clock runs."""
    file = folder / "mails"
    with file.open("w") as lines:
        for mail, _raw in mails:
            said = {"to": mail.to, "sender": settings.DEFAULT_FROM_EMAIL, "subject": mail.subject}
            said |= {"text": mail.text, "html": mail.html, "headers": dict(mail.headers)}
            lines.write(json.dumps(said) + "\n")
    where = connection.settings_dict
    address = f"{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT']}/{where['NAME']}"
    program = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.post_office"]
    command = [*program, str(server.port), str(file), str(batch)]
    env = os.environ | {"PEER_DATABASE_URL": f"postgres://{address}"}
    answer = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout
    return Speed(*json.loads(answer.splitlines()[-1]))


def _workers(mailing, server, folder, read):
    """Two real ones; with the memory of the larger one after a quarter and at the end, and how long pages took."""
    broker = settings.REDIS_URL.rpartition("/")[0] + "/9"
    run.flush(broker)
    workers, app = Workers(server.port, folder, broker=broker), Celery(broker=broker, set_as_current=False)
    try:
        _wait_for(lambda: app.control.ping(timeout=1))
        rows = Message.objects.filter(mailing=mailing, state__in=run.AT_WORK)
        number, before, began = rows.count(), spent.seconds(workers.pid, server.pid), monotonic()
        memory, pages_read = [], []
        for _ in range(2):
            app.send_task("mailings.run_mailings", queue="mail")
        while rows.exists():
            pages_read.append(read())
            memory.append(spent.megabytes(workers.pid))
        speed = _speed(number, began, before, workers.pid, server.pid)
        return speed, (memory[len(memory) // 4], memory[-1]), pages_read
    finally:
        workers.stop()
        app.close()


def _speed(number, began, before, *pids):
    return Speed(number / (monotonic() - began), 1000 * (spent.seconds(*pids) - before) / number)


def _university():
    """A mailing to everybody, and a page of the directory."""
    call_command("load_reference", verbosity=0)
    faculty = _graduates(PEOPLE)
    mailing = MailingFactory(freezing=True, text_th=TEXT, text_en="", subject_en="")
    return mailing, f"{reverse('directory:index')}?faculty={faculty}"


def _graduates(number):
    """Each with a name, a degree and an address of their own; one of them reads the directory. Their faculty."""
    pattern = GraduateFactory(account=UserFactory(email=pages.READER))
    degree, name = pattern.degrees.get(), pattern.names.get()
    for at in range(0, number - 1, 5_000):
        people = Person.objects.bulk_create(Person() for _ in range(min(5_000, number - 1 - at)))
        Degree.objects.bulk_create(_like(degree, person, student_id=f"{person.pk:010}") for person in people)
        PersonName.objects.bulk_create(_like(name, person) for person in people)
        Contact.objects.bulk_create(
            Contact(person=person, kind="email", value=f"p{person.pk}@example.org", source="staff", is_primary=True)
            for person in people
        )
    search.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return degree.faculty_id


def _like(row, person, **fields):
    made = copy(row)
    made.pk, made.person = None, person
    made._state = ModelState()
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _read(answer, page):
    """Milliseconds until the page was there; then a moment of rest."""
    began = monotonic()
    answer(page)
    took = 1000 * (monotonic() - began)
    sleep(PAUSE)
    return took


def _p95(figures):
    return quantiles(figures, n=20)[-1]


def _timed(work):
    began = monotonic()
    assert work()
    return monotonic() - began


def _wait_for(ready):
    until = monotonic() + 60
    while not ready():
        assert monotonic() < until
        sleep(0.2)
