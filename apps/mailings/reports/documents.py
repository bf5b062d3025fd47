"""The documents that go with a mailing's letters."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from apps.mailings.lib.skeleton import Attachment
from apps.mailings.models import MailingFile


def documents(files: QuerySet[MailingFile]) -> Iterator[Attachment]:
    """Those among the files, in the order in which they were added. Raises OSError where the storage has lost one."""
    for row in files.filter(kind=MailingFile.Kind.ATTACHMENT).order_by("pk"):
        with default_storage.open(row.file) as file:
            yield Attachment(row.name, row.content_type, file.read())
