import pytest

from apps.core.lib.keyed_hash import keyed_hash


def test_keyed_hash_is_hmac_sha256():
    # RFC 4231, test case 2
    assert keyed_hash("what do ya want for nothing?", "Jefe") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_keyed_hash_needs_the_same_key_to_meet():
    assert keyed_hash("1000000000017", "one") != keyed_hash("1000000000017", "other")
    with pytest.raises(ValueError, match="empty"):
        keyed_hash("1000000000017", "")
