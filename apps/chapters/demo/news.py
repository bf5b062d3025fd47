"""What the groups of the demonstration have written, what the office decided, what a reader reported."""

from apps.accounts.models import User
from apps.chapters.actions import moderation, news
from apps.chapters.models import Chapter, Decision, Post
from apps.records.models import Person

from .keeping import drawn

WRITTEN = (
    (
        "ปันหนังสือให้ห้องสมุดชุมชน ได้ 1,120 เล่มแล้ว",
        "ขอบคุณทุกคนที่ขนหนังสือมาส่ง เดือนหน้าจะขึ้นไปจัดชั้นด้วยกัน ใครมีรถว่างบอกกรรมการได้",
        "everyone",
    ),
    ("นัดวิ่งเช้าวันอาทิตย์", "พบกัน 6.00 น. ที่ประตูหน้า วิ่งช้า ๆ คุยกันไปได้ จบแล้วกินข้าวยำด้วยกัน", "members"),
)
WAITS = ("รับสมัครพี่เลี้ยงแนะแนวน้องปีสุดท้าย", "เดือนละหนึ่งครั้ง ออนไลน์ได้ ใครสนใจแจ้งชื่อที่กรรมการ", "alumni")
AGAINST = ("เชิญฟังปราศรัยวันเสาร์", "มาฟังแนวคิดของผู้สมัครที่เป็นศิษย์เก่าของเรา", "members")


def write(chapter: Chapter, author: Person, *, by: User, office: User, reader: Person | None) -> None:
    """Two posts are out, one waits, one was not published; somebody reports one."""
    sent = [_send(chapter, author, words, by=by) for words in (*WRITTEN, AGAINST, WAITS)]
    for post in sent[: len(WRITTEN)]:
        moderation.decide(post, Decision.Outcome.APPROVED, by=office)
    news.pin(sent[0], is_pinned=True, by=by)
    remark = "โพสต์นี้ชวนฟังผู้สมัครรับเลือกตั้ง กลุ่มศิษย์เก่าไม่เกี่ยวข้องกับการเมือง"
    moderation.decide(sent[len(WRITTEN)], Decision.Outcome.REJECTED, objection="politics", remark=remark, by=office)
    if reader is not None and reader.account is not None:
        note = "มีรูปรถของคนอื่นติดทะเบียน"
        moderation.report(sent[0], reader, objection="privacy", note=note, by=reader.account)


def _send(chapter: Chapter, author: Person, words: tuple[str, str, str], *, by: User) -> Post:
    title, text, audience = words
    values = {"title": title, "text": text, "audience": audience}
    picture = drawn(3) if words == WRITTEN[0] else None
    if picture:
        values["photo_alt"] = "กองหนังสือหน้าห้องสมุดกับคนสี่คน"
    post = news.write(chapter, author, values, picture=picture, by=by)
    return news.send(post, author, by=by)
