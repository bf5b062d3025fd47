"""What somebody reads before they agree to a purpose, word for word, in each version that was ever shown. A text is
never changed: a new one is added at the end, and asks anew those who agreed to an older one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentText:
    """One version of the words about one purpose."""

    version: str  # the day from which it was shown
    th: str
    en: str

    def read(self, language: str) -> str:
        return self.en if language == "en" else self.th


TEXTS: dict[str, tuple[ConsentText, ...]] = {
    "news": (
        ConsentText(
            "2569-11",
            "ขอให้สำนักงานส่งข่าวของมหาวิทยาลัยและศิษย์เก่าให้ฉันทางอีเมล ไม่เกินสัปดาห์ละหนึ่งฉบับ",
            "The office may send me news of the university and its alumni by e-mail, at most once a week.",
        ),
    ),
    "events": (
        ConsentText(
            "2569-11",
            "ขอให้สำนักงานเชิญฉันร่วมงานของรุ่น คณะ และจังหวัดที่ฉันอยู่ โดยใช้ปีที่จบ คณะ และจังหวัดเลือกงานที่ตรงกับฉัน",
            "The office may invite me to events of my class, faculty and province, and may use my year, faculty and "
            "province to choose them.",
        ),
    ),
    "giving": (
        ConsentText(
            "2569-11",
            "ขอให้สำนักงานบอกฉันเมื่อมีโครงการทุนการศึกษาและการบริจาค โดยไม่ส่งชื่อหรือที่อยู่ของฉันให้ผู้อื่น",
            "The office may tell me of scholarship funds and appeals for gifts. Nobody else gets my name and address.",
        ),
    ),
    "surveys": (
        ConsentText(
            "2569-11",
            "ขอให้สำนักงานส่งแบบสอบถามเรื่องงานและคุณภาพบัณฑิต ฉันตอบหรือไม่ตอบก็ได้ และผลจะเผยแพร่เป็นตัวเลขรวมเท่านั้น",
            "The office may send me questionnaires about work and the quality of graduates. I need not answer, and "
            "results are published as totals only.",
        ),
    ),
    "chapters": (
        ConsentText(
            "2569-11",
            "ขอให้สำนักงานบอกอีเมลและเบอร์โทรของฉันแก่กรรมการของชมรมที่ฉันเป็นสมาชิก เพื่อให้ชมรมติดต่อฉันได้",
            "The office may give my e-mail address and telephone number to the leaders of the groups that I belong "
            "to, so that they can reach me.",
        ),
    ),
    "photos": (
        ConsentText(
            "2569-11",
            "ขอให้มหาวิทยาลัยใช้ภาพถ่ายของฉันจากงานศิษย์เก่าในข่าวของมหาวิทยาลัยและสื่อสังคมออนไลน์",
            "The university may use photographs of me from alumni events in its news and on social media.",
        ),
    ),
    "albums": (
        ConsentText(
            "2569-12",
            "ขอให้กลุ่มศิษย์เก่าที่ฉันเป็นสมาชิกลงภาพถ่ายที่เห็นฉันในอัลบั้มและข่าวของกลุ่มได้ "
            "กรรมการที่ลงภาพจะเห็นว่าฉันตอบอย่างไร และฉันขอให้เอาภาพลงได้ทุกเมื่อ",
            "The groups that I belong to may show photographs in which I am to be seen in their albums and news. "
            "Whoever puts up photographs for a group sees what I answered, and I can have a photograph taken down at "
            "any time.",
        ),
    ),
}


def current(purpose: str) -> ConsentText:
    """What is read today."""
    return TEXTS[purpose][-1]


def of_version(purpose: str, version: str) -> ConsentText:
    """What was read then. Raises LookupError for a text that was never shown."""
    found = next((text for text in TEXTS[purpose] if text.version == version), None)
    if found is None:
        raise LookupError(f"{purpose} {version}")
    return found
