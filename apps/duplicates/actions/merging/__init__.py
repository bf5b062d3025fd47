"""Two records of one person become one, and that can be taken back for 90 days."""

from .conflicts import conflicts
from .deciding import BOTH, Decision, Question, decide_all
from .joining import Changed, Gone, Refused, merge, planned
from .moving import Clash, Forgotten
from .person import Field, decide_person
from .preview import Result, preview
from .since import Since, model_of, ref_of, what_changed
from .snapshot import stamp, take
from .undoing import CannotUndo, forget, forget_undone, obstacle, undo

__all__ = [
    "BOTH",
    "CannotUndo",
    "Changed",
    "Clash",
    "Decision",
    "Field",
    "Forgotten",
    "Gone",
    "Question",
    "Refused",
    "Result",
    "Since",
    "conflicts",
    "decide_all",
    "decide_person",
    "forget",
    "forget_undone",
    "merge",
    "model_of",
    "obstacle",
    "planned",
    "preview",
    "ref_of",
    "stamp",
    "take",
    "undo",
    "what_changed",
]
