from django.db import migrations, models

from apps.core.operations import WithoutOwnIndex


class Migration(migrations.Migration):
    """`of` is the beginning of other indexes; of few rows anybody has decided."""

    dependencies = [("imports", "0001_initial")]

    operations = [
        WithoutOwnIndex("importrow", "of"),
        WithoutOwnIndex("importrow", "decided_by"),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(
                fields=["decided_by"],
                condition=models.Q(("decided_by__isnull", False)),
                name="import_rows_by_who_decided",
            ),
        ),
    ]
