"""What the groups of the demonstration hold: events to come and past, with tickets and questions, a series, one that
waits for the office and one that it did not publish, one that is cancelled, one that two groups hold together."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.events.actions import cancelling, hosting, moderation, publishing, series, writing
from apps.events.lib.recurrence import every_weeks, same_weekday
from apps.events.models import Event, Submission
from apps.payments.models import Payee
from apps.records.models import Faculty, Province

OFFICE, LEADER = "events@office.example", "leader@alumni.example"  # of the apps below
HERE = ZoneInfo("Asia/Bangkok")
Kind = Event.Kind


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Does nothing where there are events already, or no group that could hold one."""
    office = User.objects.filter(email=OFFICE).first()
    leader = User.objects.filter(email=LEADER).first()
    groups = list(Chapter.objects.living().exclude(kind=Chapter.Kind.ASSOCIATION).order_by("pk"))
    if office is None or leader is None or not groups or Event.objects.exists():
        return
    led = Chapter.objects.filter(positions__seats__terms__person__account=leader).first() or groups[0]
    faculty = next((each for each in groups if each.kind == Chapter.Kind.FACULTY), led)
    _of_office(office)
    _of_province(led, faculty, office=office, leader=leader)
    _of_faculty(faculty, office=office)
    say("Events of the groups and of the office")


def _of_office(office: User) -> None:
    reunion = {
        "title_th": "งานคืนสู่เหย้าประจำปี “กลับบ้านเรา”",
        "title_en": "Homecoming night",
        "summary_th": "โต๊ะจีน ดนตรีจากวงศิษย์เก่า และรางวัลศิษย์เก่าดีเด่น ครอบครัวมาด้วยได้",
        "summary_en": "Dinner, a band of alumni and the awards. Families are welcome.",
        "text": "ประตูเปิด 16.00 น. ถ่ายภาพรุ่น 16.30 น.\n\nเด็กอายุไม่เกิน 10 ปีไม่เสียค่าโต๊ะ จอดรถได้ 400 คัน",
        "kind": Kind.REUNION,
        "place": "หอประชุมใหญ่",
        "address": "ถ.กาญจนวณิชย์ อ.หาดใหญ่",
        "province": Province.objects.filter(code="90").first(),
        "latitude": Decimal("7.00653"),
        "longitude": Decimal("100.49884"),
        "seats": 700,
        "most_guests": 4,
        "asks_needs": True,
        "payee": Payee.objects.filter(code="university").first(),
        "contact": "งานศิษย์เก่าสัมพันธ์",
    }
    tickets: writing.Rows = [
        (None, {"name_th": "โต๊ะรุ่น", "name_en": "Class table", "price_satang": 80_000, "capacity": 400}),
        (None, {"name_th": "ที่นั่งทั่วไป", "name_en": "Single seat", "price_satang": 60_000, "capacity": 300}),
    ]
    questions: writing.Rows = [(None, {"label": "ขนาดเสื้อ", "kind": "choice", "options": ["S", "M", "L", "XL"]})]
    _out(None, _at(45, 17, 5, **reunion), by=office, tickets=tickets, questions=questions)
    talk = {
        "title_th": "คุยกับพี่ที่ทำงานต่างประเทศ",
        "title_en": "Working abroad: an evening with alumni",
        "summary_th": "ออนไลน์ ฟรี ถามได้ทุกเรื่อง",
        "kind": Kind.TALK,
        "online": True,
        "online_url": "https://meet.example.org/working-abroad",
        "audience": Event.Audience.ALUMNI,
    }
    _out(None, _at(12, 19, 2, **talk), by=office)


def _of_province(chapter: Chapter, other: Chapter, *, office: User, leader: User) -> None:
    here = {"province": chapter.province, "address": "ในเมือง"}
    run = here | {
        "title_th": "วิ่งเช้าวันอาทิตย์ แล้วกินข้าวยำ",
        "summary_th": "วิ่งช้า ๆ คุยกันไปได้ เด็กมาด้วยได้",
        "kind": Kind.SPORT,
        "place": "ประตูหน้า",
    }
    sunday = 6 + (6 - _day(6).weekday()) % 7
    days = same_weekday(_day(sunday), 4)
    first = series.begin(chapter, _at(sunday, 6, 2, **run), days, rule="monthly", by=office)[0]
    series.send(first, by=office)
    merit = here | {
        "title_th": "ทำบุญตักบาตรและเลี้ยงเพลน้องกำพร้า",
        "kind": Kind.MERIT,
        "place": "วัดกลางเมือง",
        "seats": 60,
        "waiting_list": True,
    }
    joint = _out(chapter, _at(20, 7, 5, **merit), by=office)
    hosting.answer(hosting.ask(joint, other, by=office), accepts=True, by=office)
    members = {
        "title_th": "ประชุมใหญ่สามัญประจำปี",
        "kind": Kind.OTHER,
        "place": "ห้องประชุมโรงแรมในเมือง",
        "audience": Event.Audience.CHAPTER,
        "seats": 120,
    }
    _out(chapter, _at(30, 9, 3, **here, **members), by=office)
    camp = {"title_th": "ค่ายปันหนังสือให้ห้องสมุดชุมชน", "kind": Kind.VOLUNTEERING, "place": "โรงเรียนริมเล"}
    _out(chapter, _at(-40, 9, 6, **here, **camp), by=office)
    _in_trouble(chapter, here, office=office, leader=leader)


