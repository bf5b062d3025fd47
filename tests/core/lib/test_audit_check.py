from datetime import UTC, datetime

import pytest

from apps.core.lib.audit_check import Check, last, note

CHECK = Check(datetime(2026, 11, 21, 8, 30, tzinfo=UTC), 2)


def test_last_is_what_was_noted(tmp_path):
    head = tmp_path / "new" / "head.log"
    note(head, Check(CHECK.at, 0))

    note(head, CHECK)

    assert last(head) == CHECK
    assert [path.name for path in head.parent.iterdir()] == ["head.log.checked"]


@pytest.mark.parametrize("kept", [None, b"", b"{", b"[]", b'{"at": "x", "findings": 1}', b"\xff"])
def test_last_is_none_where_nothing_can_be_read(tmp_path, kept):
    if kept is not None:
        (tmp_path / "head.log.checked").write_bytes(kept)

    assert last(tmp_path / "head.log") is None
