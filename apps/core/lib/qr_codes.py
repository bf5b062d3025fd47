from io import BytesIO

import segno


def _code(text: str) -> segno.QRCode:
    """Never a micro code, which segno prefers for short texts and hardly any telephone reads."""
    return segno.make_qr(text, error="m")


def png(text: str) -> bytes:
    """The text as a QR code with its quiet zone, 10 pixels a module: large enough to be kept on a telephone and to be
    printed."""
    picture = BytesIO()
    _code(text).save(picture, kind="png", scale=10)
    return picture.getvalue()


def svg(text: str) -> str:
    """The same without its quiet zone, for a document that leaves it white by itself."""
    picture = BytesIO()
    _code(text).save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode()
