"""What a provider's interface (django-anymail) tells by refusing a message, or by not being there."""

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from .outcome import Fate, Outcome

NOT_NOW = {408, 425, 429, 503}  # HTTP's words for "later": it was not taken


def judge(error: Exception) -> Outcome | None:
    """None where it tells nothing: an answer of 500, 502 or 504 and silence after a question are no proof that the
    message was not taken. That no connection came about is."""
    status = error.status_code if isinstance(error, AnymailAPIError) else None
    if _never_met(error) or status in NOT_NOW:
        return Outcome(Fate.POSTPONED, str(error), usable=False, reachable=False)
    if isinstance(error, AnymailRecipientsRefused) or (status is not None and 400 <= status < 500):
        return Outcome(Fate.REFUSED, str(error))
    return None


def _never_met(error: Exception) -> bool:
    """anymail wraps what requests raised, and requests what was the matter."""
    wrapped = error.__cause__.args if error.__cause__ else ()
    return any(isinstance(getattr(each, "reason", each), NewConnectionError | ConnectTimeoutError) for each in wrapped)
