"""Why a file is not read, and what to do about it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_WORDS = {
    "is_empty": gettext_lazy("The file is empty. Was it saved before it was sent here?"),
    "is_broken": gettext_lazy(
        "The file is damaged or was cut off on its way. Open it in your spreadsheet program and save it anew."
    ),
    "has_password": gettext_lazy(
        "The file is protected with a password. Open it, take the password out (File, Info, Protect) and save it."
    ),
    "is_picture": gettext_lazy("This is a picture, whatever its name says. Ask for the spreadsheet itself."),
    "is_pdf": gettext_lazy("This is a PDF. Ask for the spreadsheet from which it was made."),
    "is_document": gettext_lazy("This is a text document. Copy its table into a spreadsheet and save that."),
    "is_archive": gettext_lazy("This is a packed archive. Unpack it and send the spreadsheet that is inside."),
    "is_database": gettext_lazy("This is a database file. Export the table as CSV or XLSX and send that."),
    "is_program": gettext_lazy("This is a program and not a table. Do not open it; ask where it comes from."),
    "is_old_excel": gettext_lazy("This format is older than Excel 97. Open it in Excel and save it as XLSX."),
    "is_json": gettext_lazy("This is JSON and not a table. Export the table as CSV or XLSX and send that."),
    "is_xml": gettext_lazy("This is XML and not a table. Export the table as CSV or XLSX and send that."),
    "is_xml_spreadsheet": gettext_lazy("This is an XML spreadsheet of 2003. Open it in Excel and save it as XLSX."),
    "is_web_archive": gettext_lazy("This is a saved web page. Open it in Excel and save it as XLSX."),
    "is_binary": gettext_lazy("This is no table that we can read. We take XLSX, XLS, ODS, CSV and TSV."),
    "is_bomb": gettext_lazy(
        "The file unpacks to far more than a list of people would. Save only the list as a new file and try again."
    ),
    "has_entities": gettext_lazy(
        "The file holds instructions that no list of people needs. Save it anew in your spreadsheet program."
    ),
    "file_too_large": gettext_lazy("The file is larger than %(limit)s MB. Divide it, or take pictures out of it."),
    "page_too_large": gettext_lazy("The web page is too large. Open it in Excel and save it as XLSX."),
    "page_without_table": gettext_lazy("This is a web page without a table. Ask for the spreadsheet itself."),
    "too_wide": gettext_lazy("The table has more than %(limit)s columns. Delete those that nobody needs."),
    "cell_too_long": gettext_lazy("A cell holds more than %(limit)s letters. Shorten it and try again."),
    "unknown_encoding": gettext_lazy(
        "The letters of this file cannot be read. Open it in your spreadsheet program and save it as XLSX, or as CSV "
        "in UTF-8."
    ),
    "needs_too_much": gettext_lazy(
        "Reading this file takes more memory than any list of people. Save only the list as a new file and try again."
    ),
    "takes_too_long": gettext_lazy(
        "Reading this file takes too long. Save it as CSV (UTF-8), or divide it, and try again."
    ),
}


def words(code: str, params: Mapping[str, str]) -> str:
    found = _WORDS.get(code)
    if found is None:
        return _("This file cannot be read. Save it as XLSX in your spreadsheet program and try again.")
    try:
        return str(found) % dict(params)
    except KeyError:
        return str(found)
