"""Files of the office and head-counts of the registrar: checked before anything is written."""

from apps.core.lib import tables
from apps.quality.models import HeadCount
from apps.records.models import DegreeTitle

COLUMNS = ["abbr_th", "name_en"]


def hand_in(clerk, name, *rows):
    """Chooses a file of these rows and has it checked."""
    content = tables.write(rows[0], rows[1:], name.rpartition(".")[2])
    clerk.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def press(clerk, text, status=200):
    """Presses the button; what comes has the address of the page before, and is looked at anew."""
    with clerk.page.expect_navigation():
        clerk._named("button", text, "main").click()
    clerk.inspect(status, again=True)


def test_file_of_degree_titles_is_checked_and_taken_in(clerk):
    title = DegreeTitle.objects.order_by("pk")[0]
    clerk.visit("admin:records_degreetitle_changelist")
    clerk.follow("Take in a file")
    hand_in(clerk, "titles.xlsx", COLUMNS, [title.abbr_th, "Seen"], ["ท.ท.", "Nothing else"])
    press(clerk, "Check the file")
    clerk.sees("Refused")

    clerk.follow("Choose another file")
    hand_in(clerk, "titles.csv", COLUMNS, [title.abbr_th, f"Seen {clerk.look}"])
    press(clerk, "Check the file")
    press(clerk, "Take in these changes")

    title.refresh_from_db()
    assert title.name_en == f"Seen {clerk.look}"


def test_head_count_is_typed_and_compared_down_to_the_people(clerk):
    year = HeadCount.objects.order_by("graduation_year_be").last().graduation_year_be
    clerk.visit("quality:enter", be_year=year)
    box = clerk.page.locator("[data-grid] input").first
    box.fill("many")
    press(clerk, "Keep the head-count", status=422)
    clerk.page.locator("[data-grid] input").first.fill("๙๙")
    clerk.fill({"document": "หนังสือ 1", "counted on": "30/09/2549"})
    press(clerk, "Keep the head-count")

    clerk.sees("Differences", "หนังสือ 1")
    clerk.page.locator("main td a").first.click()
    clerk.page.wait_for_url("**/alumni/?*")


def test_file_of_head_counts_is_checked_and_kept(clerk):
    year = HeadCount.objects.order_by("graduation_year_be").first().graduation_year_be
    number = str(clerk.look.width)
    for rows, status in (([["ปี", "จำนวน"], [str(year), "หลายคน"]], 422), ([["ปี", "จำนวน"], [str(year), number]], 200)):
        clerk.visit("quality:file")
        hand_in(clerk, "counts.csv", *rows)
        clerk.fill({"document": "ไฟล์", "counted on": "30/09/2549"})
        press(clerk, "Check the file", status=status)
    press(clerk, "Keep these head-counts")

    kept = HeadCount.objects.get(graduation_year_be=year, counts="people", replaced_at=None)
    assert kept.total == int(number)
