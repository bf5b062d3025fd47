"""Pictures to upload."""

import io

from PIL import Image


def jpeg(width=400, height=300, colour="navy", **more):
    saved = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(saved, "JPEG", **more)
    return saved.getvalue()
