"""A file of the registrar on its way into the registry, and taken back again."""

from uuid import uuid4

from apps.core.actions import jobs
from apps.imports.actions import checking
from apps.imports.models import Import
from apps.records.models import Contact, Degree, PersonName

from .people import new_surname

HEAD = "รหัสนักศึกษา,คำนำหน้า,ชื่อ,นามสกุล,วันเกิด,คณะ,ปริญญา,ปีที่จบ\n"


def a_file(folder):
    """Two people whom nobody knows, one of them with a year of two digits, and what a registrar writes around them."""
    surname, name = new_surname()[0], f"{uuid4().hex[:8]}.csv"
    known = Degree.objects.filter(title__isnull=False, is_first=True, level="bachelor").exclude(student_id="")
    degree = known.select_related("faculty", "title").order_by("graduation_year_be", "pk")[0]
    study = f"{degree.faculty.name_th},{degree.title.abbr_th},{degree.graduation_year_be}"
    born = degree.graduation_year_be - 22
    taken = set(Degree.objects.values_list("student_id", flat=True))
    numbers = [free for last in range(10_000) if (free := f"{degree.student_id[:-4]}{last:04d}") not in taken][:2]
    certain = f"{numbers[0]},นาย,กานต์,{surname},21/2/{born},{study}\n"
    unclear = f"{numbers[1]},นางสาว,ขวัญ,{surname},5/4/{str(born)[2:]},{study}\n"
    path = folder / name
    path.write_text("รายชื่อผู้สำเร็จการศึกษา\n" + HEAD + certain + unclear + "รวม 2 คน\n", encoding="cp874")
    return path


def bring_in(clerk, path):
    clerk.visit("office:import_new")
    clerk.page.locator("input[type=file]").set_input_files(path)
    clerk.press("Look at the file")


def test_file_is_imported_and_taken_back(clerk, tmp_path):
    path = a_file(tmp_path)
    bring_in(clerk, path)
    clerk.sees("What each column holds")
    assert clerk.say("title above the table") in clerk.text.lower()

    clerk.press("Check the file")
    clerk.sees("Nothing is written yet. The import does exactly what is shown below, or it stops and says why.")
    clerk.press(clerk.say_count("Import %(shown)s row now", "Import %(shown)s rows now", 1))
    clerk.follow("Decide on held rows")

    clerk.press("Leave this row out")
    clerk.sees(clerk.say("Row %(number)d is decided.") % {"number": 4})
    clerk.visit("office:imports")
    clerk.follow(path.name, within="main")
    clerk.follow("Take the import back")
    clerk.press("Take the import back", status=422, within="main")
    assert clerk.focus_is_in(".errors")
    clerk.fill({"reason": "ส่งไฟล์ผิด"})
    clerk.press("Take the import back", within="main")
    clerk.sees("Everything is as it was before.")


def test_refused_file_says_why_at_its_field(clerk, tmp_path):
    picture = tmp_path / "list.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))

    clerk.visit("office:import_new")
    clerk.page.locator("input[type=file]").set_input_files(picture)
    clerk.press("Look at the file", status=422)

    assert clerk.focus_is_in(".errors")
    assert clerk.page.locator(".field--err input[type=file]").is_visible()
    assert not Import.objects.filter(name="list.xlsx").exists()


def test_clerk_of_one_campus_is_told_whom_to_ask(campus_clerk):
    campus_clerk.visit("office:imports", status=403)

    campus_clerk.sees("Files are brought in by colleagues who look after all campuses")


def a_list(folder):
    """What a chapter knows of somebody whom the registry knows too, and of somebody whom it does not."""
    known = PersonName.objects.filter(is_current=True, person__birth_date__regex=r"^\d{4}-\d\d-\d\d$")
    name = known.exclude(first_th="").exclude(last_th="").select_related("person").order_by("pk")[0]
    year, month, day = str(name.person.birth_date).split("-")
    born = f"{int(day)}/{int(month)}/{int(year) + 543}"
    address = f"{uuid4().hex[:8]}@example.org"
    path = folder / f"{uuid4().hex[:8]}.csv"
    lines = [
        "ชื่อ,นามสกุล,วันเกิด,อีเมล",
        f"{name.first_th},{name.last_th},{born},{address}",
        f"กานต์,{new_surname()[0]},1/2/2510,k@example.org",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, name.person, address


def test_list_of_a_chapter_is_stopped_taken_up_and_taken_back(clerk, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_wake", lambda _job_id: None)  # the worker comes when this test says so
    monkeypatch.setattr(jobs, "WRITE_EVERY", 0)
    path, person, address = a_list(tmp_path)
    clerk.visit("office:import_new")
    clerk.page.locator("input[type=file]").set_input_files(path)
    clerk.page.locator("input[name=kind][value=chapter]").check()
    clerk.press("Look at the file")
    clerk.press("Check the file")

    real = checking._Check.take

    def stop(self, batch, progress):
        clerk.press("Stop the check")
        clerk.sees("Stops at its next step")
        real(self, batch, progress)

    with monkeypatch.context() as patch:
        patch.setattr(checking._Check, "take", stop)
        work(path)
    clerk.visit("office:imports")
    clerk.follow(path.name, within="main")
    clerk.press("Check the file")
    work(path)
    clerk.open(clerk.page.url)
    clerk.press(clerk.say_count("Import %(shown)s row now", "Import %(shown)s rows now", 1))
    clerk.press("Stop the import")  # nobody has begun with it
    clerk.press(clerk.say_count("Import %(shown)s row now", "Import %(shown)s rows now", 1))
    work(path)
    clerk.open(clerk.page.url)
    assert Contact.objects.get(value=address).source == "chapter"

    clerk.follow("Take the import back")
    clerk.fill({"reason": "ส่งไฟล์ผิด"})
    clerk.press("Take the import back", within="main")
    work(path)
    clerk.open(clerk.page.url)
    clerk.sees("Everything is as it was before.")
    assert not Contact.objects.filter(person=person, value=address).exists()


def work(path):
    """A worker does what waits for this file."""
    jobs.run(job_id=Import.objects.get(name=path.name).job_id)
