
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_append_only_audit'),
        ('records', '0004_card_shows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kept_key', models.PositiveBigIntegerField()),
                ('gone_key', models.PositiveBigIntegerField()),
                ('gone_public_id', models.UUIDField(db_index=True)),
                ('card_code', models.CharField(blank=True, default='', max_length=24)),
                ('kept_name', models.CharField(blank=True, max_length=250, verbose_name='name of the record that stayed')),
                ('gone_name', models.CharField(blank=True, max_length=250, verbose_name='name of the record that went')),
                ('held', models.JSONField(default=dict)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='merged')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why they are one person')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='taken back')),
                ('purged_at', models.DateTimeField(null=True, verbose_name='values forgotten')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.auditbatch')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='records.person', verbose_name='record that stayed')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'permissions': [('merge_people', 'Can merge two records of one person and take that back')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MergedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=40)),
                ('side', models.CharField(choices=[('kept', 'of the record that stayed'), ('gone', 'of the record that went'), ('other', 'of somebody else')], max_length=5)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('into', models.CharField(blank=True, max_length=40)),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='duplicates.merge')),
            ],
            options={
                'verbose_name': 'row of a merge',
                'verbose_name_plural': 'rows of merges',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('grade', models.CharField(choices=[('certain', 'Nearly certain'), ('look', 'Worth a look')], default='look', max_length=10, verbose_name='how sure')),
                ('score', models.PositiveSmallIntegerField(default=0, verbose_name='score')),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='reasons')),
                ('state', models.CharField(choices=[('open', 'To be decided'), ('not_same', 'Not the same'), ('gone', 'No longer alike')], default='open', max_length=10, verbose_name='state')),
                ('put_off_at', models.DateTimeField(blank=True, null=True, verbose_name='put off')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why not the same')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('person_a', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.person', verbose_name='older record')),
                ('person_b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.person', verbose_name='newer record')),
            ],
            options={
                'verbose_name': 'pair of records',
                'verbose_name_plural': 'pairs of records',
                'permissions': [('decide_pairs', 'Can decide whether two records are of one person')],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['-at'], name='merges_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(models.F('gone_key'), condition=models.Q(('undone_at__isnull', True)), name='merge_takes_a_record_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept_key', models.F('gone_key')), _negated=True), name='merge_is_of_two_records'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='mergedrow',
            constraint=models.UniqueConstraint(models.F('merge'), models.F('table'), models.F('key'), name='merged_row_is_written_once'),
        ),
        migrations.AddConstraint(
            model_name='mergedrow',
            constraint=models.CheckConstraint(condition=models.Q(('before__isnull', False), ('after__isnull', False), _connector='OR'), name='merged_row_says_something'),
        ),
        migrations.AddIndex(
            model_name='pair',
            index=models.Index(fields=['state', '-score', 'id'], name='pairs_by_score'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.UniqueConstraint(models.F('person_a'), models.F('person_b'), name='pair_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(('person_a__lt', models.F('person_b'))), name='pair_older_record_first'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state', 'not_same')), models.Q(models.Q(('state', 'not_same'), _negated=True), ('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='pair_decided_at_and_by'),
        ),
    ]
