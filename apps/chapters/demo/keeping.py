"""Albums and documents of the demonstration: drawn pictures, papers without an author."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from apps.accounts.models import User
from apps.chapters.actions import albums, complaints, documents, letters, photo_choices
from apps.chapters.lib.photo_picture import PhotoPicture, encode
from apps.chapters.models import Chapter, Membership
from apps.core.lib.office_files import Kind
from apps.records.actions import consents
from apps.records.models import Consent, Person

SIZE = (1200, 900)
_SKIES = ((196, 220, 240), (250, 222, 190), (214, 206, 236), (204, 232, 214))
_HILLS = ((60, 110, 90), (90, 74, 130), (150, 96, 60), (40, 84, 120))
CAPTIONS = ("จัดชั้นหนังสือที่โรงเรียนริมทะเล", "รุ่นพี่เล่าเรื่องงานให้น้องฟัง", "เก็บขยะหาดยามเช้า", "กินข้าวด้วยกันก่อนแยกย้าย")
# A page with one line of text in it, as small as a PDF can be.
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 60>>stream\nBT /F1 18 Tf 72 760 Td (Demonstration: an invented paper) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PAPERS = (
    ("statutes", "ข้อบังคับชมรม", "everyone", 700),
    ("minutes", "รายงานการประชุมสามัญประจำปี", "members", 120),
    ("accounts", "บัญชีรับจ่ายไตรมาสล่าสุด", "leaders", 40),
)


def fill(chapter: Chapter, leader: Person, *, by: User, reader: Person | None) -> None:
    """Two albums, three papers, what members said about being shown, and a request to take a photograph down."""
    today = timezone.localdate()
    books = {"title": "ปันหนังสือให้ห้องสมุดชุมชน", "taken_on": today - timedelta(days=80), "audience": "everyone"}
    album = albums.begin(chapter, books, by=by)
    photos = [albums.add(album, drawn(kind), caption=caption, by=by) for kind, caption in enumerate(CAPTIONS)]
    albums.describe(photos[1], caption=CAPTIONS[1], is_cover=True, by=by)
    run = {"title": "วิ่งเช้าวันอาทิตย์", "taken_on": today - timedelta(days=20), "audience": "members"}
    inner = albums.begin(chapter, run, by=by)
    albums.add(inner, drawn(6), caption="ก่อนออกตัว", by=by)
    asked = albums.add(album, drawn(5), by=by)
    for kind, title, audience, age in PAPERS:
        values = {"kind": kind, "title": title, "audience": audience, "dated_on": today - timedelta(days=age)}
        documents.put_in(chapter, values, content=PAPER, kind=Kind.PDF, by=by)
    _choices(chapter, by)
    if reader is not None and reader.account is not None:
        complaints.complain(asked, reader, why="shown", note="ไม่อยากให้เห็นหน้าตอนเหนื่อย", by=reader.account)


def drawn(kind: int) -> PhotoPicture:
    """A landscape with a few people, of nobody and nowhere."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE, _SKIES[kind % len(_SKIES)])
    draw = ImageDraw.Draw(picture)
    hill, sun = _HILLS[kind % len(_HILLS)], 140 + 120 * (kind % 5)
    draw.ellipse((sun, 120, sun + 150, 270), fill=(255, 240, 200))
    draw.ellipse((-300, 480, width - 200, height + 700), fill=hill)
    draw.ellipse((300, 560, width + 400, height + 700), fill=tuple(part - 20 for part in hill))
    for place in range(3 + kind % 3):
        left = 220 + 170 * place
        draw.ellipse((left, 560, left + 70, 630), fill=(190 + 10 * place, 150, 110))
        draw.rounded_rectangle((left - 20, 635, left + 90, 860), radius=50, fill=_HILLS[(kind + place) % len(_HILLS)])
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return encode(saved.getvalue())


def _choices(chapter: Chapter, by: User) -> None:
    """Some members have said whether they may be shown, that leaders may reach them, or that they want no letters."""
    held = Membership.objects.held().filter(chapter=chapter).select_related("person").order_by("pk")
    for place, membership in enumerate(held[:24]):
        photo_choices.say(membership.person, is_given=place % 4 != 1, language="th", by=by)
    for membership in held[24:180]:
        consents.say(membership.person, purpose=Consent.Purpose.CHAPTERS, is_given=True, language="th", by=by)
    for membership in held[30:180:25]:
        letters.stop(chapter, membership.person, by=None)
