"""An audience in words."""

from django.utils.translation import gettext as _

from apps.core.registries import MailWriter, mail_audiences
from apps.mailings.lib.audience import BadAudience, Every, Leaf, Node, Not, Some, read
from apps.mailings.models import Mailing
from apps.mailings.querysets.audiences import writer_of

NAMED = 6  # of many values


def said(mailing: Mailing) -> list[str]:
    """One sentence for each block; whoever fits one of them gets it."""
    try:
        node = read(mailing.audience)
    except BadAudience:
        return []
    parts = node.parts if isinstance(node, Some) else (node,)
    writer = writer_of(mailing)
    return [_said(part, writer) for part in parts]


def _said(node: Node, writer: MailWriter) -> str:
    match node:
        case Leaf():
            return _leaf(node, writer)
        case Not(part):
            return _("not: %s") % _said(part, writer)
        case Every(parts):
            return " · ".join(_said(part, writer) for part in parts)
        case Some(parts):
            return _("one of: %s") % " / ".join(_said(part, writer) for part in parts)


def _leaf(leaf: Leaf, writer: MailWriter) -> str:
    if leaf.kind not in mail_audiences:
        return "?"
    kind = mail_audiences[leaf.kind]
    if kind.choices is None:
        return str(kind.title)
    words = dict(kind.choices(writer))
    named = [words.get(value, "?") for value in leaf.values]
    more = len(named) - NAMED
    listed = ", ".join(named[:NAMED]) + (_(" and %d more") % more if more > 0 else "")
    return f"{kind.title}: {listed}"
