import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('gazetteer', '0001_initial'),
        ('intake', '0003_hidden_erased'),
        ('organizations', '0002_register'),
        ('triage', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Fingerprint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('typed_case', models.BigIntegerField(null=True, unique=True)),
                    ('typed_text', models.TextField(blank=True)),
                    ('town', models.BigIntegerField()),
                    ('author', models.BigIntegerField(null=True)),
                    ('thread_key', models.BigIntegerField()),
                    ('said_at', models.DateTimeField()),
                    ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                    ('copy_key', models.BigIntegerField(null=True)),
                    ('awaits_comparing', models.BooleanField(default=True)),
                    ('message', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='fingerprint', to='intake.residentmessage')),
                ],
                options={
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='fingerprint_keys'), models.Index(condition=models.Q(('copy_key__isnull', False)), fields=['copy_key'], name='fingerprint_copies'), models.Index(condition=models.Q(('awaits_comparing', True)), fields=['id'], name='fingerprint_waits')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('message__isnull', False), ('typed_case__isnull', True)), models.Q(('message__isnull', True), ('typed_case__isnull', False)), _connector='OR'), name='fingerprint_of_one')],
                },
            ),
            migrations.CreateModel(
                name='SeenBefore',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('alike', models.CharField(max_length=10)),
                    ('certainty', models.FloatField()),
                    ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list)),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='triage.fingerprint')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='triage.fingerprint')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='seen_before_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='seen_before_in_order')],
                },
            ),
            migrations.CreateModel(
                name='OwnExample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('part', models.CharField(choices=[('group', 'Group'), ('topic', 'Topic'), ('kind', 'Kind'), ('importance', 'Importance'), ('address', 'Address'), ('body', 'Body'), ('decency', 'Decency'), ('same', 'Same')], max_length=10)),
                    ('proposed', models.CharField(blank=True, max_length=300)),
                    ('certainty', models.FloatField(default=0)),
                    ('chosen', models.CharField(blank=True, max_length=300)),
                    ('is_right', models.BooleanField()),
                    ('model_version', models.CharField(max_length=40)),
                    ('at', models.DateTimeField()),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='examples', to='intake.residentmessage')),
                    ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                    ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.messageversion')),
                ],
                options={
                    'indexes': [models.Index(fields=['part', 'at'], name='example_of_part')],
                    'constraints': [models.UniqueConstraint(fields=('message', 'part'), name='example_once')],
                },
            ),
            migrations.CreateModel(
                name='OwnModel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(unique=True)),
                    ('state', models.CharField(choices=[('asked', 'Asked'), ('in_use', 'In Use'), ('kept', 'Kept'), ('refused', 'Refused')], default='asked', max_length=8)),
                    ('outcome', models.CharField(blank=True, max_length=16)),
                    ('asked_at', models.DateTimeField()),
                    ('made_at', models.DateTimeField(null=True)),
                    ('base_version', models.CharField(blank=True, max_length=40)),
                    ('compared_with', models.CharField(blank=True, max_length=40)),
                    ('examples', models.PositiveIntegerField(default=0)),
                    ('held_out', models.PositiveIntegerField(default=0)),
                    ('figures', models.JSONField(default=dict)),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('used_since', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'in_use')), fields=('state',), name='one_own_model_in_use')],
                },
            ),
            migrations.AddField(
                model_name='verdict',
                name='crossing',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='verdict',
                name='house',
                field=models.CharField(blank=True, max_length=20),
            ),
            migrations.AddField(
                model_name='verdict',
                name='landmark',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='verdict',
                name='latitude',
                field=models.FloatField(null=True),
            ),
            migrations.AddField(
                model_name='verdict',
                name='longitude',
                field=models.FloatField(null=True),
            ),
            migrations.AddField(
                model_name='verdict',
                name='place',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='gazetteer.place'),
            ),
            migrations.AddField(
                model_name='verdict',
                name='place_missing',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list),
            ),
            migrations.AddField(
                model_name='verdict',
                name='point_certainty',
                field=models.FloatField(default=0),
            ),
            migrations.AddField(
                model_name='verdict',
                name='point_of',
                field=models.CharField(blank=True, max_length=12),
            ),
            migrations.AddField(
                model_name='verdict',
                name='settlement',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='verdict',
                name='street',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='verdict',
                name='awaits_moderation',
                field=models.BooleanField(default=False),
            ),
            migrations.AddIndex(
                model_name='verdict',
                index=models.Index(condition=models.Q(('awaits_moderation', True)), fields=['id'], name='verdict_for_moderation'),
            ),
            migrations.AddField(
                model_name='verdict',
                name='missing',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list),
            ),
            migrations.AddField(
                model_name='verdict',
                name='topic_certainty',
                field=models.FloatField(default=0),
            ),
            migrations.AddField(
                model_name='verdict',
                name='topic_code',
                field=models.CharField(blank=True, max_length=80),
            ),
            migrations.AddField(
                model_name='verdict',
                name='topics',
                field=models.JSONField(default=list),
            ),
        ]),
    ]
