import io

import pytest
from PIL import Image

from apps.records.lib.portrait import MOST_BYTES, PictureError, encode, make_portrait


def opened(data):
    return Image.open(io.BytesIO(data))


def file_of(image, kind="JPEG", **options):
    kept = io.BytesIO()
    image.save(kept, kind, **options)
    return kept.getvalue()


def photo(size=(800, 400)):
    """Red above, blue below."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_portrait_is_square_webp_in_two_sizes(kind):
    portrait = make_portrait(file_of(photo((800, 700)), kind))

    made = [(opened(data).format, opened(data).size) for data in (portrait.large, portrait.small)]
    assert made == [("WEBP", (600, 600)), ("WEBP", (128, 128))]


def test_small_picture_is_not_blown_up():
    assert opened(encode(file_of(photo((300, 200)))).large).size == (200, 200)


def test_picture_held_upside_down_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 3

    made = opened(encode(file_of(photo((400, 400)), exif=exif)).large).convert("RGB")

    assert made.getpixel((200, 50))[2] > 200  # blue is above now


def test_nothing_of_the_camera_survives():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    source = file_of(photo(), exif=exif, comment=b"SecretComment")
    assert b"SecretCamera" in source

    portrait = encode(source)

    assert all(b"Secret" not in data and not opened(data).getexif() for data in (portrait.large, portrait.small))


def test_transparent_picture_stands_on_white():
    made = opened(encode(file_of(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG")).large).convert("RGB")

    assert min(made.getpixel((100, 100))) > 250


@pytest.mark.parametrize("mode", ["L", "P", "CMYK"])
def test_other_colours_are_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    assert opened(encode(file_of(photo().convert(mode), kind)).large).mode == "RGB"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a", "kind"),
        (file_of(photo(), "PPM"), "kind"),
        (b"<svg/>", "kind"),
        (b"", "kind"),
        (file_of(photo()) + b"<?php system($_GET[0]); ?>", "scripts"),
        (file_of(photo())[:-300], "broken"),
        (file_of(photo(), "PNG")[:300], "broken"),
        (file_of(Image.new("1", (7000, 7000)), "PNG"), "pixels"),
        (file_of(photo((127, 500))), "small"),
        (b"\xff" * (MOST_BYTES + 1), "too_large"),
    ],
    ids=["gif", "ppm", "svg", "empty", "script", "cut jpeg", "cut png", "bomb", "small", "large"],
)
def test_what_is_no_photo_is_refused(data, code):
    with pytest.raises(PictureError) as refused:
        make_portrait(data)

    assert refused.value.code == code
