"""What a decision is proved by: only ever added to, as the audit log is; and objections."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


GUARD = """
create trigger only_added before update or delete on moderation_evidencerecord
  for each row execute function otklik_only_added();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_evidence_only_added'),
        ('moderation', '0001_acts_initial'),
        ('organizations', '0004_people_staff'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('kept_until', models.DateTimeField()),
                ('awaits_ends', models.BooleanField(default=True)),
                ('held_because', models.TextField(blank=True)),
                ('held_by_name', models.CharField(blank=True, max_length=200)),
                ('held_at', models.DateTimeField(null=True)),
                ('is_author_erased', models.BooleanField(default=False)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='moderation.decision')),
            ],
        ),
        migrations.CreateModel(
            name='EvidenceRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('act', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=80)),
                ('because', models.TextField(blank=True)),
                ('details', models.JSONField(default=dict)),
                ('salt', models.CharField(blank=True, db_default='', max_length=32)),
                ('words', models.CharField(blank=True, db_default='', max_length=64)),
                ('erased_at', models.DateTimeField(null=True)),
                ('seal', models.CharField(blank=True, max_length=64)),
                ('sealed_no', models.BigIntegerField(null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='moderation.evidencefile')),
            ],
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'waits for a decision'), ('upheld', 'the objection was right'), ('refused', 'the decision stands')], default='open', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('undone', models.CharField(blank=True, max_length=300)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='moderation.decision')),
                ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
            ],
        ),
        migrations.CreateModel(
            name='ObjectionTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['who', 'at'], name='objection_try')],
            },
        ),
        migrations.CreateModel(
            name='ObjectionWay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True)),
                ('code_hash', models.CharField(max_length=64)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection_way', to='moderation.decision')),
            ],
        ),
        migrations.AddIndex(
            model_name='evidencefile',
            index=models.Index(condition=models.Q(('awaits_ends', True)), fields=['id'], name='evidence_awaits_ends'),
        ),
        migrations.AddIndex(
            model_name='evidencefile',
            index=models.Index(condition=models.Q(('forgotten_at__isnull', True)), fields=['kept_until'], name='evidence_to_forget'),
        ),
        migrations.AddIndex(
            model_name='evidencerecord',
            index=models.Index(fields=['file', 'id'], name='evidence_of_decision'),
        ),
        migrations.AddIndex(
            model_name='evidencerecord',
            index=models.Index(fields=['sealed_no'], name='evidence_chain'),
        ),
        migrations.AddIndex(
            model_name='evidencerecord',
            index=models.Index(condition=models.Q(('seal', '')), fields=['id'], name='evidence_unsealed'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['due_at', 'id'], name='objection_waits'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['body', '-id'], name='objection_of_body'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='objection_decided_by_a_person'),
        ),
        migrations.RunSQL(GUARD, 'drop trigger only_added on moderation_evidencerecord'),
    ]
