

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='attendee',
            name='lapses_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='held until it is paid'),
        ),
        migrations.AddField(
            model_name='attendee',
            name='paid_at_door_satang',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='paid at the door'),
        ),
        migrations.AddField(
            model_name='event',
            name='text_en',
            field=models.TextField(blank=True, max_length=10000, verbose_name='text in English'),
        ),
        migrations.AddField(
            model_name='registration',
            name='link_ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='link for passing on good until'),
        ),
        migrations.AddIndex(
            model_name='attendee',
            index=models.Index(condition=models.Q(('lapses_at__isnull', False)), fields=['lapses_at'], name='attendees_to_lapse'),
        ),
    ]
