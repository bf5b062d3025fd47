import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.names import FullName, expand_title, full_name, split_full_name, split_title, strip_titles
from apps.core.lib.text import normalise
from apps.core.lib.titles import TITLES

NAMES_LIKE_TITLES = [
    "นายิกา",
    "นายก ใจดี",
    "นายกสมาคมศิษย์เก่า",
    "นายูโซะ",
    "นายาว",
    "นางาม",
    "นพดล",
    "นพ ใจดี",
    "ดรุณี ใจดี",
    "พระพร ใจดี",
    "พระนคร",
    "พระจันทร์ ใจดี",
    "พญา ใจดี",
    "ศรีสุดา",
    "คุณากร",
    "คุณวุฒิ ใจดี",
    "รศนา",
    "ศศิธร",
    "มลฤดี",
    "อรทัย",
    "เภสัชกรรม",
    "สพโชค",
    "ผศาล",
    "Missy Elliot",
    "Drake",
    "Gen Tanaka",
    "Capt",
    "Drew Barry",
    "Mrigank",
    "Proforma",
    "Missa",
    "พระครูสังฆรักษ์",
    "นายกเทศมนตรี",
]
PIECES = [
    "นาย",
    "นาง",
    "สาว",
    "น.ส.",
    "ดร.",
    "ผศ.",
    "ว่าที่",
    " ",
    "ร.ต.",
    "หญิง",
    "พระ",
    "ก",
    "ิ",
    "(",
    ")",
    ",",
    "ณ",
    "Dr. ",
]
ANY_TEXT = st.text(st.characters(), max_size=40) | st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@pytest.mark.parametrize(
    ("full", "title", "rest"),
    [
        ("นายสมชาย ใจดี", "นาย", "สมชาย ใจดี"),
        ("นาย สมชาย ใจดี", "นาย", "สมชาย ใจดี"),
        ("นางสาวสุดา", "นางสาว", "สุดา"),
        ("น.ส.สุดา", "น.ส.", "สุดา"),
        ("น.ส. สุดา", "น.ส.", "สุดา"),
        ("น. ส. สุดา", "น. ส.", "สุดา"),
        ("น.สสุดา", "", "น.สสุดา"),
        ("นส.สุดา", "นส.", "สุดา"),
        ("ด.ช.แดง", "ด.ช.", "แดง"),
        ("เด็กหญิงสุดา", "เด็กหญิง", "สุดา"),
        ("ว่าที่ร้อยตรีหญิงสุดา", "ว่าที่ร้อยตรีหญิง", "สุดา"),
        ("ว่าที่ ร.ต.หญิง สุดา", "ว่าที่ ร.ต.หญิง", "สุดา"),
        ("ว่าที่ ร.ต. สมชาย", "ว่าที่ ร.ต.", "สมชาย"),
        ("ว่าที่ร.ต.สมชาย", "ว่าที่ร.ต.", "สมชาย"),
        ("ว่าที่ พ.ต.ท.สมชาย", "ว่าที่ พ.ต.ท.", "สมชาย"),
        ("ร.ต. หญิง สุดา", "ร.ต. หญิง", "สุดา"),
        ("ร.ต.อ.สมชาย", "ร.ต.อ.", "สมชาย"),
        ("พล.อ.อ. สมชาย", "พล.อ.อ.", "สมชาย"),
        ("พ.อ. (พิเศษ) สมชาย", "พ.อ. (พิเศษ)", "สมชาย"),
        ("ผศ. ดร.สุดา", "ผศ. ดร.", "สุดา"),
        ("ผศ.ดร. สุดา", "ผศ.ดร.", "สุดา"),
        ("ผู้ช่วยศาสตราจารย์ ดร.สุดา", "ผู้ช่วยศาสตราจารย์ ดร.", "สุดา"),
        ("รศ. นพ. สมชาย", "รศ. นพ.", "สมชาย"),
        ("รศ.พญ.สุดา มณี", "รศ.พญ.", "สุดา มณี"),
        ("ศ.เกียรติคุณ ดร.สมชาย ใจดี", "ศ.เกียรติคุณ ดร.", "สมชาย ใจดี"),
        ("ศ.กิตติคุณ สมชาย ใจดี", "ศ.กิตติคุณ", "สมชาย ใจดี"),
        ("ศ.กิตติคุณ ใจดี", "ศ.", "กิตติคุณ ใจดี"),
        ("นายดร.สมชาย", "นายดร.", "สมชาย"),
        ("ดร สุดา", "ดร", "สุดา"),
        ("น.พ.สมชาย", "น.พ.", "สมชาย"),
        ("นพ สมชาย ใจดี", "นพ", "สมชาย ใจดี"),
        ("ม.ร.ว.คึกฤทธิ์", "ม.ร.ว.", "คึกฤทธิ์"),
        ("คุณหญิงสุดา", "คุณหญิง", "สุดา"),
        ("คุณ สมชาย", "คุณ", "สมชาย"),
        ("พระมหาสมชาย", "พระมหา", "สมชาย"),
        ("พระสมชาย ใจดี", "พระ", "สมชาย ใจดี"),
        ("พระ พร", "พระ", "พร"),
        ("นายJohn Smith", "นาย", "John Smith"),
        ("Mr. Somchai", "Mr.", "Somchai"),
        ("mr.somchai", "mr.", "somchai"),
        ("Miss Suda", "Miss", "Suda"),
        ("Asst. Prof. Dr. Suda", "Asst. Prof. Dr.", "Suda"),
        ("Assoc.Prof.Suda", "Assoc.Prof.", "Suda"),
        ("Assistant Professor Suda", "Assistant Professor", "Suda"),
        ("Pol. Lt. Col. Somchai", "Pol. Lt. Col.", "Somchai"),
        ("Acting Sub Lt. Somchai", "Acting Sub Lt.", "Somchai"),
        ("  นา\u200bย สม\u00a0ชาย ", "นาย", "สม ชาย"),
        ("นาย", "นาย", ""),
        ("ศ.ดร.", "ศ.ดร.", ""),
        ("", "", ""),
    ],
)
def test_split_title_takes_titles_off(full, title, rest):
    assert split_title(full) == (title, rest)


