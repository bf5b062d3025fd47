import pytest

from apps.core.lib.student_ids import normalise_student_id


@pytest.mark.parametrize(
    ("typed", "kept"), [("๔๔-1000 2", "4410002"), ("B441/0002", "B4410002"), (" 4410002 ", "4410002"), ("-", "")]
)
def test_student_id_has_one_form(typed, kept):
    assert normalise_student_id(typed) == kept
