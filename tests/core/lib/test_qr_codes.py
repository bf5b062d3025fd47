from apps.core.lib.qr_codes import png


def test_code_is_a_picture_of_its_text():
    first, second = png("https://example.org/verify/A/"), png("https://example.org/verify/B/")

    assert first.startswith(b"\x89PNG")
    assert (png("https://example.org/verify/A/") == first, first == second) == (True, False)
