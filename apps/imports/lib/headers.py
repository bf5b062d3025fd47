"""What registrars write over their columns."""

import re

from rapidfuzz import fuzz, process

from .lookup import key

# Kind → how its header is written. Two headers of one kind in a file are told apart by what stands below them.
_WRITTEN: dict[str, str] = {
    "": (
        "ลำดับ|ลำดับที่|ที่|no|no.|#|seq|sequence|item|เลขที่ลำดับ|ลำดับที่ในบัญชี|running no|ลายเซ็น|ลายมือชื่อ|signature|"
        "เลขที่นั่ง|เลขที่บัตรเชิญ"
    ),
    "not_kept": (
        "ศาสนา|religion|หมู่เลือด|หมู่โลหิต|กรุ๊ปเลือด|blood group|blood type|เชื้อชาติ|race|ความพิการ|disability|โรคประจำตัว"
    ),
    "reasons": "เหตุที่ไม่รับ|why not accepted",
    "row_number": "แถวในไฟล์|row in file",
    "title_th": (
        "คำนำหน้า|คำนำหน้าชื่อ|คำนำหน้านาม|คำนำ|คำหน้า|ยศ|ยศ/คำนำหน้า|คำนำหน้าชื่อไทย|คำนำหน้า (ไทย)|ตำแหน่งทางวิชาการ|"
        "prefix|prefix th|title th|title|titlename|prename"
    ),
    "first_th": (
        "ชื่อ|ชื่อตัว|ชื่อไทย|ชื่อ (ไทย)|ชื่อภาษาไทย|ชื่อจริง|ชื่อต้น|ชื่อ ภาษาไทย|ชื่อนักศึกษา|ชื่อบัณฑิต|first name|firstname|fname|"
        "given name|first name th|name th|name thai|thai name|first name (thai)|stdname"
    ),
    "middle_th": "ชื่อกลาง|ชื่อรอง|middle name th|ชื่อกลางไทย",
    "last_th": (
        "นามสกุล|สกุล|ชื่อสกุล|นามสกุลไทย|นามสกุล (ไทย)|นามสกุลภาษาไทย|last name|lastname|lname|surname|family name|"
        "surname th|last name th|last name (thai)|thai surname|สกุลปัจจุบัน|นามสกุลปัจจุบัน"
    ),
    "full_name": (
        "ชื่อ-สกุล|ชื่อ-นามสกุล|ชื่อ นามสกุล|ชื่อและนามสกุล|ชื่อ สกุล|ชื่อ-ชื่อสกุล|ชื่อเต็ม|รายชื่อ|ชื่อ/สกุล|ชื่อ - นามสกุล ไทย|"
        "ชื่อ-สกุล (ไทย)|ชื่อ-สกุลภาษาไทย|ชื่อตัว-ชื่อสกุล|รายนาม|ชื่อ-สกุล นักศึกษา|ชื่อนักศึกษา-สกุล|ชื่อผู้สำเร็จการศึกษา|ชื่อ ฉายา|"
        "name|full name|fullname|name-surname|name surname|name and surname|student name|name of graduate"
    ),
    "full_name_en": (
        "ชื่อ-สกุลภาษาอังกฤษ|ชื่อ-สกุล (อังกฤษ)|ชื่อ-นามสกุล อังกฤษ|ชื่อภาษาอังกฤษเต็ม|full name en|english name|name en|"
        "name eng|name english|name in english|ชื่อ-สกุล (eng)"
    ),
    "title_en": "คำนำหน้าอังกฤษ|คำนำหน้า (อังกฤษ)|คำนำหน้าภาษาอังกฤษ|title en|prefix en|title eng|prefix eng",
    "first_en": (
        "ชื่ออังกฤษ|ชื่อ (อังกฤษ)|ชื่อภาษาอังกฤษ|ชื่อ (eng)|ชื่อ eng|first name en|firstname en|first name eng|"
        "first name (english)|first name (en)|fname en|given name en"
    ),
    "middle_en": "middle name|middlename|ชื่อกลางอังกฤษ|middle name en|middle initial",
    "last_en": (
        "นามสกุลอังกฤษ|นามสกุล (อังกฤษ)|สกุลอังกฤษ|สกุล (อังกฤษ)|นามสกุลภาษาอังกฤษ|นามสกุล (eng)|นามสกุล eng|"
        "last name en|lastname en|last name eng|last name (english)|surname en|surname eng|lname en|"
        "family name en"
    ),
    "former_first_th": "ชื่อเดิม|ชื่อตัวเดิม|former name|former first name|old name",
    "former_last_th": (
        "นามสกุลเดิม|สกุลเดิม|ชื่อสกุลเดิม|former surname|former last name|maiden name|old surname|นามสกุลก่อนสมรส"
    ),
    "former_last_en": "นามสกุลเดิมอังกฤษ|นามสกุลเดิม (อังกฤษ)|maiden name en|former surname en",
    "nickname": "ชื่อเล่น|nickname|ฉายา|nick name",
    "gender": "เพศ|gender|sex",
    "birth_date": (
        "วันเกิด|วันเดือนปีเกิด|ว/ด/ป เกิด|ว.ด.ป. เกิด|ว.ด.ป.เกิด|วดป เกิด|วัน เดือน ปี เกิด|วัน/เดือน/ปีเกิด|วันที่เกิด|ปีเกิด|"
        "เกิดวันที่|เกิดเมื่อ|วดป.|date of birth|dob|d.o.b.|birth date|birthdate|birthday|born"
    ),
    "nationality": "สัญชาติ|nationality|citizenship",
    "national_id": (
        "เลขประจำตัวประชาชน|เลขบัตรประชาชน|เลขที่บัตรประชาชน|หมายเลขบัตรประชาชน|รหัสประจำตัวประชาชน|บัตรประชาชน|"
        "เลขประจำตัว 13 หลัก|เลข 13 หลัก|รหัสบัตรประชาชน|เลขที่บัตรประจำตัวประชาชน|เลขประชาชน|เลข ปชช|เลข ปชช.|"
        "national id|citizen id|citizenid|id card|id card no|idcard|national id no|thai id|personal id|pid"
    ),
    "passport_no": "หนังสือเดินทาง|เลขหนังสือเดินทาง|เลขที่หนังสือเดินทาง|passport|passport no|passport number|พาสปอร์ต",
    "student_id": (
        "รหัส|รหัสนักศึกษา|รหัสประจำตัวนักศึกษา|เลขประจำตัวนักศึกษา|รหัสประจำตัว|เลขประจำตัว|เลขทะเบียน|เลขทะเบียนนักศึกษา|"
        "รหัส นศ|รหัส นศ.|รหัสนิสิต|เลขประจำตัวนิสิต|รหัสบัณฑิต|student id|studentid|student code|student no|"
        "student number|stdid|std id|std code|student_id|id|ID no|sid|registration no"
    ),
    "faculty": (
        "คณะ|คณะ/วิทยาลัย|หน่วยงาน|คณะที่สังกัด|คณะที่สำเร็จการศึกษา|ชื่อคณะ|faculty|faculty name|school|college|fac|"
        "facultyname|สังกัด|คณะ/สาขา|สำนักวิชา|รหัสคณะ"
    ),
    "campus": "วิทยาเขต|เขตการศึกษา|ศูนย์|campus|วิทยาเขต/เขตการศึกษา",
    "degree": (
        "วุฒิ|วุฒิการศึกษา|ชื่อปริญญา|ปริญญา|ปริญญาที่ได้รับ|ชื่อย่อปริญญา|อักษรย่อปริญญา|คุณวุฒิ|degree|degree name|degree title|"
        "degree abbr|award|qualification|วุฒิที่ได้รับ|วุฒิที่สำเร็จ|ชื่อปริญญา (สาขา)"
    ),
    "programme": (
        "สาขา|สาขาวิชา|วิชาเอก|วิชาเอก/สาขา|สาขาวิชาเอก|เอก|หลักสูตร|ชื่อหลักสูตร|ภาควิชา|แขนงวิชา|แขนง|โปรแกรมวิชา|"
        "major|programme|program|curriculum|department|field of study|majorname|dept"
    ),
    "level": "ระดับ|ระดับการศึกษา|ระดับปริญญา|ระดับชั้น|ระดับวุฒิ|level|degree level|education level",
    "entry_year_be": (
        "ปีที่เข้า|ปีที่เข้าศึกษา|ปีเข้า|ปีการศึกษาที่เข้า|ปีที่เข้าเรียน|เข้าศึกษา|ปีรับเข้า|ปีแรกเข้า|ปีการศึกษาที่เข้าศึกษา|ปีที่เริ่มศึกษา|"
        "entry year|year of entry|admission year|admit year|year admitted|enrolment year|intake year|"
        "admit acad year"
    ),
    "entry_cohort": "รุ่น|รุ่นที่|รุ่นที่เข้า|cohort|entry cohort|class no|batch|generation",
    "graduation_year_be": (
        "ปีที่จบ|ปีการศึกษาที่จบ|ปีจบ|ปีที่สำเร็จการศึกษา|ปีที่สำเร็จ|ปีการศึกษาที่สำเร็จการศึกษา|ปีการศึกษาที่สำเร็จ|ปีการศึกษา|จบปี|"
        "จบปีการศึกษา|ปีที่จบการศึกษา|สำเร็จการศึกษาปี|พ.ศ. ที่จบ|ปี พ.ศ. ที่จบ|ปี พ.ศ. ที่สำเร็จการศึกษา|graduation year|"
        "graduated year|year of graduation|grad year|year graduated|academic year|class of|"
        "finish acad year|finish year|grad acad year|"
        "graduation academic year"
    ),
    "conferred_on": (
        "วันที่อนุมัติ|วันอนุมัติ|วันที่อนุมัติปริญญา|วันที่สภาอนุมัติ|วันที่สำเร็จการศึกษา|วันที่จบ|วันสำเร็จการศึกษา|วันที่สำเร็จ|วันที่จบการศึกษา|"
        "วันที่อนุมัติจบ|วันที่สภามหาวิทยาลัยอนุมัติ|สภาอนุมัติ|อนุมัติเมื่อ|วันที่รับปริญญา|date conferred|conferred on|"
        "conferral date|approved date|approval date|graduation date|date of graduation|grad date|"
        "degree date|finish date|finished date|date graduated|awarded on"
    ),
    "honours": "เกียรตินิยม|เกียรติ|ระดับเกียรตินิยม|honours|honors|honor|honour",
    "gpa": (
        "เกรดเฉลี่ย|เกรด|gpa|gpax|g.p.a.|คะแนนเฉลี่ย|คะแนนเฉลี่ยสะสม|เกรดเฉลี่ยสะสม|แต้มเฉลี่ย|แต้มเฉลี่ยสะสม|"
        "ผลการเรียนเฉลี่ย|cgpa|cum gpa|grade point average|แต้มระดับคะแนนเฉลี่ยสะสม|ระดับคะแนนเฉลี่ยสะสม|คะแนนสะสม"
    ),
    "email": (
        "อีเมล|อีเมล์|อีเมลล์|e-mail|email|e-mail address|email address|เมล|เมล์|จดหมายอิเล็กทรอนิกส์|ไปรษณีย์อิเล็กทรอนิกส์|อีเมลส่วนตัว"
    ),
    "email_2": "อีเมล 2|อีเมลสำรอง|email 2|email2|secondary email|alternate email",
    "mobile": (
        "มือถือ|โทรศัพท์มือถือ|เบอร์มือถือ|โทรศัพท์เคลื่อนที่|หมายเลขโทรศัพท์มือถือ|เบอร์|โทรมือถือ|mobile|mobile phone|mobile no|"
        "cell|cell phone|เบอร์โทรศัพท์มือถือ"
    ),
    "mobile_2": "มือถือ 2|mobile 2|เบอร์มือถือ 2|เบอร์สำรอง",
    "phone": (
        "โทรศัพท์|เบอร์โทรศัพท์|เบอร์โทร|โทร|โทร.|หมายเลขโทรศัพท์|โทรศัพท์บ้าน|โทรบ้าน|โทรศัพท์ที่ทำงาน|phone|telephone|tel|"
        "tel.|phone no|phone number|telephone no|home phone|เบอร์ติดต่อ|เบอร์โทรติดต่อ|contact no|เบอร์บ้าน"
    ),
    "line_id": "line|line id|ไลน์|ไลน์ไอดี|id line|lineid|ไอดีไลน์",
    "contacts": "ติดต่อ|ข้อมูลติดต่อ|การติดต่อ|contact|contacts|โทรศัพท์/อีเมล|โทรศัพท์/e-mail",
    "address": (
        "ที่อยู่|ที่อยู่ปัจจุบัน|ที่อยู่ที่ติดต่อได้|ที่อยู่ตามทะเบียนบ้าน|ที่อยู่ติดต่อ|ภูมิลำเนา|ที่อยู่สำหรับส่งเอกสาร|ที่อยู่ที่สามารถติดต่อได้|address|"
        "home address|mailing address|current address|contact address|postal address"
    ),
    "house_no": "บ้านเลขที่|เลขที่|เลขที่บ้าน|ที่อยู่เลขที่|house no|house number|address no|no house",
    "moo": "หมู่|หมู่ที่|ม.|moo|village no",
    "village": "หมู่บ้าน|อาคาร|หมู่บ้าน/อาคาร|อาคาร/หมู่บ้าน|village|building|ชื่อหมู่บ้าน|คอนโด",
    "soi": "ซอย|ตรอก|ตรอก/ซอย|ซ.|soi|lane",
    "road": "ถนน|ถ.|road|street",
    "subdistrict": "ตำบล|แขวง|ตำบล/แขวง|แขวง/ตำบล|ต.|subdistrict|sub-district|tambon|tumbon|sub district",
    "district": "อำเภอ|เขต|อำเภอ/เขต|เขต/อำเภอ|อ.|district|amphoe|amphur|ampur",
    "province": "จังหวัด|จ.|province|changwat|จังหวัดที่อยู่|ภูมิลำเนาจังหวัด",
    "postcode": "รหัสไปรษณีย์|ไปรษณีย์|รหัส ปณ.|รหัสไปรษณี|postcode|postal code|zip|zip code|zipcode|post code",
    "country": "ประเทศ|country",
    "employer": (
        "ที่ทำงาน|สถานที่ทำงาน|ชื่อที่ทำงาน|บริษัท|หน่วยงานที่ทำงาน|ชื่อหน่วยงาน|นายจ้าง|employer|company|organization|"
        "organisation|workplace|work place"
    ),
    "position": "ตำแหน่ง|ตำแหน่งงาน|อาชีพ|position|job title|occupation|job",
    "note": "หมายเหตุ|บันทึก|note|notes|remark|remarks|comment|comments|อื่นๆ|อื่น ๆ",
}
BY_HEADER = {key(written): kind for kind, line in _WRITTEN.items() for written in line.split("|") if key(written)}
# Databases name their columns so: FNAME_TH, LNAME_EN, FAC_NAME_TH.
_LETTERS = re.compile(r"(?<= )(?:th|tha|thai|en|eng|english|name)\b|^std |^stu |^student (?=.*name)")
_LATIN = re.compile(r"[_ ](?:en|eng|english)$")
_ENGLISH = {"title_th": "title_en", "first_th": "first_en", "last_th": "last_en", "full_name": "full_name_en"}
NOT_READ = {"", "not_kept", "reasons", "row_number"}
_LONG = [written for written in BY_HEADER if len(written) >= 5]


