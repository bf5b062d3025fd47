from apps.core.lib.keys import key_of, keys_of


def test_only_what_can_be_a_key_is_one() -> None:
    assert key_of("0012") == 12
    assert keys_of(["7", "", "x", "-1", "1.5", "๓", "²", "1" * 19, "8"]) == [7, 8]
