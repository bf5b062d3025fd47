import pytest

from apps.core.lib import csv_files


def test_lines_begin_with_the_mark_that_makes_excel_read_thai():
    assert list(csv_files.lines(["จังหวัด", "n"], [["สงขลา", 5]])) == ["\ufeffจังหวัด,n\r\n", "สงขลา,5\r\n"]


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@sum", "\t=1", "\r=1", "\tx", "\n1", "＝1", " =1"])
def test_inert_keeps_formulas_from_being_reckoned(text):
    assert csv_files.inert(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["ก=1", "", -5, 0, None])
def test_inert_leaves_texts_and_numbers_alone(cell):
    assert csv_files.inert(cell) == cell


@pytest.mark.parametrize(
    "text", ["=1", "'=1", "''=1", "' =1", " =1", "\tx", "\rx", "＝1", "'", "'a", "a", "", "-", "'-"]
)
def test_restored_is_what_inert_was_given(text):
    assert csv_files.restored(str(csv_files.inert(text))) == text