@pytest.mark.parametrize(
    "name",
    NAMES_LIKE_TITLES,
)
def test_split_title_leaves_names_that_begin_like_a_title(name):
    assert split_title(name) == ("", name)


@pytest.mark.parametrize(
    ("full", "rest"),
    [
        ("นางสาวิตรี", "สาวิตรี"),
        ("นางสาวดี", "ดี"),
        ("นายกมล", "กมล"),
        ("นายนาย ใจดี", "นาย ใจดี"),
        ("นายพลเอก ใจดี", "พลเอก ใจดี"),
        ("นางลักษณ์", "ลักษณ์"),
        ("นาย แพทย์ ใจดี", "แพทย์ ใจดี"),
        ("นาย ก", "ก"),
    ],
)
def test_split_title_finds_where_the_name_begins(full, rest):
    assert split_title(full)[1] == rest


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize("title", [written for row in TITLES for written in (row.th, row.abbr) if written])
def test_split_title_knows_every_title_of_the_table(title, space):
    if title == "คุณ" and not space:
        pytest.skip("glued, คุณ may be the beginning of a name")

    assert split_title(f"{title}{space}ธนกร มณี") == (title, "ธนกร มณี")


@pytest.mark.parametrize(
    "title", ["Mr.", "Mrs.", "Ms.", "Dr.", "Dr. (MD)", "Prof. Emeritus", "Phra (monk)", "Pharmacist", "M.R."]
)
def test_split_title_knows_english_titles(title):
    assert split_title(f"{title} Somchai Jaidee") == (title, "Somchai Jaidee")


@pytest.mark.parametrize(
    ("query", "left"), [("ผศ.ดร.สุดา", "สุดา"), ("นาย", "นาย"), ("น.ส.", "น.ส."), ("สุดา", "สุดา"), (" ", "")]
)
def test_strip_titles_never_empties_a_search(query, left):
    assert strip_titles(query) == left


