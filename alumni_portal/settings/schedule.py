"""What the scheduler starts by itself: every so many seconds, or at a time of the day in Thailand."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "seal the audit trail": {"task": "core.seal_audit", "schedule": 60.0},
    "send what was left": {"task": "mailings.sweep", "schedule": 30.0},
    "fetch returned mail": {"task": "mailings.fetch_returns", "schedule": 120.0},
    "find addresses that work again": {"task": "mailings.settle_addresses", "schedule": 6 * 3600.0},
    "tell people who else changed their record": {"task": "records.tell_changes", "schedule": 3600.0},
    "remind whoever is due": {"task": "mailings.remind", "schedule": crontab(hour="8-17", minute=20)},
    "erase who asked for it": {"task": "records.erase_due", "schedule": 3600.0},
    "end what was kept long enough": {"task": "core.retention", "schedule": 24 * 3600.0},
    "follow wishes that begin or end": {"task": "records.turn_wishes", "schedule": 6 * 3600.0},
    "count how good the records are": {"task": "quality.take_snapshot", "schedule": crontab(hour=2, minute=40)},
    "send the letters of groups that were left": {"task": "chapters.sweep_letters", "schedule": 60.0},
    "let mailings go that were only held": {"task": "mailings.release_held", "schedule": 3600.0},
    "let go what was only held": {"task": "chapters.release_held", "schedule": 3600.0},
    "tell whose term of office ends": {"task": "chapters.tell_of_ends", "schedule": crontab(hour=7, minute=10)},
    "look for duplicates": {"task": "duplicates.scan", "schedule": 24 * 3600.0},
    "give on seats of events": {"task": "events.sweep", "schedule": 60.0},
    "resume stalled jobs": {"task": "core.sweep_jobs", "schedule": 60.0},
}
