"""What stands before a name in Thailand: civil, academic and professional titles, ranks, royal and clerical ones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """`abbr` is "" where the title is never shortened; `gender`: m, f or "" (either)."""

    th: str
    abbr: str
    en: str
    kind: str
    gender: str = ""


_CIVIL = (
    Title("นาย", "", "Mr.", "civil", "m"),
    Title("นาง", "", "Mrs.", "civil", "f"),
    Title("นางสาว", "น.ส.", "Ms.", "civil", "f"),
    Title("เด็กชาย", "ด.ช.", "Master", "minor", "m"),
    Title("เด็กหญิง", "ด.ญ.", "Miss", "minor", "f"),
    Title("คุณ", "", "Khun", "courtesy"),
)
_ACADEMIC = (
    Title("ดอกเตอร์", "ดร.", "Dr.", "academic"),
    Title("อาจารย์", "อ.", "Lecturer", "academic"),
    Title("ผู้ช่วยศาสตราจารย์", "ผศ.", "Asst. Prof.", "academic"),
    Title("รองศาสตราจารย์", "รศ.", "Assoc. Prof.", "academic"),
    Title("ศาสตราจารย์", "ศ.", "Prof.", "academic"),
    Title("ศาสตราจารย์เกียรติคุณ", "ศ.เกียรติคุณ", "Prof. Emeritus", "academic"),
)
_PROFESSIONAL = (
    Title("นายแพทย์", "นพ.", "Dr. (MD)", "professional", "m"),
    Title("แพทย์หญิง", "พญ.", "Dr. (MD)", "professional", "f"),
    Title("ทันตแพทย์", "ทพ.", "Dr. (DDS)", "professional", "m"),
    Title("ทันตแพทย์หญิง", "ทพญ.", "Dr. (DDS)", "professional", "f"),
    Title("เภสัชกร", "ภก.", "Pharmacist", "professional", "m"),
    Title("เภสัชกรหญิง", "ภญ.", "Pharmacist", "professional", "f"),
    Title("สัตวแพทย์", "สพ.", "Dr. (DVM)", "professional", "m"),
    Title("นายสัตวแพทย์", "น.สพ.", "Dr. (DVM)", "professional", "m"),
    Title("สัตวแพทย์หญิง", "สพ.ญ.", "Dr. (DVM)", "professional", "f"),
    Title("เทคนิคการแพทย์", "ทนพ.", "Medical Technologist", "professional", "m"),
    Title("เทคนิคการแพทย์หญิง", "ทนพญ.", "Medical Technologist", "professional", "f"),
)
_ROYAL_AND_CLERICAL = (
    Title("หม่อมเจ้า", "ม.จ.", "M.C.", "royal"),
    Title("หม่อมราชวงศ์", "ม.ร.ว.", "M.R.", "royal"),
    Title("หม่อมหลวง", "ม.ล.", "M.L.", "royal"),
    Title("คุณหญิง", "", "Khunying", "royal", "f"),
    Title("ท่านผู้หญิง", "", "Thanpuying", "royal", "f"),
    Title("พระ", "", "Phra (monk)", "clergy", "m"),
    Title("พระมหา", "", "Phra Maha", "clergy", "m"),
    Title("สามเณร", "", "Samanera", "clergy", "m"),
    Title("แม่ชี", "", "Mae Chi", "clergy", "f"),
    Title("บาทหลวง", "", "Rev.", "clergy", "m"),
)

# Army, navy, air force and police, highest first. A woman's rank adds หญิง, an acting one begins with ว่าที่.
_RANKS = (
    *(("พลเอก", "พล.อ.", "Gen."), ("พลโท", "พล.ท.", "Lt. Gen."), ("พลตรี", "พล.ต.", "Maj. Gen.")),
    *(("พันเอก", "พ.อ.", "Col."), ("พันโท", "พ.ท.", "Lt. Col."), ("พันตรี", "พ.ต.", "Maj.")),
    *(("ร้อยเอก", "ร.อ.", "Capt."), ("ร้อยโท", "ร.ท.", "Lt."), ("ร้อยตรี", "ร.ต.", "Sub Lt.")),
    *(("จ่าสิบเอก", "จ.ส.อ.", "Sgt. Maj. 1st Cl."), ("จ่าสิบโท", "จ.ส.ท.", "Sgt. Maj. 2nd Cl.")),
    *(("จ่าสิบตรี", "จ.ส.ต.", "Sgt. Maj. 3rd Cl."), ("สิบเอก", "ส.อ.", "Sgt."), ("สิบโท", "ส.ท.", "Cpl.")),
    *(("สิบตรี", "ส.ต.", "Lance Cpl."), ("พลทหาร", "พลฯ", "Pvt.")),
    *(("พลเรือเอก", "พล.ร.อ.", "Adm."), ("พลเรือโท", "พล.ร.ท.", "Vice Adm."), ("พลเรือตรี", "พล.ร.ต.", "Rear Adm.")),
    *(("นาวาเอก", "น.อ.", "Capt."), ("นาวาโท", "น.ท.", "Cdr."), ("นาวาตรี", "น.ต.", "Lt. Cdr.")),
    *(("เรือเอก", "ร.อ.", "Lt."), ("เรือโท", "ร.ท.", "Lt. Jr. Gr."), ("เรือตรี", "ร.ต.", "Sub Lt.")),
    *(("พันจ่าเอก", "พ.จ.อ.", "CPO 1"), ("พันจ่าโท", "พ.จ.ท.", "CPO 2"), ("พันจ่าตรี", "พ.จ.ต.", "CPO 3")),
    *(("จ่าเอก", "จ.อ.", "PO 1"), ("จ่าโท", "จ.ท.", "PO 2"), ("จ่าตรี", "จ.ต.", "PO 3")),
    *(("พลอากาศเอก", "พล.อ.อ.", "ACM"), ("พลอากาศโท", "พล.อ.ท.", "AM"), ("พลอากาศตรี", "พล.อ.ต.", "AVM")),
    *(
        ("นาวาอากาศเอก", "น.อ.", "Gp. Capt."),
        ("นาวาอากาศโท", "น.ท.", "Wg. Cdr."),
        ("นาวาอากาศตรี", "น.ต.", "Sqn. Ldr."),
    ),
    *(("เรืออากาศเอก", "ร.อ.", "Flt. Lt."), ("เรืออากาศโท", "ร.ท.", "Fg. Off."), ("เรืออากาศตรี", "ร.ต.", "Plt. Off.")),
    *(("พันจ่าอากาศเอก", "พ.อ.อ.", "FS 1"), ("พันจ่าอากาศโท", "พ.อ.ท.", "FS 2"), ("พันจ่าอากาศตรี", "พ.อ.ต.", "FS 3")),
    *(("จ่าอากาศเอก", "จ.อ.", "Sgt."), ("จ่าอากาศโท", "จ.ท.", "Cpl."), ("จ่าอากาศตรี", "จ.ต.", "LAC")),
    *(("พลตำรวจเอก", "พล.ต.อ.", "Pol. Gen."), ("พลตำรวจโท", "พล.ต.ท.", "Pol. Lt. Gen.")),
    *(("พลตำรวจตรี", "พล.ต.ต.", "Pol. Maj. Gen."), ("พันตำรวจเอก", "พ.ต.อ.", "Pol. Col.")),
    *(("พันตำรวจโท", "พ.ต.ท.", "Pol. Lt. Col."), ("พันตำรวจตรี", "พ.ต.ต.", "Pol. Maj.")),
    *(("ร้อยตำรวจเอก", "ร.ต.อ.", "Pol. Capt."), ("ร้อยตำรวจโท", "ร.ต.ท.", "Pol. Lt.")),
    *(("ร้อยตำรวจตรี", "ร.ต.ต.", "Pol. Sub Lt."), ("ดาบตำรวจ", "ด.ต.", "Pol. Snr. Sgt. Maj.")),
    *(("จ่าสิบตำรวจ", "จ.ส.ต.", "Pol. Sgt. Maj."), ("สิบตำรวจเอก", "ส.ต.อ.", "Pol. Sgt.")),
    *(("สิบตำรวจโท", "ส.ต.ท.", "Pol. Cpl."), ("สิบตำรวจตรี", "ส.ต.ต.", "Pol. Lance Cpl.")),
)

TITLES: tuple[Title, ...] = (
    *_CIVIL,
    *_ACADEMIC,
    *_PROFESSIONAL,
    *_ROYAL_AND_CLERICAL,
    *(Title(*rank, "rank") for rank in _RANKS),
)
