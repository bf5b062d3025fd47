"""Holds the ledger against the truth of the mail server. Knows nothing of how mails are sent: it judges any way."""

from collections import Counter


def problems(rows, truth, *, workers, never=frozenset()):
    """Everything that is wrong. `rows`: (address, state) of each person of the audience; `never`: addresses to which
    nothing may ever go."""
    rows, taken = list(rows), truth.taken
    found = [f"twice: {to} ({number})" for to, number in taken.items() if number > 1]
    found += [f"opted out, and written to: {to}" for to in taken if to in never]
    states = Counter(state for _to, state in rows)
    for to, state in rows:
        if state == "sent" and not taken[to]:
            found.append(f"lost: {to} is called sent")
        if state in {"failed", "left_out", "queued"} and taken[to]:
            found.append(f"{to} got it and is called {state}")
    found += [f"unfinished: {states[state]} {state}" for state in ("queued", "sending") if states[state]]
    strangers = set(taken) - {to for to, _state in rows}
    found += [f"not of the audience: {to}" for to in strangers]
    most = truth.kills + truth.killed_all * workers + truth.lost_replies
    if states["unconfirmed"] > most:
        found.append(f"{states['unconfirmed']} unconfirmed, at most {most} can be explained")
    return found