def _in_trouble(chapter: Chapter, here: dict[str, Any], *, office: User, leader: User) -> None:
    """Cancelled, waiting, not published, a draft."""
    trip = _out(
        chapter,
        _at(25, 8, 9, **here, title_th="เที่ยวสวนผลไม้ยกกลุ่ม", kind=Kind.TRIP, place="สวนลุงดำ", seats=40),
        by=office,
    )
    cancelling.cancel(trip, reason="น้ำท่วมทาง เลื่อนไปปีหน้า", by=office)
    waits = writing.begin(
        chapter, _at(35, 18, 4, **here, title_th="คอนเสิร์ตเพื่อทุนน้อง", place="ลานหน้าศาลากลาง"), by=leader
    )
    publishing.send(waits, by=leader)
    against = writing.begin(chapter, _at(9, 18, 2, **here, title_th="ฟังปราศรัยวันเสาร์", place="ลานหน้าตลาด"), by=leader)
    publishing.send(against, by=leader)
    remark = "งานนี้เป็นปราศรัยของผู้สมัครรับเลือกตั้ง กลุ่มศิษย์เก่าไม่เกี่ยวข้องกับการเมือง"
    moderation.decide(against, Submission.Outcome.REFUSED, by=office, objection="politics", remark=remark)
    writing.begin(chapter, _at(50, 18, 3, **here, title_th="กินเลี้ยงปีใหม่ (ร่าง)", place="ร้านริมน้ำ"), by=leader)


def _of_faculty(chapter: Chapter, *, office: User) -> None:
    faculty: Faculty | None = chapter.faculty
    workshop = {
        "title_th": "อบรมปฐมพยาบาลสำหรับคนทำงาน",
        "title_en": "First aid at work",
        "kind": Kind.TALK,
        "place": "ห้องปฏิบัติการ ตึก 2",
        "province": Province.objects.filter(code="90").first(),
        "seats": 30,
    }
    price: writing.Rows = [(None, {"name_th": "ค่าวัสดุ", "name_en": "Materials", "price_satang": 15_000})]
    payee = Payee.objects.filter(code="university").first()
    _out(chapter, _at(16, 9, 7, **workshop, payee=payee), by=office, tickets=price)
    if faculty is not None:
        only = {"title_th": "พบปะศิษย์เก่าคณะ", "kind": Kind.NETWORKING, "place": "ลานคณะ"}
        _out(chapter, _at(28, 17, 3, **only, audience=Event.Audience.FACULTY, faculty=faculty), by=office)
    for first in every_weeks(_day(-70), 3, 3):
        ago = (first - timezone.localdate()).days
        _out(chapter, _at(ago, 18, 2, title_th="เสวนาเย็นวันศุกร์", kind=Kind.TALK, place="ห้องสมุดคณะ"), by=office)


def _out(chapter: Chapter | None, values: dict[str, Any], *, by: User, **rows: Any) -> Event:
    if not _is_ahead(values):
        return _was(chapter, values, by=by, **rows)
    return series.make_one(chapter, values, by=by, publishes=True, **rows)


def _was(chapter: Chapter | None, values: dict[str, Any], *, by: User, **rows: Any) -> Event:
    """One that took place: published while it was ahead, as far as the demonstration goes."""
    event = writing.begin(chapter, values, by=by, **rows)
    before = event.starts_at - timedelta(days=30)
    Event.objects.filter(pk=event.pk).update(state=Event.State.PUBLISHED, published_at=before)
    event.refresh_from_db()
    return event


def _is_ahead(values: dict[str, Any]) -> bool:
    ends: datetime = values["ends_at"]
    return ends > timezone.now()


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _at(days: int, hour: int, hours: int, **values: Any) -> dict[str, Any]:
    """So many days from today, from an hour on, so many hours long."""
    begins = datetime.combine(_day(days), time(hour), HERE)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=hours), "time_zone": HERE.key, **values}
