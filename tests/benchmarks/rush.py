"""A crowd that rushes at an event: processes of many threads, each on a connection of its own; with kills, if asked.

Three ways in: ours; the textbook's (lock the event, count the registrations, insert), with the same rows for the audit
trail and the mails; and the same with the lock left out, the control that must sell seats twice."""

import os
import random
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import count
from threading import Barrier
from time import monotonic, sleep

from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.events.actions import applying, ending, letters
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.refusals import TO_REGISTRANTS, Full, RegisteredAlready
from apps.events.lib import codes
from apps.events.lib.states import HOLDING
from apps.events.models import Attendee, Event, Registration

PROCESSES = 4
THREADS = {"postgresql": 16, "sqlite": 4}  # one writer at a time: more connections would only wait
State = Registration.State
_numbers = count(1)


def crowd_of(number):
    """Visitors' accounts, made at once."""
    begin = User.objects.count()
    rows = [User(email=f"rush{begin + each}@example.org", name=f"ผู้มา {each}") for each in range(number)]
    return [user.pk for user in User.objects.bulk_create(rows)]


def new_event(seats_, **more):
    now = timezone.now()
    return Event.objects.create(
        slug=f"rush-{next(_numbers)}-{os.getpid()}",
        title_th="งานที่ทุกคนอยากมา",
        starts_at=now + timedelta(days=3),
        ends_at=now + timedelta(days=3, hours=3),
        place="หอประชุม",
        state=Event.State.PUBLISHED,
        published_at=now,
        seats=seats_,
        **more,
    )


def ours(event, key):
    who = Applicant(None, User(pk=key))
    return applying.take(event, who, [Place(name="ผู้มา")], by=None, state=State.CONFIRMED)


def textbook(event, key, *, lock=True):
    """As the documentation of the ORM teaches it."""
    with transaction.atomic():
        events = Event.objects.select_for_update() if lock else Event.objects
        held = events.get(pk=event.pk)
        if Registration.objects.filter(event=held, account=key, state__in=[*HOLDING, "waiting"]).exists():
            raise RegisteredAlready
        taken = Registration.objects.filter(event=held, state__in=HOLDING).count()
        state = State.CONFIRMED if taken < held.seats else State.WAITING
        if state == State.WAITING and not held.waiting_list:
            raise Full
        number = held.drawn + 1 if lock else key  # the control is not saved by the rule that a number is drawn once
        Event.objects.filter(pk=held.pk).update(drawn=number)
        return _insert(held, key, state, number)


def unlocked(event, key):
    """The control."""
    return textbook(event, key, lock=False)


def _insert(event, key, state, number):
    registration = Registration.objects.create(
        event=event,
        account_id=key,
        state=state,
        number=number,
        code=codes.new(),
        confirmed_at=timezone.now() if state == State.CONFIRMED else None,
    )
    attendee = Attendee.objects.create(registration=registration, position=1, name="ผู้มา", code=codes.new())
    changes = [
        audit.Change(audit.table_of(row), str(row.pk), 1, None, audit.values_of(row))
        for row in (registration, attendee)
    ]
    audit.write(changes, action="events.register", by=None)
    letters.note(registration, letters.LETTER_OF[state])
    return registration


def rush(act, event, keys, *, processes=PROCESSES):
    """Everybody presses once; attempts a second."""
    threads = THREADS[connection.vendor]
    connection.close()
    gate = os.pipe()
    children = [_child(act, event, keys[number::processes], threads, gate) for number in range(processes)]
    os.close(gate[0])
    sleep(1.0)  # all are connected
    begun = monotonic()
    os.close(gate[1])
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    return len(keys) / (monotonic() - begun)


def _child(act, event, keys, threads, gate):
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.close(gate[1])
        barrier = Barrier(threads, action=lambda: os.read(gate[0], 1))  # until the parent opens the gate
        with ThreadPoolExecutor(threads) as pool:
            done = list(pool.map(lambda number: _press(act, event, keys[number::threads], barrier), range(threads)))
        code = 0 if all(done) else 1
    finally:
        os._exit(code)


def _press(act, event, keys, barrier):
    try:
        connection.ensure_connection()
        barrier.wait(timeout=60)
        for key in keys:
            with suppress(Full, RegisteredAlready, IntegrityError):
                _until_answered(act, event, key)
        return True
    except DatabaseError as error:
        print(f"a thread met {error!r}", flush=True)
        return False
    finally:
        connections.close_all()


def _until_answered(act, event, key):
    """Whoever waited longer for SQLite's one writer than its time allows presses again."""
    while True:
        try:
            return act(event, key)
        except OperationalError as error:
            if "database is locked" not in str(error):
                raise


# ---- with kills


def rush_with_kills(event, keys, *, kills, seed=1):
    """Everybody presses, some give their seat back, until all have had an answer; meanwhile one process after the
    other is killed, and another one takes up what is left of its work."""
    dice, killed = random.Random(seed), 0
    shares = [keys[number::PROCESSES] for number in range(PROCESSES)]
    connection.close()
    running = {_worker(event, share, seed + number): share for number, share in enumerate(shares)}
    while running:
        if killed < kills:
            sleep(dice.uniform(0.02, 0.25))
            child = dice.choice(list(running))
            os.kill(child, signal.SIGKILL)
            _pid, status = os.waitpid(child, 0)
            share = running.pop(child)
            killed += bool(os.WIFSIGNALED(status))
            running[_worker(event, share, seed + killed * 10)] = share
            continue
        child, status = os.waitpid(-1, 0)
        running.pop(child)
        assert status == 0
    return killed


def _worker(event, keys, seed):
    child = os.fork()
    if child:
        return child
    code, threads = 1, THREADS[connection.vendor] // 2
    try:
        with ThreadPoolExecutor(threads) as pool:
            shares = [(keys[number::threads], seed + number) for number in range(threads)]
            done = list(pool.map(lambda share: _come_and_go(event, *share), shares))
        code = 0 if all(done) else 1
    finally:
        os._exit(code)


def _come_and_go(event, keys, seed):
    dice = random.Random(seed)
    try:
        for key in keys:
            try:
                taken = _until_answered(ours, event, key)
                if dice.random() < 0.1:
                    mine = Registration.objects.select_related("event", "payment").get(pk=taken.pk)
                    _until_answered(lambda _event, _key, mine=mine: ending.cancel(mine, by=None), event, key)
            except TO_REGISTRANTS:
                pass
        return True
    except DatabaseError as error:
        print(f"a worker met {error!r}", flush=True)
        return False
    finally:
        connections.close_all()
