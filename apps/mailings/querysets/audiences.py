"""Who an audience is: its conditions as one question to the database."""

from django.db.models import Q, QuerySet

from apps.core.lib.errors import BadInputError
from apps.core.registries import MailWriter, mail_audiences, mail_senders
from apps.mailings.audiences import visible_people
from apps.mailings.lib.audience import BadAudience, Every, Leaf, Node, Not, Some, leaves, read
from apps.mailings.models import Mailing
from apps.records.models import Person


def writer_of(mailing: Mailing) -> MailWriter:
    """Whose reach a mailing has: its writer's, today."""
    return MailWriter(mailing.author, mailing.sender_key)


def people_of(mailing: Mailing) -> QuerySet[Person]:
    """Everybody whom a mailing means, reachable or not. Raises BadAudience."""
    return people(read(mailing.audience), writer_of(mailing))


def people(audience: Node, writer: MailWriter) -> QuerySet[Person]:
    """Those of the writer's reach whom the audience means. Raises BadAudience for kinds that are not theirs to ask,
    and "gone" where something that was chosen is not there any more."""
    check(audience, writer)
    return within_reach(writer).filter(_condition(audience, writer))


def within_reach(writer: MailWriter) -> QuerySet[Person]:
    """Everybody who can be written to in this name by this writer at all; nobody, where they may not write in it."""
    if writer.account is None or writer.kind not in mail_senders:
        return Person.objects.none()
    sender = mail_senders[writer.kind]
    if not sender.may_write(writer.account, writer.sender_key):
        return Person.objects.none()
    reach = sender.reach(writer)
    return visible_people(writer) if reach is None else Person.objects.filter(pk__in=reach)


def kinds_for(writer: MailWriter) -> list[tuple[str, str]]:
    """What this writer can choose from: key and words of each kind of people."""
    known = sorted(mail_audiences, key=lambda entry: entry[1].order)
    return [(key, str(each.title)) for key, each in known if each.is_for(writer)]


def check(audience: Node, writer: MailWriter) -> None:
    """Raises BadAudience: "kind" for one that is unknown or not for this writer, "value" where nothing is chosen."""
    for leaf in leaves(audience):
        if leaf.kind not in mail_audiences or not mail_audiences[leaf.kind].is_for(writer):
            raise BadAudience("kind", leaf.kind)
        if not leaf.values and mail_audiences[leaf.kind].choices is not None:
            raise BadAudience("value", leaf.kind)


def _condition(node: Node, writer: MailWriter) -> Q:
    match node:
        case Leaf(kind, values):
            return _of_kind(kind, values, writer)
        case Not(part):
            return ~_condition(part, writer)
        case Every(parts):
            found = Q()
            for part in parts:
                found &= _condition(part, writer)
            return found
        case Some(parts):
            found = Q(pk__in=[])
            for part in parts:
                found |= _condition(part, writer)
            return found


def _of_kind(kind: str, values: tuple[str, ...], writer: MailWriter) -> Q:
    try:
        return Q(pk__in=mail_audiences[kind].people(writer, values))
    except BadInputError as error:
        raise BadAudience("gone", str(error)) from error
