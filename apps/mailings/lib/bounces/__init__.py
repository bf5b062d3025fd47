"""What came back: whether a message says that a mail did not arrive, whose, and why. Pure: bytes in, a verdict
out, and never an exception, whatever the bytes."""

from .answer import of_answer
from .reader import read
from .verdict import Failure, Kind, Reason, Verdict

__all__ = ["Failure", "Kind", "Reason", "Verdict", "of_answer", "read"]
