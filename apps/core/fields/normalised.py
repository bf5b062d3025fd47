from typing import Any

from django import forms

from apps.core.lib.text import normalise, normalise_lines, normalise_with_lists


class NormalisedCharField(forms.CharField):
    """Text in its one spelling, however it was typed or pasted (apps.core.lib.text). Lengths are counted after it.
    With `multiline` the lines stay, and the box is a larger one; with `lists` so do lists within lists (Markdown)."""

    def __init__(self, *, multiline: bool = False, lists: bool = False, **kwargs: Any) -> None:
        self.multiline, self.lists = multiline, lists
        super().__init__(**({"widget": forms.Textarea(attrs={"rows": 4})} if multiline else {}) | kwargs)

    def to_python(self, value: Any) -> str | None:
        if value in self.empty_values:
            return self.empty_value
        lines = normalise_with_lists if self.lists else normalise_lines
        text = lines(str(value)) if self.multiline else normalise(str(value))
        return text or self.empty_value
