import pytest

from apps.records.actions import search
from apps.records.models import Person, SearchRow
from apps.records.querysets.directory import directory_page
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page


@pytest.fixture
def find(db):
    """`find(text="สม", size=2)`: a page of the office's list; `find(tier="alumni", …)`: of the directory."""

    def page(*, scope=None, tier="office", cursor="", size=25, **filters):
        if tier == "office":
            return people_page(PeopleFilters(**filters), scope=scope, cursor=cursor, size=size)
        return directory_page(PeopleFilters(**filters), tier=SearchRow.Tier(tier), cursor=cursor, size=size)

    return page


@pytest.fixture
def indexed(db):
    """`indexed(*people)`: gives them search rows; their keys."""

    def index(*people):
        keys = [person.pk for person in people] or list(Person.objects.values_list("pk", flat=True))
        search.refresh(keys)
        return keys

    return index
