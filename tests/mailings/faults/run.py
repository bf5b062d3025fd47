"""One run: a mailing to many, real workers, a bad day, until nothing is left to be sent."""

from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic, sleep

import redis
from celery import Celery
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from apps.mailings.models import Mailing, Message, TopicStop
from apps.records.models import Contact, Person
from tests.factories import MailingFactory

from . import checker
from .server import FaultyServer
from .workers import CONCURRENCY, Workers

AT_WORK = (Message.State.QUEUED, Message.State.SENDING)


def mailing_to(number):
    """A mailing whose list is closed, to so many people."""
    mailing = MailingFactory(sending=True, frozen_size=number, text_th="สวัสดี {ชื่อ|ศิษย์เก่า}\n\n" + "ก" * 3000)
    mailing.texts.create(language="th", subject=mailing.subject_th, markdown=mailing.text_th, frozen_at=timezone.now())
    people = Person.objects.bulk_create(Person() for _ in range(number))
    Contact.objects.bulk_create(
        Contact(person=person, kind="email", value=_address(person), source="staff") for person in people
    )
    Message.objects.bulk_create(
        Message(
            mailing=mailing,
            person=person,
            to=_address(person),
            domain="example.org",
            language="th",
            purpose="notice",
            priority=Message.Priority.BULK,
        )
        for person in people
    )
    return mailing, people


@contextmanager
def bad_day(faults, folder, broker, *, way="ledger", share=0.25):
    """The mail server and the workers; the workers are kept alive as an init system would."""
    keeper = []
    server = FaultyServer(lambda port, everybody: keeper[0].kill(port, everybody=everybody), faults, share=share)
    workers = Workers(server.port, folder, broker=broker, way=way)
    keeper.append(workers)
    ended = Event()
    nurse = Thread(target=_keep, args=(workers, ended), daemon=True)
    nurse.start()
    try:
        yield server, workers
    finally:
        ended.set()
        nurse.join()
        workers.stop()
        server.close()


def to_the_end(mailing, broker, *, seconds, disturb=(), enough=lambda: False):
    """Wakes workers, again and again and too often, lets time pass, and does the disturbing things one after the
    other. Answers with the states when nothing is left, enough was seen, or the time is over."""
    app, until, disturb = Celery(broker=broker, set_as_current=False), monotonic() + seconds, list(disturb)
    rows = Message.objects.filter(mailing=mailing)
    while rows.filter(state__in=AT_WORK).exists() and not enough() and monotonic() < until:
        for task in ("mailings.sweep", *["mailings.run_mailings"] * 3):  # doubled on purpose
            app.send_task(task, queue="mail")
        if disturb:
            disturb.pop(0)()
        sleep(0.7)
        Mailing.objects.filter(state="paused").update(state="sending", pause_reason="")
        later = rows.filter(state=Message.State.QUEUED, not_before__gt=Now())  # no row that a worker may want now
        later.update(not_before=timezone.now() - timedelta(hours=1))
    app.close()
    return list(rows.values_list("to", "state"))


def verdict(rows, server, *, never=frozenset()):
    return checker.problems(rows, server.truth, workers=CONCURRENCY, never=never)


def opt_out(people, *, of):
    """They want nothing any more. Addresses of those to whom nothing had been sent when that was committed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO on")  # a database that is restarted must remember it
        TopicStop.objects.bulk_create(
            TopicStop(person=person, topic="news", at=timezone.now(), via="page") for person in people
        )
    waiting = Message.objects.filter(mailing=of, state="queued", attempts=0, person__in=people)
    return set(waiting.values_list("to", flat=True))


def cut_connections():
    """Whatever the workers were doing in the database has failed, or has not: they do not know."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def flush(broker):
    """The broker forgets every task."""
    redis.Redis.from_url(broker).flushdb()


def step(workers, seconds):
    """The clock of the workers' machine is wrong by so much from now on."""
    workers.clock.write_text(str(seconds))


def _keep(workers, ended):
    while not ended.wait(0.3):
        workers.keep()


def _address(person):
    return f"p{person.pk}@example.org"
