"""Files of the registrar on their way into the registry."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.core.models import AuditBatch
from apps.imports.models import Import, ImportRow, SavedMapping

from .accounts import StaffFactory

FILE = "รหัสนักศึกษา,ชื่อ,นามสกุล,คณะ,ปริญญา,ปีที่จบ\n4710001,สมใจ,ใจงาม,คณะวิทยาศาสตร์,วท.บ.,2551\n"
HEADERS = dict(enumerate(FILE.splitlines()[0].split(",")))
COLUMNS = dict(enumerate(["student_id", "first_th", "last_th", "faculty", "degree", "graduation_year_be"]))
MAPPING = {"columns": COLUMNS, "headers": HEADERS, "header_row": 1, "header_lines": 1, "sheet": ""}
MAPPING |= {"options": {}, "constants": {}}


class ImportFactory(DjangoModelFactory):
    """A small file that has been sent in; `checked` and `ran` tell of one that has gone further."""

    class Meta:
        model = Import

    class Params:
        matched = factory.Trait(state="mapped", mapping=MAPPING)
        checked = factory.Trait(
            matched=True, state="checked", checked_at=factory.LazyFunction(timezone.now), counts={"created": 1}
        )
        ran = factory.Trait(
            checked=True,
            state="done",
            ran_at=factory.LazyFunction(timezone.now),
            batch=factory.LazyAttribute(lambda new: AuditBatch.objects.create(action="imports.run", by=new.by)),
        )

    by = factory.SubFactory(StaffFactory, role="records")
    name = "graduates.csv"
    size = len(FILE.encode())
    digest = "0" * 64
    file = factory.LazyFunction(lambda: ContentFile(FILE.encode(), "graduates.csv"))


class ImportRowFactory(DjangoModelFactory):
    """A line that brings in a new person."""

    class Meta:
        model = ImportRow

    of = factory.SubFactory(ImportFactory, checked=True)
    number = factory.Sequence(lambda number: number + 2)
    outcome = "created"
    values = factory.LazyFunction(lambda: {"student_id": "4710001", "first_th": "สมใจ", "last_th": "ใจงาม"})


class SavedMappingFactory(DjangoModelFactory):
    class Meta:
        model = SavedMapping

    name = factory.Sequence(lambda number: f"mapping {number}")
    mapping = factory.LazyFunction(lambda: MAPPING)
    by = factory.SubFactory(StaffFactory, role="records")
