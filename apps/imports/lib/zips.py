"""Spreadsheets that are zip files of XML, judged before anything is unpacked by somebody else's code: by what the
zip's directory says, and by unpacking each part once to see whether the directory says the truth."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from apps.core.lib import archives

from .refused import Refused

MOST_PARTS = 3_000
MOST_UNPACKED = 400_000_000  # bytes of all parts together; 66,757 rows of 18 columns are some 60 million
_CHUNK = 262_144
_TRUTHFUL = 1_024  # what a part may be larger than announced (none should be)
_WITHOUT_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v>\s*</v>|<v ?/>)?</c>")


@dataclass
class Facts:
    """`kind`: xlsx, xlsb or ods. `unsaved`: formulas whose results were not saved with them."""

    kind: str
    macros: bool = False
    links: bool = False
    unsaved: int = 0


def check_zip(path: Path) -> Facts:
    """What this zip is. Raises Refused unless it is a spreadsheet that can be unpacked within bounds."""
    try:
        with ZipFile(path) as archive, path.open("rb") as file:
            parts = archive.infolist()
            _check_directory(parts)
            names = {part.filename for part in parts}
            facts = Facts(_kind(archive, names))
            facts.macros = any(name.lower().endswith("vbaproject.bin") for name in names) or any(
                name.startswith(("Basic/", "Scripts/")) for name in names
            )
            facts.links = any("externallinks/" in name.lower() for name in names)
            for part in parts:
                facts.unsaved += _check_part(file, part)
    except archives.BROKEN as error:
        raise Refused("is_broken") from error
    return facts


def _check_directory(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("is_bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("has_password")


def _kind(archive: ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "mimetype" in names:
        with archive.open("mimetype") as file:
            mimetype = file.read(200)
        if b"opendocument.spreadsheet" in mimetype:
            if (
                "META-INF/manifest.xml" in names
                and b"encryption-data" in archive.read("META-INF/manifest.xml")[:1_000_000]
            ):
                raise Refused("has_password")
            return "ods"
        raise Refused("is_document")
    raise Refused("is_document" if any(name.startswith(("word/", "ppt/")) for name in names) else "is_archive")


def _check_part(file: BinaryIO, part: ZipInfo) -> int:
    """Unpacks one part to nowhere. The number of formulas without a value in it. Raises Refused."""
    unsaved, size, tail = 0, 0, b""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = is_xml and part.filename.startswith("xl/worksheets/")
    for chunk in _unpacked(file, part):
        size += len(chunk)
        if size > part.file_size + _TRUTHFUL:
            raise Refused("is_bomb")
        if is_xml:
            _check_xml(tail + chunk, is_first=size == len(chunk))
        if is_sheet and b"<f" in chunk:
            unsaved += len(_WITHOUT_VALUE.findall(chunk))
        tail = chunk[-16:]
    return unsaved


def _check_xml(text: bytes, *, is_first: bool) -> None:
    """No declarations of entities, which grow when read or fetch other files; nor an encoding that hides them."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or (is_first and text[:2] in {b"\xff\xfe", b"\xfe\xff", b"\x00<"}):
        raise Refused("has_entities")


def _unpacked(file: BinaryIO, part: ZipInfo) -> Iterator[bytes]:
    file.seek(part.header_offset)
    header = file.read(30)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    left = part.compress_size
    if part.compress_type not in {0, 8}:
        raise Refused("is_broken")
    unpacker = zlib.decompressobj(-15) if part.compress_type == 8 else None
    while left > 0 and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        if unpacker is None:
            yield packed
            continue
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail
    if left > 0:
        raise BadZipFile("cut off")
