"""The same mails by django-post-office, in a process of its own:

    python -m tests.benchmarks.post_office PORT MAILS BATCH

The file holds them, an object each line; the answer: messages a second, and milliseconds of processor each, of its own
processes alone. Two processes, as its command `send_queued_mail --processes 2` has them, with its default settings but
for the mails of a batch (100 by default): after each, its processes and their connections are begun anew."""

import json
import os
import resource
import sys
from pathlib import Path
from time import monotonic

import dj_database_url
import django
from django.conf import settings
from django.db import connection


def main(port, mails, batch):
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "post_office"],
        DATABASES={"default": dj_database_url.parse(os.environ["PEER_DATABASE_URL"], conn_max_age=600)},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        EMAIL_BACKEND="post_office.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        POST_OFFICE={
            "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
            "BATCH_SIZE": batch,
        },
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
        SECRET_KEY="peer",
    )
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings
    from post_office import mail  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    lines = [json.loads(line) for line in mails.read_text().splitlines()]
    mail.send_many(
        [
            {
                "recipients": [each["to"]],
                "sender": each["sender"],
                "subject": each["subject"],
                "message": each["text"],
                "html_message": each["html"],
                "headers": each["headers"],
            }
            for each in lines
        ]
    )
    began, spent = monotonic(), _spent()
    sent = 0
    while done := _send(mail):
        sent += done
    took = monotonic() - began
    print(json.dumps([sent / took, 1000 * (_spent() - spent) / sent]))


def _send(mail):
    connection.close()  # else both of its processes would write over one
    return sum(mail.send_queued(processes=2)[:2])


def _spent():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
