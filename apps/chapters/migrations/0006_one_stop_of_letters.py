from django.db import migrations


def to_mailings(apps, schema_editor):
    """Who stopped a group's letters is asked of one table only."""
    stop = apps.get_model("mailings", "TopicStop")
    for row in apps.get_model("chapters", "LetterStop").objects.iterator():
        stop.objects.get_or_create(
            person_id=row.person_id,
            topic="",
            sender_key=f"chapter:{row.chapter_id}",
            defaults={"at": row.created_at, "via": "page"},
        )


class Migration(migrations.Migration):
    dependencies = [("chapters", "0005_head_sends_events"), ("mailings", "0007_gates")]

    operations = [
        migrations.RunPython(to_mailings, migrations.RunPython.noop),
        migrations.DeleteModel("LetterStop"),
    ]
