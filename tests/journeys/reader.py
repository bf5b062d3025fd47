"""Somebody at a screen. Every page that they come to is inspected, with all that the browser complains of."""

import re
from contextlib import contextmanager

from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from . import inspection

_inspected = set()


class Reader:
    """`page` is Playwright's own, for what a journey does there; texts are given in English and looked for in the
    reader's language."""

    def __init__(self, context, look, *, scripts=True):
        self.context, self.look, self.scripts = context, look, scripts
        self.page = context.new_page()
        self.complaints = []
        self.status = None
        self._tools = None
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._notice)

    # ---- going somewhere

    def visit(self, name, status=200, **arguments):
        """Opens an address by its name."""
        self.open(self.address(name, **arguments), status=status)

    def open(self, url, status=200):
        self.page.goto(url)
        self.inspect(status)

    def address(self, name, **arguments):
        with translation.override(self.look.language):
            return reverse(name, kwargs=arguments)

    def press(self, text, status=200, *, within="body"):
        """Presses a button that leads to another page."""
        self._go(self._named("button", text, within), status)

    def follow(self, text, status=200, *, within="body"):
        """Follows a link."""
        self._go(self._named("link", text, within), status)

    def _named(self, role, text, within):
        found = self.page.locator(within).get_by_role(role, name=self.say(text))
        return found.filter(visible=True).first

    def unfold(self, text):
        """Opens a menu or what else is folded away."""
        self.page.locator("summary", has_text=self.say(text)).first.click()

    def _go(self, target, status):
        with self.page.expect_navigation():
            target.click()
        self.inspect(status)

    # ---- filling in

    def field(self, label):
        return self.page.locator("main").get_by_label(self.say(label)).first

    def fill(self, answers):
        for label, text in answers.items():
            self.field(label).fill(text)

    def choose(self, answers):
        """Chooses from lists; the choice is given as its text."""
        for label, text in answers.items():
            self.field(label).select_option(label=self.say(text))

    # ---- seeing

    def say(self, text):
        """A text of the portal in the reader's language."""
        with translation.override(self.look.language):
            return gettext(text)

    def say_count(self, one, many, count, **values):
        with translation.override(self.look.language):
            return ngettext(one, many, count) % {"number": count, "shown": count, **values}

    @property
    def text(self):
        """What is to be read on the page, with single spaces."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def is_at(self, name):
        return self._name() == name

    def focus_is_in(self, selector):
        return self.page.evaluate("(selector) => document.activeElement.closest(selector) !== null", selector)

    def sees(self, *texts):
        seen = self.text
        missing = [text for text in map(self.say, texts) if text not in seen]
        assert not missing, f"{missing} is not on the page {self.page.url}: {seen}"

    def does_not_see(self, *texts):
        seen = self.text
        there = [text for text in map(self.say, texts) if text in seen]
        assert not there, f"{there} is on the page {self.page.url}"

    # ---- the inspection

    def inspect(self, status=200, *, again=False):
        """Fails unless the page that is open now is as every page must be. The same page of the same look is shown
        to axe once."""
        self.page.wait_for_load_state()  # one page may have led to another
        faults = [f"answered {self.status}, not {status}"] if self.status != status else []
        faults += inspection.outline_faults(self.page, self.look)
        kind = (self._name(), status, self.look)
        if again or kind not in _inspected:
            _inspected.add(kind)
            with self._scripted():
                faults += inspection.axe_faults(self.page)
        faults += self.complaints
        self.complaints.clear()
        if faults or inspection.KEEPS_PICTURES:
            inspection.keep_picture(self.page, self._picture(status), self.look)
        assert not faults, f"{self.page.url} ({self.look}):\n" + "\n".join(faults)

    @contextmanager
    def _scripted(self):
        """axe is a script: where the reader has none, scripts are let in for its length. Those of the page itself are
        not begun by that."""
        if self.scripts:
            yield
            return
        self._forbid_scripts(True)  # each session of the browser's tools takes back only what it has said itself
        self._forbid_scripts(False)
        try:
            yield
        finally:
            self._forbid_scripts(True)

    def _forbid_scripts(self, value):
        if self._tools is None:
            self._tools = self.context.new_cdp_session(self.page)
        self._tools.send("Emulation.setScriptExecutionDisabled", {"value": value})

    def _name(self):
        path = self.page.url.partition("//")[2].partition("/")[2].partition("?")[0]
        with translation.override(self.look.language):
            try:
                return resolve("/" + path.partition("#")[0]).view_name
            except Resolver404:
                return "missing"

    def _picture(self, status):
        name = self._name().replace(":", "-")
        return name if status == 200 else f"{name}-{status}"

    def _notice(self, response):
        request = response.request
        if request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status

    def _hear(self, message):
        """Errors of the console; that a form was answered with 422 is one too, and none."""
        if message.type == "error" and message.location.get("url") != self.page.url.partition("#")[0]:
            self.complaints.append(f"console: {message.text} {message.location.get('url')}")
