"""GNU gettext's text catalogues, read as far as the checks need them."""

import ast
import re
from dataclasses import dataclass

_FIELD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[0\])?) (".*")$|^(".*")$', re.MULTILINE)


@dataclass
class Text:
    """One text: its key (context and English), and the translation."""

    msgctxt: str = ""
    msgid: str = ""
    msgid_plural: str = ""
    msgstr: str = ""

    @property
    def key(self):
        return self.msgctxt, self.msgid


def texts_of(path):
    """The texts of a .po file in order, without its header and without what it has only in comments."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    return [text for text in map(_text, blocks) if text.msgid]


def _text(block):
    text, name = Text(), ""
    for field, value, more in _FIELD.findall(block):
        name = field.removesuffix("[0]") or name
        setattr(text, name, getattr(text, name) + ast.literal_eval(value or more))
    return text
