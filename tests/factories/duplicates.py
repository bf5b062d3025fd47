"""Records that may be of one person."""

import factory
from factory.django import DjangoModelFactory

from apps.duplicates.models import Pair

from .records import GraduateFactory


class PairFactory(DjangoModelFactory):
    class Meta:
        model = Pair

    person_a = factory.SubFactory(GraduateFactory)
    person_b = factory.SubFactory(GraduateFactory)
    score = 60
    reasons = factory.List(["name_same", "birth_same", "-gender"])
