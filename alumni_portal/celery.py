"""The Celery application. The database is the queue: messages only wake workers, so every task may be lost or
delivered twice, and a sweeper in the schedule (settings) puts right what was left."""

import os
from pathlib import Path

from celery import Celery
from celery.signals import worker_init
from django.urls import reverse
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alumni_portal.settings.production")
TRANSPORT_ALIASES["embedded"] = "alumni_portal.broker:Transport"

app = Celery("alumni_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_broker_folders(sender: Celery, **_: object) -> None:
    """The embedded broker hands messages over in folders that it does not make by itself."""
    options = sender.conf.broker_transport_options
    for folder in ("data_folder_in", "data_folder_out", "control_folder"):
        if folder in options:
            Path(options[folder]).mkdir(parents=True, exist_ok=True)


@worker_init.connect
def know_addresses(**_: object) -> None:
    """Before the pool is forked: else each of its processes reads every page's module for the first link that it
    writes, two seconds long, and keeps them in memory for itself."""
    reverse("home:index")
