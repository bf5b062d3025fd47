from io import BytesIO

import zxingcpp
from PIL import Image

from apps.core.lib.qr_codes import png


def test_code_is_a_picture_of_its_text():
    first, second = png("https://example.org/verify/A/"), png("https://example.org/verify/B/")

    assert first.startswith(b"\x89PNG")
    assert (png("https://example.org/verify/A/") == first, first == second) == (True, False)


def test_short_text_is_no_micro_code():
    """Hardly any telephone reads one."""
    [found] = zxingcpp.read_barcodes(Image.open(BytesIO(png("4F7K2M9PQX3T7"))))

    assert (found.text, str(found.format)) == ("4F7K2M9PQX3T7", str(zxingcpp.BarcodeFormat.QRCode))
