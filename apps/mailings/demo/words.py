"""What the demonstration's mailings say, and what their readers answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    subject_th: str
    text_th: str
    subject_en: str = ""
    text_en: str = ""


LIBRARY = Words(
    "ห้องสมุดใหม่เปิดแล้ว แวะมาเยี่ยมได้",
    "สวัสดีคุณ{ชื่อ|ศิษย์เก่า}\n\nห้องสมุดใหม่ของวิทยาเขตเปิดให้ศิษย์เก่าใช้แล้วทุกวัน **ไม่ต้องมีบัตร** แจ้งชื่อที่ประตูก็พอ\n\n"
    "- ชั้นหนึ่ง ที่นั่งอ่านหนังสือและกาแฟ\n- ชั้นสอง หนังสือรุ่นตั้งแต่รุ่นแรก\n\nใครมีหนังสือรุ่นเก่าเก็บไว้ เราขอยืมมาสแกน ตอบกลับอีเมลฉบับนี้ได้เลย",
    "The new library is open to you",
    "Dear {first name|reader},\n\nthe new library of the campus is open to alumni every day. **No card is needed**: "
    "say your name at the door.\n\nIf you have kept an old yearbook we would like to scan it. Just answer this mail.",
)
SURVEY = Words(
    "ขอความเห็น 3 ข้อ เรื่องบัตรศิษย์เก่า",
    "สวัสดีคุณ{ชื่อ|ศิษย์เก่า}\n\nเรากำลังออกแบบบัตรศิษย์เก่าใหม่ อยากรู้ว่าคุณจะใช้ที่ไหน ตอบกลับสั้น ๆ ได้เลย",
    "Three questions about the alumni card",
    "Dear {first name|reader},\n\nwe are making a new alumni card. Where would you use it? A short answer will do.",
)
HOMECOMING = Words(
    "จองวันไว้: งานคืนสู่เหย้าปีนี้",
    "สวัสดีคุณ{ชื่อ|ศิษย์เก่า}\n\nปีนี้พบกันวันเสาร์ที่สามของเดือนหน้า จองวันไว้ก่อน รายละเอียดจะตามมา",
    "Save the day: homecoming",
    "Dear {first name|reader},\n\nwe meet on the third Saturday of next month. Keep the day free; more will follow.",
)
NEWSLETTER = Words(
    "จดหมายข่าวเดือนหน้า",
    "สวัสดีคุณ{ชื่อ|ศิษย์เก่า}\n\nร่างไว้ก่อน รอรูปจากคณะ",
)
ANSWERS = (
    "มีหนังสือรุ่น 8 ครบเล่ม ให้ส่งไปที่ไหนคะ",
    "ขอบคุณมากครับ อาทิตย์หน้าจะพาลูกไปเที่ยว",
    "ดีใจที่มีห้องสมุดใหม่ เปิดวันอาทิตย์ด้วยไหม",
    "ย้ายบ้านแล้ว ช่วยเปลี่ยนที่อยู่ให้หน่อย จะส่งที่อยู่ใหม่ให้ทางไลน์",
    "Can friends come along who did not study here?",
    "อยากบริจาคหนังสือ 2 ลัง รับถึงเมื่อไร",
)
OUR_ANSWER = "ยินดีอย่างยิ่ง ฝากไว้ที่เคาน์เตอร์ชั้นหนึ่งได้ทุกวัน เราสแกนแล้วส่งคืนภายในหนึ่งเดือน"

# What mail servers say, with how many of a mailing's readers it happens to.
HARD = ("550 5.1.1 The email account that you tried to reach does not exist", "550 5.4.4 Domain not found")
SOFT = ("452 4.2.2 The recipient's mailbox is over quota", "550 5.7.1 Message rejected as spam by policy")
