import pytest

from apps.duplicates.lib.latin_sounds import latin_sound, skeleton
from apps.duplicates.lib.thai_sounds import thai_sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wichai", "Vichai"),
        ("Pornthip", "Phontip"),
        ("Suchart", "Suchat"),
        ("Jaidee", "Chaidi"),
        ("Boonsong", "Bunsong"),
        ("Krittaya", "Grittaya"),
        ("Wannee", "Vanni"),
        ("Sae-Lim", "Saelim"),
    ],
)
def test_ways_of_writing_one_name_sound_alike(one, other):
    assert latin_sound(one) == latin_sound(other)


@pytest.mark.parametrize(("one", "other"), [("Somsak", "Somsri"), ("Malee", "Manop"), ("Anan", "Anong Kit")])
def test_two_names_sound_different(one, other):
    assert latin_sound(one) != latin_sound(other)


@pytest.mark.parametrize(
    ("thai", "latin"),
    [
        ("สมชาย", "Somchai"),
        ("จันทร์แก้ว", "Chankaew"),
        ("พรรณวดี", "Phanwadee"),
        ("สุวรรณรัตน์", "Suwannarat"),
        ("ณัฐพงศ์", "Nattapong"),
        ("เพชรรัตน์", "Petcharat"),
        ("ธรรมรัตน์", "Thammarat"),
    ],
)
def test_thai_and_latin_letters_have_one_frame(thai, latin):
    assert skeleton(thai_sound(thai)) == skeleton(latin_sound(latin))


@pytest.mark.parametrize("text", ["", "ฤ", "์", "ๆ", "123", "ก่", "เแโ", "ห", "รร"])
def test_any_text_has_a_key(text):
    assert isinstance(thai_sound(text), str)
    assert isinstance(latin_sound(text), str)