def known(header: str) -> tuple[str, float] | None:
    """Kind and confidence for a header, by the whole of it, without what stands in brackets, or with a slip of the
    keyboard; None where it says nothing."""
    written = key(header)
    if not written:
        return None
    if written in BY_HEADER:
        return BY_HEADER[written], 1.0
    before, bracket, after = header.partition("(")
    outside = key(before + after.partition(")")[2]) if bracket else ""
    if outside and outside in BY_HEADER:
        return BY_HEADER[outside], 0.9
    return _of_database(header.lower()) or _with_a_slip(header, written)


def _of_database(header: str) -> tuple[str, float] | None:
    kind = BY_HEADER.get(key(_LETTERS.sub("", header.replace("_", " ")))) if header.isascii() else None
    if kind is None:
        return None
    return _ENGLISH.get(kind, kind) if _LATIN.search(header) else kind, 0.9


def _with_a_slip(header: str, written: str) -> tuple[str, float] | None:
    if len(written) < 5:
        return None
    cutoff = 92 if header.isascii() else 84  # fname and lname are one letter apart
    found = process.extractOne(written, _LONG, scorer=fuzz.ratio, score_cutoff=cutoff)
    if not found:
        return None
    return BY_HEADER[found[0]], 0.55 + (found[1] - 84) / 40
