"""What a clerk does with several people: a file, letters, a list."""

from io import BytesIO

from openpyxl import load_workbook

from tests.factories import AddressFactory

from .people import graduate, name_of, new_surname


def three_of_a_family():
    """Three graduates who share a surname that nobody else has."""
    surname = new_surname()[0]
    people = [graduate(first_th=first, name__last_th=surname) for first in ("กานดา", "ขวัญ", "คมสัน")]
    for person in people:
        AddressFactory(person=person)
    return surname, people


def tick(clerk, surname, action):
    clerk.visit("office:alumni")
    clerk.page.locator("#id_q").fill(surname)
    clerk.press("Search", within="main")
    for box in clerk.page.locator("[name=people]").all():
        box.check()
    clerk.press(action, within="main")
    clerk.sees(clerk.say_count("%(shown)s person chosen", "%(shown)s people chosen", 3))


def download(clerk):
    with clerk.page.expect_download() as waiting:
        clerk.page.locator("main a[href$='/result/']").click()
    return waiting.value.path().read_bytes()


def test_three_people_are_exported_for_a_reason(clerk):
    surname, people = three_of_a_family()
    tick(clerk, surname, "Export")

    clerk.press("Make the file", status=422)
    assert clerk.focus_is_in(".errors")
    clerk.fill({"what it is needed for": "เชิญร่วมงานคืนเหย้า"})
    clerk.press("Make the file")

    sheet = load_workbook(BytesIO(download(clerk))).active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"กานดา", "ขวัญ", "คมสัน", surname} <= cells
    assert sheet.max_row == 1 + len(people)


def test_export_is_in_the_audit_log(clerk, administrator):
    surname, _ = three_of_a_family()
    reason = f"เหตุผลของ{surname}"
    tick(clerk, surname, "Export")
    clerk.fill({"what it is needed for": reason})
    clerk.press("Make the file")

    administrator.visit("office:audit")
    administrator.sees(reason)


def test_letters_become_one_pdf(clerk):
    surname, _ = three_of_a_family()
    tick(clerk, surname, "Letters")

    clerk.fill({"subject": "ขอเชิญร่วมงานคืนเหย้า", "text": "ด้วยสำนักงานจะจัดงานคืนเหย้า"})
    clerk.fill({"what it is needed for": "เชิญร่วมงาน"})
    clerk.press("Make the PDF")

    assert download(clerk).startswith(b"%PDF-")


def test_people_are_kept_as_a_list(clerk):
    surname, people = three_of_a_family()
    tick(clerk, surname, "Keep as a list")

    clerk.fill({"name of the new list": f"รายชื่อ{surname}"})
    clerk.press("Keep them")
    clerk.follow(f"รายชื่อ{surname}")

    clerk.sees(*[name_of(person, clerk.look.language) for person in people])


def test_nobody_ticked_is_said(clerk):
    surname, _ = three_of_a_family()
    clerk.visit("office:alumni")
    clerk.page.locator("#id_q").fill(surname)
    clerk.press("Search", within="main")

    clerk.press("Export", within="main")

    clerk.sees("Tick some people first, or choose all that the search has found.")
