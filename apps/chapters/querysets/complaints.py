"""What somebody has against photographs and documents of groups."""

from datetime import datetime

from django.db.models import Q, QuerySet

from apps.chapters.models import Complaint
from apps.chapters.rules import ANSWER_WITHIN


def complaints_for_office(now: datetime) -> QuerySet[Complaint]:
    """All that the office decides, what guests ask, and what a group's leaders have not answered in time; the oldest
    first."""
    overdue = Q(why=Complaint.Why.SHOWN, created_at__lt=now - ANSWER_WITHIN)
    found = Complaint.objects.filter(~Q(why=Complaint.Why.SHOWN) | Q(is_guest=True) | overdue, outcome="")
    return found.select_related("photo__album__chapter", "document__chapter", "chapter").order_by("created_at", "pk")
