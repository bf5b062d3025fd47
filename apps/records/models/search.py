from django.db import models
from django.db.models import Q

from .people import Person
from .places import Country, Province
from .reference import Cohort


class SearchRow(models.Model):
    """What one tier of readers can find a person by, with what lists are filtered and sorted by: derived, rewritten
    by `actions.search.refresh` and by nothing else. Its indexes differ by database (migration 0002)."""

    class Tier(models.TextChoices):
        OFFICE = "office"
        ALUMNI = "alumni"
        EVERYONE = "everyone"

    person = models.ForeignKey(Person, models.CASCADE, related_name="search_rows", db_index=False)
    tier = models.CharField(max_length=8, choices=Tier)
    text = models.TextField()  # " word word …": folded, each word after a space, so that a prefix is "% x%"
    sort_key = models.CharField(max_length=400)  # compared by code points
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, related_name="+", db_index=False)
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+", db_index=False)
    # Null where there is nothing: a column with a default would make SQLite rebuild the table and lose its triggers.
    sector = models.CharField(max_length=2, null=True)  # Employment.Sector of the post they hold
    offers = models.CharField(max_length=80, null=True)  # " mentor talk ": HelpOffer.Kind, each between spaces
    is_graduate = models.BooleanField(default=False)
    is_reachable = models.BooleanField(default=False)  # a live e-mail address, telephone, LINE or postal address
    is_deceased = models.BooleanField(default=False)  # confirmed by two sources

    class Meta:
        constraints = [models.UniqueConstraint("person", "tier", name="search_one_row_per_person_and_tier")]
        indexes = [
            models.Index(fields=["cohort", "is_reachable"], name="search_by_cohort", condition=Q(tier="office")),
            models.Index(fields=["province"], name="search_by_province", condition=Q(tier="office")),
            models.Index(fields=["cohort"], name="alumni_by_cohort", condition=Q(tier="alumni")),
            models.Index(fields=["province"], name="alumni_by_province", condition=Q(tier="alumni")),
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.person_id}"
