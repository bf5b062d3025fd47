"""People by parts of their names, as the office's search rows have them: for whoever looks for names that are nearly
so."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet

from apps.records.lib.search_text import GAP, glued
from apps.records.models import SearchRow


def whose_name_has_any(pieces: Iterable[str]) -> "QuerySet[Any, int]":
    """Keys of people with one of these (folded) pieces anywhere in a name."""
    return _people(reduce(or_, (Q(text__contains=piece) for piece in pieces), Q()))


def whose_words_begin(beginnings: Iterable[str]) -> "QuerySet[Any, int]":
    """Keys of people of whose words some begin with each of these."""
    return _people(reduce(and_, (Q(text__contains=GAP + glued(begin)) for begin in beginnings), Q()))


def in_one_word(*names: str) -> str:
    """Names as they stand in a search row, joined as Thais write them."""
    return "".join(map(glued, names))


def _people(rows: Q) -> "QuerySet[Any, int]":
    return SearchRow.objects.filter(rows, tier="office").values_list("person_id", flat=True)
