"""What speaks against sending a mailing as it is, in words: what keeps it back, and what its writer should know."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.mailings import emails
from apps.mailings.lib import texts
from apps.mailings.lib.remarks import Remark, remarks
from apps.mailings.models import Mailing

LANGUAGE_NAMES: dict[str, Callable[[], str]] = {"th": lambda: _("Thai text"), "en": lambda: _("English text")}


@dataclass(frozen=True)
class Check:
    """`is_refusal`: it cannot be sent so."""

    words: str
    is_refusal: bool = False


@dataclass(frozen=True)
class Readiness:
    """The texts that could be made ready, by language, and all that is to be said of them."""

    compiled: dict[str, texts.Compiled]
    checks: list[Check]

    @property
    def refusals(self) -> list[str]:
        return [check.words for check in self.checks if check.is_refusal]

    @property
    def wanting(self) -> frozenset[str]:
        """Placeholders that say nothing where a reader has no such fact."""
        return frozenset().union(*(each.wanting for each in self.compiled.values()))


def readiness(mailing: Mailing, *, base: str = settings.SITE_URL) -> Readiness:
    """Of the texts as they are written now."""
    compiled: dict[str, texts.Compiled] = {}
    checks: list[Check] = []
    if not (mailing.text_th or mailing.text_en):
        checks.append(Check(_("There is no text yet."), is_refusal=True))
    elif not mailing.text_th:
        checks.append(Check(_("There is no Thai text: everybody gets the English one.")))
    elif not mailing.text_en:
        checks.append(Check(_("There is no English text: whoever reads English gets the Thai one.")))
    for language in emails.LANGUAGES:
        subject, markdown = mailing.text_in(language)
        if not markdown:
            continue
        try:
            compiled[language] = emails.compiled(mailing, language, subject=subject, markdown=markdown, base=base)
        except texts.BadText as error:
            checks += [Check(f"{LANGUAGE_NAMES[language]()}: {words}", is_refusal=True) for words in _refused(error)]
        else:
            checks += _remarked(mailing, language, compiled[language])
    return Readiness(compiled, [*checks, *_unused(mailing)])


def refused_words(written: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with subjects and texts (subject_th, text_th, subject_en, text_en), at each field. Whether its
    pictures are there is looked at when the mailing is: they may be added later."""
    found = {}
    for name, words in written.items():
        try:
            texts.compile("", words, language=name[-2:], pictures=_AnyPicture())
        except texts.BadText as error:
            found[name] = " ".join(_refused(error))
    for language in emails.LANGUAGES:
        subject, text = written.get(f"subject_{language}"), written.get(f"text_{language}")
        if subject and not text:
            found.setdefault(f"text_{language}", _("There is a subject, but no text."))
        if text and not subject:
            found.setdefault(f"subject_{language}", _("Write a subject too."))
    if not found and not any(written.get(f"text_{language}") for language in emails.LANGUAGES):
        found["text_th"] = _("Write a text, in Thai or in English.")
    return found


class _AnyPicture(dict[str, texts.Picture]):
    def get(self, name: str, default: Any = None) -> Any:
        return texts.Picture("/", 1, 1) if name.startswith("picture-") else default


def is_ours(url: str) -> bool | None:
    """Does this address lead to a page of the portal? None: it leads elsewhere, or nowhere as "/events/" does in a
    mail."""
    if not url.startswith(settings.SITE_URL + "/"):
        return None
    try:
        resolve(unquote(urlsplit(url).path) or "/")
    except Resolver404:
        return False
    return True


def _unused(mailing: Mailing) -> Iterator[Check]:
    """Whoever adds a picture may think that it is in the letter by that."""
    written = f"{mailing.text_th}\n{mailing.text_en}"
    for name in emails.pictures_of(mailing):
        if not re.search(rf"\(\s*{name}[\s)]", written):
            words = _("No text shows the picture %(name)s: write ![…](%(name)s) where it is to stand.")
            yield Check(words % {"name": name})


def _refused(error: texts.BadText) -> Iterator[str]:
    if isinstance(error, texts.UnknownPlaceholder):
        for name in error.names:
            if near := error.meant.get(name):
                yield _("{%(name)s} stands for nothing. Did you mean {%(near)s}?") % {"name": name, "near": near}
            else:
                yield _("{%(name)s} stands for nothing. Choose from the list below the text.") % {"name": name}
    elif isinstance(error, texts.UnknownPicture):
        for name in error.names:
            yield _("There is no picture “%(name)s”. Add the picture below, then use its name.") % {"name": name}
    else:
        yield str(error)


def _remarked(mailing: Mailing, language: str, ready: texts.Compiled) -> list[Check]:
    sample = ready.fill(emails.links(mailing, language))
    written = "".join(mailing.text_in(language))
    found = remarks(ready, sample, written=written, language=language, is_ours=is_ours)
    checks = [Check(f"{LANGUAGE_NAMES[language]()}: {_words(each)}", each.is_refusal) for each in found]
    if "{web_link}" in ready.links and not mailing.is_public:
        checks.append(Check(_("It links to its version on the web, but nobody may read it there.")))
    return checks


def _words(remark: Remark) -> str:
    detail = remark.detail
    number = int(detail) if detail.isdecimal() else 0
    words: dict[str, Callable[[], str]] = {
        "no_subject": lambda: _("There is no subject."),
        "long_subject": lambda: _("The subject has %d letters. Telephones show some 40 of them.") % number,
        "no_thai": lambda: _("There is not one Thai letter in it."),
        "no_latin": lambda: _("There is not one Latin letter in it."),
        "stars": lambda: _("Near “%s” signs are left that make nothing bold.") % detail,
        "brackets": lambda: _("“%s” was to be a link, but is none: readers see the brackets.") % detail,
        "link": lambda: _("The link “%s” leads nowhere.") % detail,
        "dead_link": lambda: _("The link “%s” leads to no page of this portal.") % detail,
        "plain_link": lambda: _("The link “%s” is not encrypted; use https where the page has it.") % detail,
        "no_alt": lambda: _("A picture says nothing to those who do not see it: write what it shows."),
        "large": lambda: _("The letter has %d KB. Above 100 KB mail programs cut letters off.") % number,
        "too_large": lambda: _("The letter has %d KB. More than 100 KB cannot be sent: shorten the text.") % number,
    }
    return words[remark.code]()


def lacking_words(slot: str, number: int) -> str:
    """How many readers have no such fact."""
    placeholder = texts.PLACEHOLDERS[slot]
    words = ngettext(
        "{%(th)s} is not known of %(number)d person who gets it. Say what else to write: {%(th)s|…}",
        "{%(th)s} is not known of %(number)d people who get it. Say what else to write: {%(th)s|…}",
        number,
    )
    return words % {"th": placeholder.th, "number": number}
