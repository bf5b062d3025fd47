"""Why a column was taken for what it is, and what there is to say of a file as a whole."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

_REASONS = {
    "header": _("by its head"),
    "header_like": _("its head is much like one that we know"),
    "samples": _("by what stands in it"),
    "beside": _("by the column beside it"),
    "sequence": _("only counts the rows"),
    "not_kept": _("the registry does not keep this"),
    "reasons": _("reasons that we wrote into the file"),
    "row_number": _("row numbers that we wrote into the file"),
    "repeated": _("another column holds the same"),
    "none": _("we cannot tell"),
}
_REMARKS = {
    "repaired": _("The file was once saved in a wrong character set. Its letters were put right: look at the names."),
    "western": _("The file has no Thai letters. It was read as a western one."),
    "cut_off": _("The last line of the file is cut off. Was all of it sent?"),
    "one_column": _("The whole file has one column. Are its cells parted by a sign that we do not know?"),
    "no_header": _("No line looks like the heads of columns. Choose below what each column holds."),
    "no_people": _("No column looks like names or student ids. Is this the right sheet?"),
    "other_sheets": _("Only one sheet is read. There are others: %(sheets)s."),
    "hidden_sheets": _("Hidden sheets are not read (%(count)s)."),
    "not_kept": _("The registry does not keep this, and it is not read: %(columns)s."),
    "mended_file": _("This looks like a file of rejected rows from here. The column with our reasons is not read."),
    "from_title": _("The line above the table counts for all rows: “%(text)s”."),
    "other_ending": _("The name ends in .%(ending)s, but the file is %(format)s. It was read as that."),
    "macros": _("The file holds macros. They are never run."),
    "links": _("The file has links to other files. They are not followed; the values that were saved are taken."),
    "formulas_unsaved": _("Cells with formulas that were never reckoned out count as blank (%(count)s)."),
    "names_swapped": _(
        "First names and surnames stand in each other's column in the whole file. They were put right."
    ),
    "other_header": _("Further down the columns have other heads. Those lines may be read wrongly: look at them."),
}


def words(reason: str) -> str:
    return str(_REASONS.get(reason, ""))


def remark(code: str, params: Mapping[str, str]) -> str:
    found = _REMARKS.get(code)
    try:
        return str(found) % dict(params) if found else code
    except KeyError:
        return str(found)