@pytest.mark.parametrize(
    ("written", "in_full"),
    [
        ("น.ส.", "นางสาว"),
        ("ผศ.ดร.", "ผู้ช่วยศาสตราจารย์ ดร."),
        ("รศ. นพ.", "รองศาสตราจารย์ นายแพทย์"),
        ("ว่าที่ ร.ต.หญิง", "ว่าที่ร้อยตรีหญิง"),
        ("พ.ต.ท.", "พันตำรวจโท"),
        ("พ.อ.(พิเศษ)", "พันเอก (พิเศษ)"),
        ("ร.อ.", "ร.อ."),
        ("ศ.กิตติคุณ", "ศาสตราจารย์กิตติคุณ"),
        ("ศ.เกียรติคุณ", "ศาสตราจารย์เกียรติคุณ"),
        ("Dr.", "Dr."),
        ("ประธาน", "ประธาน"),
        ("", ""),
    ],
)
def test_expand_title_writes_abbreviations_in_full(written, in_full):
    assert expand_title(written) == in_full


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("นายสมชาย ใจดี", FullName("นาย", "สมชาย", "", "ใจดี")),
        ("สมชาย", FullName(first="สมชาย")),
        ("สมชาย เดชา ใจดี", FullName("", "สมชาย", "เดชา", "ใจดี")),
        ("นางสาวสุดา ณ สงขลา", FullName("นางสาว", "สุดา", "", "ณ สงขลา")),
        ("สมชาย ณพัทลุง", FullName("", "สมชาย", "", "ณพัทลุง")),
        ("มารศรี อิศรางกูร ณ อยุธยา", FullName("", "มารศรี", "", "อิศรางกูร ณ อยุธยา")),
        ("ณ สงขลา", FullName(last="ณ สงขลา")),
        ("สมชาย แซ่ ลิ้ม", FullName("", "สมชาย", "", "แซ่ ลิ้ม")),
        ("สมชาย แซ่ลิ้ม", FullName("", "สมชาย", "", "แซ่ลิ้ม")),
        ("อาลี บิน อาหะมะ", FullName("", "อาลี", "", "บิน อาหะมะ")),
        ("ฮาซัน อัล ฮาบาชี", FullName("", "ฮาซัน", "", "อัล ฮาบาชี")),
        ("ฮาซัน อัล-ฮาบาชี", FullName("", "ฮาซัน", "", "อัล-ฮาบาชี")),
        ("มูฮัมหมัด ฟัยซอล ดอเลาะ", FullName("", "มูฮัมหมัด", "ฟัยซอล", "ดอเลาะ")),
        ("ต่วน ฮาซัน ดอเลาะ", FullName("", "ต่วน ฮาซัน", "", "ดอเลาะ")),
        ("อับดุล รอมาน บินสะมะแอ", FullName("", "อับดุล รอมาน", "", "บินสะมะแอ")),
        ("วัน ใจดี", FullName("", "วัน", "", "ใจดี")),
        ("Somchai Na Songkhla", FullName("", "Somchai", "", "Na Songkhla")),
        ("Somchai Sae Lim", FullName("", "Somchai", "", "Sae Lim")),
        ("Nur Aisyah binti Ahmad", FullName("", "Nur", "Aisyah", "binti Ahmad")),
        ("John Paul Smith", FullName("", "John", "Paul", "Smith")),
        ("Jaidee, Somchai", FullName("", "Somchai", "", "Jaidee")),
        ("Na Songkhla, Mr. Somchai", FullName("Mr.", "Somchai", "", "Na Songkhla")),
        ("Mr. Somchai Jaidee, Ph.D.", FullName("Mr.", "Somchai", "", "Jaidee", "Ph.D.")),
        ("น.อ. สมชาย ใจดี ร.น.", FullName("น.อ.", "สมชาย", "", "ใจดี", "ร.น.")),
        ("สุดา ใจดี (สกุลเดิม แก้วมณี)", FullName("", "สุดา", "", "ใจดี", "สกุลเดิม แก้วมณี")),
        ("สมชาย (ชาย) ใจดี", FullName("", "สมชาย", "", "ใจดี", "ชาย")),
        ("พ.อ. (พิเศษ) สมชาย ใจดี", FullName("พ.อ. (พิเศษ)", "สมชาย", "", "ใจดี")),
        ("ใจดี,", FullName(first="ใจดี")),
        ("()", FullName()),
        ("", FullName()),
    ],
)
def test_split_full_name_tells_the_parts_apart(full, parts):
    assert split_full_name(full) == parts


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ({"title": "นาย", "first": "สมชาย", "last": "ใจดี"}, "นายสมชาย ใจดี"),
        ({"title": "ผศ. ดร.", "first": "สุดา", "last": "มณี"}, "ผศ. ดร.สุดา มณี"),
        ({"title": "พันเอก", "first": "สมชาย", "last": "ใจดี"}, "พันเอก สมชาย ใจดี"),
        ({"title": "ว่าที่ ร.ต.", "first": "สมชาย"}, "ว่าที่ ร.ต. สมชาย"),
        ({"title": "Dr.", "first": "Suda", "middle": "M.", "last": "Manee"}, "Dr. Suda M. Manee"),
        ({"first": "สมชาย", "last": ""}, "สมชาย"),
        ({"first": "", "title": "นาย"}, "นาย"),
    ],
)
def test_full_name_writes_titles_as_is_the_custom(parts, written):
    assert full_name(**parts) == written


@given(ANY_TEXT)
def test_splitting_takes_any_text_and_loses_no_letter(text):
    title, rest = split_title(text)
    split_full_name(text)
    expand_title(text)

    assert (title + rest).replace(" ", "") == normalise(text).replace(" ", "")


@pytest.mark.parametrize(
    "hostile", ["นาย" * 300_000, "(" * 1_000_000, "ดร." * 300_000, "a " * 500_000, "lt. " * 200_000]
)
def test_splitting_takes_linear_time(hostile):
    began = time.process_time()
    split_full_name(hostile)

    assert time.process_time() - began < 5
