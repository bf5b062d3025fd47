"""A provider of LINE that keeps what it is given, and answers as it is told to."""

from apps.mailings.lib.outcome import Fate, Outcome

TAKEN = []  # (to, text, key)
ANSWERS = []  # outcomes or exceptions, the next first


class Kept:
    def push(self, to, text, *, key):
        answer = ANSWERS.pop(0) if ANSWERS else Outcome(Fate.TAKEN)
        if isinstance(answer, Exception):
            raise answer
        if answer.fate is Fate.TAKEN:
            TAKEN.append((to, text, key))
        return answer
