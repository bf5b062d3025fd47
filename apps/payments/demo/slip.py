"""Slips of a bank that does not exist."""

import io

import segno
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from apps.payments.lib.slip import Transfer
from apps.payments.lib.slip import build as slip_code
from apps.payments.lib.slip_picture import SlipPicture, encode

FONT = "static/fonts/ttf/Sarabun-Regular.ttf"


def drawn(satang: int, transfer: Transfer, *, with_code: bool = True) -> SlipPicture:
    """A slip as a bank's program might save it, of no bank."""
    picture = Image.new("RGB", (720, 1100), (238, 243, 252))
    draw = ImageDraw.Draw(picture)
    large, small = (ImageFont.truetype(str(settings.BASE_DIR / FONT), size) for size in (46, 30))
    draw.rectangle((0, 0, 720, 140), fill=(0, 60, 113))
    draw.text((40, 40), "โอนเงินสำเร็จ (ตัวอย่าง)", font=large, fill="white")
    lines = (f"จำนวน {satang / 100:,.2f} บาท", "ค่าธรรมเนียม 0.00 บาท", f"เลขที่รายการ {transfer.reference}")
    for at, line in enumerate(lines):
        draw.text((40, 200 + 80 * at), line, font=large if at == 0 else small, fill=(23, 32, 46))
    if with_code:
        code = io.BytesIO()
        segno.make(slip_code(transfer), error="m").save(code, kind="png", scale=7)
        picture.paste(Image.open(code).convert("RGB"), (40, 560))
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return encode(saved.getvalue())
