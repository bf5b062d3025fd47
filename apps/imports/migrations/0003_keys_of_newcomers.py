import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def carry_over(apps, schema_editor):
    """Imports that are checked and have not run keep the keys of those whom they will bring in."""
    rows = apps.get_model("imports", "ImportRow").objects.filter(new_key__isnull=False, person__isnull=True)
    rows.filter(of__state__in=["checked", "running"]).update(person_id=F("new_key"))


class Migration(migrations.Migration):
    """A row says from its check on who it will bring in; nothing has to be said again when it runs."""

    dependencies = [("imports", "0002_indexes_once")]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_rows",
                to="records.person",
                verbose_name="person",
            ),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="importrow", name="new_key"),
    ]
