"""The number of an alumni card: as easy to type as it is hard to guess."""

import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another: no 0 and O, no 1 and I
LENGTH = 12  # 60 bits
GROUP = 4


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """The number in what somebody typed or scanned: 'k7q2-m9tx 4hbw' is K7Q2M9TX4HBW. Empty where it cannot be one."""
    code = "".join(typed.split()).replace("-", "").upper()
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def written(code: str) -> str:
    """As it is printed: K7Q2-M9TX-4HBW."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
