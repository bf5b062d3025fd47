"""Letters and yearly reports of the demonstration."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions import chapters, ties, yearly
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter
from apps.chapters.querysets.yearly import last_year
from apps.mailings.actions import composing, inbox
from apps.mailings.demo import readers
from apps.mailings.demo.mailings import went_out
from apps.mailings.models import Mailing
from apps.records.models import Person, Province

LETTER = (
    "นัดประชุมคณะทำงานทุนการศึกษา",
    "พบกันวันเสาร์ 9.30 น. ที่ห้องสมุดชุมชน วาระมีสองเรื่อง ทุนของปีนี้ และใครจะไปเยี่ยมน้องที่หอพัก มาได้หรือไม่ตอบกลับได้เลย",
)
NEWS = (
    "สรุปค่ายแนะแนวเมื่อวันเสาร์",
    "น้อง ม.6 มากัน 48 คน ถามเรื่องหอพักมากกว่าเรื่องคะแนน ขอบคุณทุกคนที่ขับรถมาไกล ใครมีรูปส่งมาได้ จะรวมเป็นอัลบั้ม",
)
ANSWERS = ("มีรูปประมาณสามสิบรูป ส่งทางไหนดี", "เสียดายไปไม่ทัน ปีหน้าขอเป็นพี่เลี้ยงด้วยคน", "ฝากบอกน้องว่าหอพักสอบถามที่กองกิจการได้เลย")
OUR_ANSWER = "ส่งเข้าอัลบั้มของกลุ่มได้เลย ขอบคุณมาก"
DRAFT = ("ชวนวิ่งเช้าวันอาทิตย์", "ใครมาได้บอกกันไว้ จะได้เตรียมน้ำพอดีคน")
DID = "พบกันสี่ครั้ง ให้ทุนนักศึกษาสองทุน แนะแนวน้องปีสุดท้ายเดือนละครั้ง และขนหนังสือไปห้องสมุดชุมชนสามแห่ง"
PLANS = "จะเปิดรับพี่เลี้ยงเพิ่มสิบคน และจัดงานคืนสู่เหย้าร่วมกับกลุ่มจังหวัดข้างเคียง"
NEEDS = "ขอห้องประชุมของวิทยาเขตปีละสองครั้ง"


def write(chapter: Chapter, leader: Person, *, by: User, others: Sequence[Chapter], office: User) -> None:
    """A letter waits for the office, another is a draft, a third was answered; one report is being written, two were
    sent, one of them is read. One group is there for a second province, and the office and the groups have asked each
    other."""
    written = [_letter(chapter, subject, text, by) for subject, text in (LETTER, DRAFT)]
    composing.send(written[0], by=by, run_key=uuid4())
    news = _letter(chapter, *NEWS, by)
    gone = went_out(news, by=by, ago=timedelta(days=9))
    answers = [readers.answered(news, message, words) for message, words in zip(gone, ANSWERS, strict=False)]
    for item in answers[:1]:
        inbox.answer(item, OUR_ANSWER, by=by)
    year = last_year(timezone.localdate())
    yearly.write(chapter, year, {"did": DID, "plans": PLANS, "needs": NEEDS}, by=by)
    for place, other in enumerate(others[:2]):
        report = yearly.write(other, year, {"did": DID, "plans": PLANS}, by=office)
        yearly.send(report, by=office)
        if place == 0:
            yearly.take_note(report, answer="ขอบคุณทุกคน ห้องประชุมจองได้ที่สำนักงาน", by=office)
    ties.ask_office(chapter, subject="ขอยืมป้ายต้อนรับ", text="ใช้วันเสาร์ที่สองของเดือนหน้า คืนวันจันทร์", by=by)
    near = Province.objects.exclude(pk=chapter.province_id).filter(region=chapter.province.region)  # type: ignore[union-attr] # a provincial group
    free = near.exclude(pk__in=Chapter.objects.exclude(province=None).values("province"))
    chapters.serve(chapter, list(free.order_by("code")[:1]), by=None)
    line = {"line_url": "https://line.me/R/ti/g/demonstration"}
    chapters.change(Chapter.objects.get(pk=chapter.pk), line, by=office)


def _letter(chapter: Chapter, subject: str, text: str, by: User) -> Mailing:
    words = {"title": subject, "subject_th": subject, "text_th": text, "topic": "chapter"}
    to = {"kind": "own_members", "values": []}
    return composing.write(words, sender_key=sender_key(chapter), by=by, audience_data=to)
