"""Whom a mailing reaches, and whom it does not and why, as far as its writer may know."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.registries.mailings import MailGate, mail_gates
from apps.mailings import rules
from apps.mailings.lib.audience import BadAudience
from apps.mailings.models import LeftOut, Mailing, Message
from apps.mailings.querysets import eligible, lists
from apps.mailings.querysets.audiences import writer_of
from apps.mailings.querysets.refused import was_refused
from apps.mailings.reports.told import LEAST, Cell, told

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# What leaders learn of their members: who has died, was complained of or asked for silence is nobody's business.
_UNWILLING: "_StrPromise" = _("want no mailings of this kind")
_NOT_NOW: "_StrPromise" = _("want no e-mail, or none for some time")
_ENOUGH: "_StrPromise" = _("have had enough mailings lately")
_TOGETHER: "_StrPromise" = _("share an address with somebody who gets it")
_STOPPED: "_StrPromise" = _("did not get it before it was stopped")
_ANOTHER: "_StrPromise" = _("have another record, which gets it")
_UNREACHABLE: "_StrPromise" = _("cannot be reached by e-mail")
_FEW: "_StrPromise" = _("do not get it; of so few no reason is told")
FOR_LEADERS: Mapping[str, "_StrPromise"] = {
    LeftOut.OPTED_OUT: _UNWILLING,
    LeftOut.NO_CONSENT: _UNWILLING,
    LeftOut.DO_NOT_CONTACT: _NOT_NOW,
    LeftOut.PREFERS_LATER: _NOT_NOW,
    LeftOut.TOO_OFTEN: _ENOUGH,
    LeftOut.SAME_ADDRESS: _TOGETHER,
    LeftOut.STOPPED: _STOPPED,
}
FOR_THE_OFFICE: Mapping[str, "_StrPromise"] = {
    LeftOut.NO_ADDRESS: _("have no e-mail address that works"),
    LeftOut.OPTED_OUT: _("have opted out of this topic, or of this sender"),
    LeftOut.NO_CONSENT: _("do not agree to mail for this purpose"),
    LeftOut.DO_NOT_CONTACT: _("want no e-mail at all"),
    LeftOut.PREFERS_LATER: _("want no mail for some time"),
    LeftOut.BOUNCED: _("have an address from which mail comes back"),
    LeftOut.COMPLAINED: _("reported our mail as spam"),
    LeftOut.DECEASED: _("have died"),
    LeftOut.UNDER_REVIEW: _("have a record that is being looked into"),
    LeftOut.HIDDEN: _("asked us to leave their data alone"),
    LeftOut.ERASED: _("were erased"),
    LeftOut.TOO_OFTEN: _ENOUGH,
    LeftOut.MERGED: _ANOTHER,
    LeftOut.SAME_ADDRESS: _TOGETHER,
    LeftOut.STOPPED: _STOPPED,
}


@dataclass(frozen=True)
class Reach:
    """`number` of people get it (`shown`: as far as it may be told), of `meant` that were chosen, some of them by
    LINE; the others with the reason, the most first. `problem`: why nobody can be counted. `is_few`: of so few nothing
    is told, not even whether one of them gets it."""

    number: int = 0
    meant: int = 0
    left_out: "tuple[tuple[Cell, _StrPromise | str], ...]" = ()
    shown: Cell = field(default_factory=lambda: Cell(0))
    is_few: bool = False
    problem: "_StrPromise | str" = ""
    by_line: int = 0
    lacking: Mapping[str, int] = field(default_factory=dict)  # by the placeholder that says nothing to so many


def reach_of(mailing: Mailing, on: date, slots: Collection[str] = ()) -> Reach:
    """As things stand now, which is what closing the list now would make of it."""
    try:
        found = lists.foreseen(mailing, eligible.Kind.of(mailing, on), slots)
    except BadAudience as error:
        return Reach(problem=problem(error))
    told = counted(found.reasons, is_office=mailing.sender_key == rules.OFFICE, by_line=found.by_line)
    return replace(told, lacking=found.lacking)


def counted(found: Mapping[str, int], *, is_office: bool, by_line: int = 0, among: int | None = None) -> Reach:
    """The counts by reason ("" for who gets it), in words; `among` so many people, where not all are in the counts."""
    words: Counter[_StrPromise | str] = Counter()
    for reason, number in sorted(found.items()):
        if reason:
            known = FOR_THE_OFFICE if is_office else FOR_LEADERS
            words[known.get(reason, _UNREACHABLE)] += number
    number, meant = found.get("", 0), among or sum(found.values())
    if is_office:
        left_out = tuple((Cell(many), said) for said, many in words.most_common())
        return Reach(number, meant, left_out, Cell(number), by_line=by_line)
    is_few = 0 < meant < LEAST
    left_out = () if is_few else _for_leaders(words)
    return Reach(number, meant, left_out, told(number, of=meant or LEAST), is_few, by_line=0 if is_few else by_line)


def _for_leaders(words: "Counter[_StrPromise | str]") -> "tuple[tuple[Cell, _StrPromise | str], ...]":
    """A reason is told of five and more: a leader who narrows the choice learns of nobody why they get nothing."""
    said = [(Cell(many), reason) for reason, many in words.most_common() if many >= LEAST]
    rest = words.total() - sum(cell.number for cell, _reason in said)
    return (*said, (told(rest, of=LEAST), _FEW)) if rest else tuple(said)


def reached(mailing: Mailing) -> Reach:
    """Once its list is closed: as it was then and became."""
    rows = Message.objects.filter(mailing=mailing).order_by()
    reasons = dict(rows.values_list("reason").annotate(number=Count("pk")))
    by_line = rows.filter(channel=Message.Channel.LINE, reason="").count()
    return counted(reasons, is_office=mailing.sender_key == rules.OFFICE, by_line=by_line)


def gates_of(mailing: Mailing, number: int, on: date) -> list[MailGate]:
    """What keeps a mailing to so many from going out that day without a second person."""
    writer = writer_of(mailing)
    found = [gate(writer, number, on) for _key, gate in mail_gates]
    if mailing.pk is not None and was_refused(mailing):
        found.append(MailGate(gettext("It was not approved last time, so somebody else looks at it again.")))
    return [gate for gate in found if gate is not None]


def problem(error: BadAudience) -> "_StrPromise | str":
    """Why an audience is none, in words."""
    return {
        "empty": _("Choose to whom it goes."),
        "value": _("One of the conditions has nothing chosen in it yet."),
        "kind": _("One of the conditions is not yours to use."),
        "gone": _(
            "A saved list or search that was chosen is gone, or asks for something that is not there any more. "
            "Look at it among the saved lists, or choose another."
        ),
    }.get(error.code, _("This choice of people cannot be read. Choose anew."))
