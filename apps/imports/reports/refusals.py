"""Why a file is not read, and what there is to say about one that is, in the reader's language: what is wrong and
what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from apps.imports.lib.rows import Warned

_SAVE_AS = _("Open it in Excel and save it as an Excel workbook (.xlsx) or as CSV UTF-8.")

REFUSALS = {
    "is_empty": _("There is nothing in this file. Look whether the right one was chosen."),
    "is_broken": _("This file is damaged or was cut off on its way. Ask for it again, or open it and save it anew."),
    "is_pdf": _("This is a PDF. Ask for the list as an Excel workbook or a CSV file."),
    "is_document": _("This is a document, not a table. Copy the table into a spreadsheet and save it as .xlsx."),
    "is_picture": _("This is a picture. Ask for the list as an Excel workbook or a CSV file."),
    "is_archive": _("This is an archive (.zip or the like). Unpack it and send in the file that is inside."),
    "is_database": _("This is a database file. Export the table from it as .xlsx or CSV."),
    "is_program": _("This is a program, not a table. Do not open it; ask the sender what it is."),
    "is_old_excel": _("This workbook is of a very old version of Excel. %(save_as)s"),
    "is_xml": _("This is an XML file. %(save_as)s"),
    "is_xml_spreadsheet": _("This is an XML spreadsheet of 2003. %(save_as)s"),
    "is_web_archive": _("This is a web page saved by Excel. %(save_as)s"),
    "is_json": _("This is a JSON file. Ask for the list as .xlsx or CSV."),
    "is_binary": _("This is no text and no spreadsheet, whatever its name says. %(save_as)s"),
    "unknown_encoding": _("The letters of this file cannot be read: neither as UTF-8 nor as TIS-620. %(save_as)s"),
    "has_password": _(
        "This workbook has a password. Remove it in Excel (File, Info, Protect Workbook) and send it anew."
    ),
    "has_entities": _("This workbook has XML declarations inside that no spreadsheet program writes. %(save_as)s"),
    "is_bomb": _("Unpacked, this file would be far larger than any list of graduates. %(save_as)s"),
    "too_wide": _("There are more than %(limit)s columns. Delete the empty ones on the right and save the file."),
    "cell_too_long": _(
        'One cell holds more than %(limit)s letters; perhaps a quotation mark (") is not closed. Mend it and save the'
        " file."
    ),
    "needs_too_much": _(
        "Reading this file takes more memory than we allow: perhaps a single cell stands far below or to the right of"
        " the table. Copy the table alone into a new workbook, or save it as CSV."
    ),
    "takes_too_long": _("Reading this file takes too long. Save it as CSV UTF-8, or send it in several parts."),
    "file_too_large": _("The file is larger than %(limit)s MB. Send it in several parts."),
    "page_too_large": _("This web page is too large to be read as a table. %(save_as)s"),
    "page_without_table": _("There is no table in this web page. %(save_as)s"),
}

WARNINGS = {
    "other_ending": _("The name ends in .%(ending)s, but the file is of the kind %(format)s. It was read as that."),
    "macros": _("The workbook has macros. They were not run and are not kept."),
    "links": _("The workbook has links to other files. The values that were saved last were taken."),
    "formulas_unsaved": _(
        "Formulas without a result in the file: %(count)s. They count as blank. Open the file in Excel, save it, send"
        " it again."
    ),
    "hidden_sheets": _("Hidden sheets that were not looked at: %(count)s."),
    "other_sheets": _("Only one sheet is read at a time. The others: %(sheets)s."),
    "cut_off": _("The file breaks off within a letter: its end seems to be missing."),
    "western": _("The file is in the encoding of Western Europe; no Thai was found in it."),
    "repaired": _("Thai had been saved in the wrong encoding and was restored. Look whether the names are right."),
    "one_column": _("Only one column was found. If there should be more, save the file as .xlsx or CSV UTF-8."),
    "no_header": _("No line of column names was found. Say what each column holds."),
    "no_people": _("No column looks like a name or a student id. Say which one is."),
    "not_kept": _("These columns are sensitive and not needed; they are not read: %(columns)s."),
    "mended_file": _("This is a file of rejected rows that was mended; its last two columns are not read."),
    "from_title": _("Rows that say nothing else take what the title says: “%(text)s”."),
    "names_swapped": _(
        "First names and surnames seem to stand in each other's columns. Every row is held until you say which is"
        " which."
    ),
    "other_header": _(
        "A second line of column names, different from the first, was found. Send such tables one by one."
    ),
}

# How a column's meaning was found.
REASONS = {
    "header": _("by its name"),
    "header_like": _("by a similar name"),
    "samples": _("by what is in it"),
    "beside": _("by the column beside it"),
    "none": _("not recognised"),
    "repeated": _("another column holds this"),
    "sequence": _("a running number"),
    "not_kept": _("sensitive and not needed"),
    "reasons": _("written by this portal"),
    "row_number": _("written by this portal"),
}


def refusal(code: str, params: Mapping[str, str]) -> str:
    """The sentence for a file that is not read."""
    return str(REFUSALS.get(code, REFUSALS["is_broken"])) % {"save_as": _SAVE_AS, **_all(params)}


def warning(warned: Warned) -> str:
    return str(WARNINGS.get(warned.code, warned.code)) % warned.params


def _all(params: Mapping[str, str]) -> dict[str, str]:
    return {"limit": "", **params}
