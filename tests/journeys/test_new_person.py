from .people import graduate, name_of, new_mobile, new_surname

SYLLABLES = [
    "กมล",
    "พร",
    "ชัย",
    "ดารา",
    "วุฒิ",
    "รัตน์",
    "ศิลป์",
    "นภา",
    "เจริญ",
    "ทอง",
    "บุญ",
    "ลักษณ์",
    "มณี",
    "ภักดี",
    "สิริ",
    "ธาร",
]


NAMES = iter("".join(three) for three in zip(*[iter(SYLLABLES)] * 3, strict=False))


def unlike_others():
    """A name that is like none that other journeys have left: no two of them share a syllable."""
    return next(NAMES)


def test_likely_double_is_shown_before_somebody_is_entered(clerk):
    there = graduate()
    clerk.visit("office:alumni")
    clerk.follow("Enter a person")

    clerk.fill({"name in Thai, with title": f"นางสาว{name_of(there)}"})
    clerk.press("Enter the person", status=422)
    clerk.sees("Is it one of these?", "same name")
    assert clerk.field("name in Thai, with title").input_value() == f"นางสาว{name_of(there)}"

    clerk.field("I have looked at the people below: this is somebody else").check()
    clerk.press("Enter the person")
    clerk.sees("Entered. Add whatever else you know.", name_of(there))


def test_somebody_new_is_entered_and_found(clerk):
    first, last = unlike_others(), unlike_others()
    clerk.visit("office:person_new")

    clerk.fill({"name in Thai, with title": f"นาย{first} {last}", "date of birth": "๕ ธ.ค. ๒๕๓๐"})
    clerk.fill({"mobile phone": new_mobile()})
    clerk.press("Enter the person")

    clerk.sees("Entered. Add whatever else you know.", f"นาย{first} {last}")
    clerk.visit("office:alumni")
    clerk.page.locator("#id_q").fill(last)
    clerk.press("Search", within="main")
    assert clerk.page.locator(".people-list li").count() == 1


def test_bad_input_is_explained_and_nothing_typed_is_lost(clerk):
    surname = new_surname()[0]
    typed = {"name in Thai, with title": f"นายสมชาย {surname}", "date of birth": "31 ก.พ. 2530", "e-mail": "ไม่ใช่อีเมล"}
    clerk.visit("office:person_new")

    clerk.fill(typed)
    clerk.press("Enter the person", status=422)

    assert {label: clerk.field(label).input_value() for label in typed} == typed
    assert clerk.focus_is_in(".errors")
    assert clerk.page.title().startswith(clerk.say_count("%(number)s problem", "%(number)s problems", 2))
    for link in clerk.page.locator(".errors a").all():
        assert clerk.page.locator(link.get_attribute("href")).get_attribute("aria-invalid") == "true"
