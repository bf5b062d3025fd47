"""One after the other: whoever counts rows before adding one takes a turn at that counter first, so that two at once
are not both the last who may."""

import hashlib

from django.db import connection


def take(*counters: str) -> None:
    """Waits until nobody else is at these counters, and keeps them until the transaction ends. Always in the same
    order, so that two who want the same never wait for each other. SQLite has one writer at a time anyway: its
    transactions begin IMMEDIATE."""
    if not connection.in_atomic_block:
        raise ValueError("a turn is kept until the transaction ends: there is none")
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for key in sorted(map(_key, counters)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def share(counter: str) -> None:
    """Waits until nobody has this counter to themself (`take`), and keeps others from having it until the transaction
    ends; any number may share it."""
    if not connection.in_atomic_block:
        raise ValueError("a turn is kept until the transaction ends: there is none")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_key(counter)])


def _key(counter: str) -> int:
    """The counter's name as the 64 bits that PostgreSQL locks."""
    return int.from_bytes(hashlib.blake2b(counter.encode(), digest_size=8).digest(), "big", signed=True)
