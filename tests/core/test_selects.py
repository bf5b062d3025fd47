import pytest
from django import forms
from django.utils import translation

from apps.core.models import Job


class ChoosingForm(forms.Form):
    job = forms.ModelChoiceField(queryset=Job.objects.none())


@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_chosen_yet_is_said_in_words(language):
    with translation.override(language):
        page = str(ChoosingForm())

    assert "---" not in page
    assert 'value=""' in page
