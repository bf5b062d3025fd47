"""What leaders fill in at their desk."""

from django.utils import translation

from apps.chapters.forms.desk import LinkForm


def test_choices_are_in_the_reader_s_words():
    said = []
    for language in ("th", "en"):
        with translation.override(language):
            said.append(dict(LinkForm().fields["days"].choices)[30])
    assert said == ["30 วัน", "30 days"]
