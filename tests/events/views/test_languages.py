"""An event in both languages: each reader's own, the other where there is none."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "text_en", "shown", "hidden"),
    [
        ("th", "Bring a hat", "เอาหมวกมาด้วย", "Bring a hat"),
        ("en", "Bring a hat", "Bring a hat", "เอาหมวกมาด้วย"),
        ("en", "", "เอาหมวกมาด้วย", "Bring a hat"),
    ],
)
def test_the_text_is_shown_in_the_reader_s_language(client, language, text_en, shown, hidden):
    event = EventFactory(text="เอาหมวกมาด้วย", text_en=text_en)
    with translation.override(language):
        page = client.get(reverse("events:show", args=[event.slug])).text

    assert (shown in page, hidden in page) == (True, False)
