from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duplicates", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="pair",
            index=models.Index(
                condition=models.Q(("state", "not_same")), fields=["decided_at", "id"], name="pairs_not_the_same"
            ),
        ),
    ]
