"""Which kind of document a file really is, whatever it is called: a PDF, or an office program's without macros."""

import io
import zipfile
from enum import StrEnum

from apps.core.lib import archives
from apps.core.lib.errors import BadInputError

MOST_BYTES = 15 * 1024 * 1024
_MOST_ENTRIES = 5000  # of a packed file: nothing is unpacked but its own word about itself
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word, Excel and PowerPoint until 2003
_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OPEN = "application/vnd.oasis.opendocument."
_OPEN_KINDS = {f"{_OPEN}text": "odt", f"{_OPEN}spreadsheet": "ods", f"{_OPEN}presentation": "odp"}
_MACROS = ("vbaproject.bin", "basic/", "scripts/", "macrosheets/")


class Kind(StrEnum):
    """Also the ending under which the file is handed out."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODT: f"{_OPEN}text",
    Kind.ODS: f"{_OPEN}spreadsheet",
    Kind.ODP: f"{_OPEN}presentation",
}


class OfficeFileError(BadInputError):
    """A file that is no document which we take. Codes: too_large, kind, old, macros, broken."""


def recognise(content: bytes) -> Kind:
    """The kind of a document, by what is in it. Raises OfficeFileError."""
    if len(content) > MOST_BYTES:
        raise OfficeFileError("too_large", "the file is larger than 15 MB")
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise OfficeFileError("broken", "the end of the PDF is missing")
        return Kind.PDF
    if content.startswith(_OLD):
        raise OfficeFileError("old", "a file of an office program until 2003, or one with a password")
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    raise OfficeFileError("kind", "neither a PDF nor a file of an office program")


def _packed(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            kind = _kind_of(packed, names) if len(names) <= _MOST_ENTRIES else None
    except archives.BROKEN as error:
        raise OfficeFileError("broken", str(error)) from error
    if kind is None:
        raise OfficeFileError("kind", "a packed file that is no document")
    if any(part in name.lower() for name in names for part in _MACROS):
        raise OfficeFileError("macros", "the file holds macros")
    return kind


def _kind_of(packed: zipfile.ZipFile, names: list[str]) -> Kind | None:
    if "mimetype" in names and packed.getinfo("mimetype").file_size <= 100:
        return _kind(_OPEN_KINDS.get(packed.read("mimetype").decode("ascii", "replace").strip()))
    if "[Content_Types].xml" in names:
        return _kind(next((kind for part, kind in _OFFICE.items() if any(n.startswith(part) for n in names)), None))
    return None


def _kind(name: str | None) -> Kind | None:
    return Kind(name) if name else None
