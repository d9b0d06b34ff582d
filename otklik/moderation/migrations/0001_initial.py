import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together

GUARD = """
create trigger only_added before update or delete on moderation_evidencerecord
  for each row execute function otklik_only_added();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0005_decide_anew'),
        ('audit', '0002_evidence_only_added'),
        ('delivery', '0002_act_said_at'),
        ('intake', '0003_hidden_erased'),
        ('organizations', '0002_register'),
        ('pages', '0007_register'),
        ('residents', '0002_account_nameless'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(choices=[('hide', 'Hide'), ('restore', 'Restore'), ('delete', 'Delete'), ('ban', 'Ban'), ('unban', 'Unban'), ('pass', 'Lawful')], max_length=8)),
                    ('ground', models.CharField(blank=True, max_length=60)),
                    ('clause', models.CharField(blank=True, max_length=40)),
                    ('rules_version', models.CharField(blank=True, max_length=40)),
                    ('because', models.TextField(blank=True)),
                    ('certainty', models.FloatField(null=True)),
                    ('wording_hash', models.CharField(blank=True, max_length=64)),
                    ('decided_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('refused', 'Refused'), ('under_way', 'Under Way'), ('done', 'Done'), ('failed', 'Failed'), ('unknown', 'Unknown'), ('undone', 'Undone')], max_length=10)),
                    ('notice_text', models.TextField(blank=True)),
                    ('no_notice_because', models.CharField(blank=True, max_length=300)),
                    ('batch', models.CharField(blank=True, max_length=32)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='intake.residentmessage')),
                    ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                    ('notice_act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='delivery.outboxact')),
                    ('outbox_act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='delivery.outboxact')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.page')),
                    ('second_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'under_way')), fields=['id'], name='decision_under_way'), models.Index(fields=['message', '-id'], name='decision_message'), models.Index(fields=['body', '-id'], name='decision_body'), models.Index(condition=models.Q(('batch', ''), _negated=True), fields=['batch'], name='decision_batch'), models.Index(condition=models.Q(('act', 'pass')), fields=['page', 'wording_hash'], name='decision_lawful')],
                },
            ),
            migrations.CreateModel(
                name='Ban',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('term', models.CharField(choices=[('day', 'Day'), ('three_days', 'Three Days'), ('week', 'Week'), ('month', 'Month'), ('for_ever', 'For Ever')], max_length=10)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('refused', 'Refused'), ('running', 'Running'), ('to_lift', 'To Lift'), ('ended', 'Ended'), ('failed', 'Failed')], default='proposed', max_length=8)),
                    ('began_at', models.DateTimeField(null=True)),
                    ('ends_at', models.DateTimeField(null=True)),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.networkaccount')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.page')),
                    ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ban', to='moderation.decision')),
                    ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='moderation.decision')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'running')), fields=['ends_at'], name='ban_running'), models.Index(condition=models.Q(('state__in', ['proposed', 'to_lift'])), fields=['-id'], name='ban_to_decide')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'running', 'to_lift'])), fields=('page', 'account'), name='one_ban_an_author')],
                },
            ),
            migrations.CreateModel(
                name='PageRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_on', models.DateField()),
                    ('text', models.TextField()),
                    ('clauses', models.JSONField(default=dict)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(fields=['page', 'since_on', 'id'], name='rules_of_page')],
                },
            ),
            migrations.CreateModel(
                name='Policy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ground', models.CharField(max_length=60)),
                    ('since_on', models.DateField()),
                    ('may_do', models.CharField(choices=[('nothing', 'Nothing'), ('hide', 'Hide'), ('hide_and_tell', 'Hide And Tell'), ('to_person', 'To Person')], default='nothing', max_length=14)),
                    ('least_certainty', models.FloatField(default=0.95)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pages.page')),
                ],
                options={
                    'verbose_name_plural': 'policies',
                    'constraints': [models.UniqueConstraint(fields=('page', 'ground', 'since_on'), name='policy_once_a_day', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('danger', models.PositiveSmallIntegerField()),
                    ('ground', models.CharField(max_length=60)),
                    ('certainty', models.FloatField(default=0)),
                    ('is_urgent', models.BooleanField(default=False)),
                    ('wording_hash', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('decided', 'Decided'), ('gone', 'Gone')], default='waiting', max_length=8)),
                    ('since_at', models.DateTimeField()),
                    ('claimed_until', models.DateTimeField(null=True)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='intake.residentmessage')),
                    ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['danger', 'since_at', 'id'], name='review_worst'), models.Index(condition=models.Q(('state', 'waiting')), fields=['body', 'danger', 'since_at', 'id'], name='review_body'), models.Index(condition=models.Q(('state', 'waiting'), _negated=True), fields=['-id'], name='review_decided')],
                },
            ),
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
                options={
                    'indexes': [models.Index(condition=models.Q(('awaits_ends', True)), fields=['id'], name='evidence_awaits_ends'), models.Index(condition=models.Q(('forgotten_at__isnull', True)), fields=['kept_until'], name='evidence_to_forget')],
                },
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
                options={
                    'indexes': [models.Index(fields=['file', 'id'], name='evidence_of_decision'), models.Index(fields=['sealed_no'], name='evidence_chain'), models.Index(condition=models.Q(('seal', '')), fields=['id'], name='evidence_unsealed')],
                },
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
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['due_at', 'id'], name='objection_waits'), models.Index(fields=['body', '-id'], name='objection_of_body')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='objection_decided_by_a_person')],
                },
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
            migrations.CreateModel(
                name='OutsideReading',
                fields=[
                    ('network', models.CharField(max_length=12, primary_key=True, serialize=False)),
                    ('read_until', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='SampleCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_right', models.BooleanField()),
                    ('at', models.DateTimeField()),
                    ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sample_check', to='appeals.appeal')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='OutsideAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=10)),
                    ('at', models.DateTimeField()),
                    ('event_id', models.BigIntegerField()),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='intake.residentmessage')),
                    ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(fields=['body', 'at'], name='outside_of_body')],
                    'constraints': [models.UniqueConstraint(fields=('event_id', 'kind', 'page'), name='outside_once')],
                },
            ),
        ]),
        migrations.RunSQL(GUARD, 'drop trigger only_added on moderation_evidencerecord'),
    ]
