from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the ladder of returns does next depends on this alone."""

    HARD = "hard"  # nothing will ever arrive there
    SOFT = "soft"  # not now, not this message, or not from us
    AUTO_REPLY = "auto-reply"  # a machine of the recipient answered: the mail arrived
    COMPLAINT = "complaint"  # the recipient's provider reports that they called it spam
    NOT_A_BOUNCE = "not-a-bounce"  # a person's words, a newsletter, news of a success


class Reason(StrEnum):
    """Why, in the words of RFC 3463 as far as it has them."""

    UNKNOWN_USER = "unknown_user"
    UNKNOWN_HOST = "unknown_host"
    DISABLED = "disabled"
    MOVED = "moved"
    RELAY_DENIED = "relay_denied"
    NOT_ACCEPTING = "not_accepting"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    GREYLISTED = "greylisted"
    SPAM = "spam"
    POLICY = "policy"
    REFUSED = "refused"  # the sender, by the recipient or their server
    AUTHENTICATION = "authentication"
    EXPIRED = "expired"
    DELAYED = "delayed"
    NETWORK = "network"
    LOOP = "loop"
    CONTENT = "content"
    RATE = "rate"
    SYSTEM = "system"
    UNDEFINED = "undefined"
    # of what is no bounce
    OUT_OF_OFFICE = "out_of_office"
    CHALLENGE = "challenge"
    RECEIPT = "receipt"
    ABUSE = "abuse"
    UNSUBSCRIBED = "unsubscribed"
    DELIVERED = "delivered"
    EMPTY = "empty"
    OTHER = "other"


HARD = frozenset({
    Reason.UNKNOWN_USER,
    Reason.UNKNOWN_HOST,
    Reason.DISABLED,
    Reason.MOVED,
    Reason.RELAY_DENIED,
    Reason.NOT_ACCEPTING,
})  # fmt: skip


@dataclass(frozen=True)
class Failure:
    """One recipient whom the mail did not reach (or not yet)."""

    recipient: str
    kind: Kind
    reason: Reason
    code: str = ""  # "5.1.1", or "550" where the server knows no enhanced codes
    diagnostic: str = ""  # the server's own words


@dataclass(frozen=True)
class Verdict:
    """What the whole message says. `failures` holds every recipient that it names, the worst one first; the fields
    beside it are those of the first."""

    kind: Kind
    reason: Reason
    recipient: str = ""
    code: str = ""
    diagnostic: str = ""
    failures: tuple[Failure, ...] = ()
    message_id: str = ""  # of the mail that came back, if the message shows it
    addressed_to: tuple[str, ...] = ()  # where the return itself was delivered: holds the variable envelope sender
    certain: bool = True  # not, where a person may have written or sent it

    @property
    def is_bounce(self) -> bool:
        return self.kind in {Kind.HARD, Kind.SOFT}
