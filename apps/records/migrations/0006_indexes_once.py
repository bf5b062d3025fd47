from django.db import migrations

from apps.core.operations import WithoutOwnIndex


class Migration(migrations.Migration):
    """Each of these columns is the beginning of another index, which answers the same questions."""

    dependencies = [("records", "0005_album_consent")]

    operations = [
        WithoutOwnIndex("degree", "person"),
        WithoutOwnIndex("degree", "faculty"),
        WithoutOwnIndex("degree", "campus"),
        WithoutOwnIndex("degree", "cohort"),
        WithoutOwnIndex("contact", "person"),
    ]
