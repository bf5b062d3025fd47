"""The forms of a page, as a browser would send them back."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "search", "email", "tel", "url", "number", "password", ""}


@dataclass
class PageForm:
    """`values`: what it would send untouched; `typed`: the names of its boxes for text."""

    action: str
    method: str
    values: dict = field(default_factory=dict)
    typed: list = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._select, self._area, self._by_id = [], None, None, {}

    def _form(self, attrs):
        return self._by_id.get(attrs.get("form")) or (self.forms[-1] if self.forms and self._inside else None)

    _inside = False

    def handle_starttag(self, tag, pairs):
        attrs = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.forms.append(PageForm(attrs.get("action", ""), attrs.get("method", "get").lower()))
            self._inside = True
            if "id" in attrs:
                self._by_id[attrs["id"]] = self.forms[-1]
            return
        form = self._form(attrs)
        if form is None or (tag != "option" and not attrs.get("name")):
            return
        if tag == "input":
            self._input(form, attrs)
        elif tag == "textarea":
            form.typed.append(attrs["name"])
            form.values[attrs["name"]] = ""
        elif tag == "select":
            self._select = attrs["name"]
            form.values.setdefault(self._select, "")
        elif tag == "option" and self._select:
            if "selected" in attrs or not form.values[self._select]:
                form.values[self._select] = attrs.get("value", "")
        elif tag == "button" and attrs.get("value"):
            form.values.setdefault(attrs["name"], attrs["value"])

    def _input(self, form, attrs):
        kind, name = attrs.get("type", ""), attrs["name"]
        if kind in TYPED:
            form.typed.append(name)
            form.values[name] = attrs.get("value", "")
        elif kind in {"radio", "checkbox"}:
            if "checked" in attrs or (kind == "radio" and name not in form.values):
                form.values[name] = attrs.get("value", "on")
        elif kind != "file":
            form.values[name] = attrs.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = None


def forms_of(page):
    """Every form of the page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
