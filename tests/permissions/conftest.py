"""What every page draws in its frame, and every refusal, is the same each time: here it is drawn once."""

import pytest
from django.http import HttpResponse

from alumni_portal import urls
from apps.core.admin import piles_for
from apps.home.views import errors
from apps.office.templatetags import office


@pytest.fixture
def piles_counted_once(monkeypatch):
    """What waits for the staff is counted by the frame of each of their pages, which took two fifths of the time."""
    counted = []

    def count(request):
        if not counted:
            counted.extend(piles_for(request))
        return counted

    monkeypatch.setattr(office, "piles_for", count)


@pytest.fixture
def refusal_drawn_once(monkeypatch):
    """Whoever is refused sees the same page, which took half of the time."""
    drawn = []

    def refuse(request, exception):
        if drawn:
            return HttpResponse(status=403)
        drawn.append(errors.permission_denied(request, exception))
        return drawn[0]

    monkeypatch.setattr(urls, "handler403", refuse)
