import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0002_register'),
        ('pages', '0006_pace_and_trials'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Exemption',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(blank=True, max_length=12)),
                    ('reason', models.CharField(max_length=500)),
                    ('document', models.CharField(max_length=300)),
                    ('since_on', models.DateField(blank=True, null=True)),
                    ('until_on', models.DateField(blank=True, null=True)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exemptions', to='organizations.body')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('body', 'network'), name='exemption_once')],
                },
            ),
            migrations.CreateModel(
                name='RequiredNetwork',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.CharField(blank=True, choices=[('region', 'Region'), ('ministry', 'Ministry'), ('municipality', 'Municipality'), ('department', 'Department'), ('institution', 'Institution')], max_length=12)),
                    ('network', models.CharField(max_length=12)),
                    ('legal_basis', models.CharField(max_length=300)),
                    ('since_on', models.DateField()),
                    ('until_on', models.DateField(blank=True, null=True)),
                    ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.territory')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('territory', 'level', 'network', 'since_on'), name='required_once')],
                },
            ),
            migrations.CreateModel(
                name='AskedAddress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(max_length=12)),
                    ('key', models.CharField(max_length=128)),
                    ('times', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('network', 'key'), name='asked_once')],
                },
            ),
            migrations.CreateModel(
                name='PageAddress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(max_length=12)),
                    ('key', models.CharField(max_length=128)),
                    ('skeleton', models.CharField(max_length=128)),
                    ('since', models.DateTimeField(blank=True, null=True)),
                    ('until', models.DateTimeField(blank=True, null=True)),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(fields=['network', 'key'], name='address_key'), models.Index(fields=['network', 'skeleton'], name='address_skeleton')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('network', 'key'), name='address_held_once')],
                },
            ),
            migrations.CreateModel(
                name='SuspectedFake',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(max_length=12)),
                    ('key', models.CharField(max_length=128)),
                    ('name', models.CharField(blank=True, max_length=200)),
                    ('likenesses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('letters', 'Letters'), ('near_address', 'Near Address'), ('name', 'Name'), ('avatar', 'Avatar')], max_length=12), blank=True, default=list)),
                    ('found_by', models.CharField(choices=[('question', 'Question'), ('person', 'Person')], max_length=8)),
                    ('found_at', models.DateTimeField()),
                    ('looked_up_at', models.DateTimeField(blank=True, null=True)),
                    ('asked_count', models.PositiveIntegerField(default=0)),
                    ('state', models.CharField(choices=[('suspected', 'Suspected'), ('confirmed', 'Confirmed'), ('cleared', 'Cleared')], default='suspected', max_length=9)),
                    ('decided_by', models.CharField(blank=True, max_length=200)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('because', models.TextField(blank=True)),
                    ('resembles', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suspected_fakes', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', '-id'], name='fake_newest')],
                    'constraints': [models.UniqueConstraint(fields=('network', 'key'), name='fake_once')],
                },
            ),
            migrations.CreateModel(
                name='Proof',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('token', 'Token'), ('published', 'Published'), ('mailed', 'Mailed')], max_length=9)),
                    ('state', models.CharField(choices=[('asked', 'Asked'), ('waiting', 'Waiting'), ('confirmed', 'Confirmed'), ('lost', 'Lost'), ('failed', 'Failed')], max_length=9)),
                    ('code', models.CharField(blank=True, max_length=20)),
                    ('code_hash', models.CharField(blank=True, max_length=64)),
                    ('sent_to', models.EmailField(blank=True, max_length=254)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('expires_at', models.DateTimeField(blank=True, null=True)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('stands_until', models.DateTimeField(blank=True, null=True)),
                    ('check_again_at', models.DateTimeField(blank=True, null=True)),
                    ('failure', models.TextField(blank=True)),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('check_again_at__isnull', False)), fields=['check_again_at', 'id'], name='proof_due')],
                    'constraints': [models.UniqueConstraint(fields=('page', 'kind'), name='proof_once')],
                },
            ),
            migrations.CreateModel(
                name='PageAlarm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('deleted', 'deleted'), ('blocked', 'blocked'), ('renamed', 'renamed'), ('token_dead', 'token_dead'), ('badge_lost', 'badge_lost'), ('comments_closed', 'comments_closed'), ('silent', 'silent')], max_length=16)),
                    ('rank', models.PositiveSmallIntegerField()),
                    ('raised_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('told', models.JSONField(default=dict)),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('acknowledged_by', models.CharField(blank=True, max_length=200)),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['rank', '-raised_at', '-id'], name='alarm_worst'), models.Index(fields=['page', '-id'], name='alarm_of_page')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('page', 'kind'), name='alarm_once')],
                },
            ),
            migrations.CreateModel(
                name='Methodology',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40)),
                    ('name', models.CharField(max_length=120)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('since_on', models.DateField(blank=True, null=True)),
                    ('until_on', models.DateField(blank=True, null=True)),
                    ('formula', models.JSONField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='methodology_version_once')],
                },
            ),
            migrations.CreateModel(
                name='PageScore',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('points', models.PositiveSmallIntegerField()),
                    ('checked', models.PositiveSmallIntegerField()),
                    ('share', models.PositiveSmallIntegerField(null=True)),
                    ('colour', models.CharField(choices=[('green', 'green'), ('yellow', 'yellow'), ('red', 'red'), ('none', 'none')], max_length=6)),
                    ('results', models.JSONField()),
                    ('peers', models.CharField(blank=True, max_length=90)),
                    ('moved', models.SmallIntegerField(null=True)),
                    ('scored_at', models.DateTimeField()),
                    ('is_current', models.BooleanField(default=True)),
                    ('methodology', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.methodology')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('is_current', True)), fields=['methodology', 'peers', 'share'], name='score_of_peers')],
                    'constraints': [models.UniqueConstraint(fields=('page', 'methodology', 'on'), name='page_score_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='ScoreObjection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('check_code', models.SlugField(max_length=40)),
                    ('result', models.JSONField()),
                    ('comment', models.TextField()),
                    ('by_name', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('rejected', 'Rejected')], default='open', max_length=8)),
                    ('answer', models.TextField(blank=True)),
                    ('decided_by_name', models.CharField(blank=True, max_length=200)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('score', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='pages.pagescore')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['at'], name='objection_open')],
                    'constraints': [models.UniqueConstraint(fields=('score', 'check_code'), name='objection_once')],
                },
            ),
            migrations.AddField(
                model_name='page',
                name='administrators',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list),
            ),
            migrations.AddField(
                model_name='page',
                name='category',
                field=models.CharField(choices=[('flagship', 'Flagship'), ('active', 'Active'), ('card', 'Card')], default='active', max_length=8),
            ),
            migrations.AddField(
                model_name='page',
                name='component_source',
                field=models.CharField(choices=[('unknown', 'Unknown'), ('imported', 'Imported'), ('person', 'Person')], default='unknown', max_length=8),
            ),
            migrations.AddField(
                model_name='page',
                name='is_in_component',
                field=models.BooleanField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='officer',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='page',
                name='officer_name',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='page',
                name='officer_post',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='page',
                name='order_number',
                field=models.CharField(blank=True, max_length=60),
            ),
            migrations.AddField(
                model_name='page',
                name='order_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='post_reach',
                field=models.PositiveIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='record_confirmed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='record_confirmed_by',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='page',
                name='two_factor_confirmed_by',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='page',
                name='two_factor_confirmed_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='weekly_reach',
                field=models.PositiveIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='widgets_count',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='widgets_source',
                field=models.CharField(choices=[('unknown', 'Unknown'), ('imported', 'Imported'), ('person', 'Person')], default='unknown', max_length=8),
            ),
            migrations.AddField(
                model_name='connection',
                name='tokens_expire_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='component_said_by',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='page',
                name='component_said_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='proved_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='standing',
                field=models.CharField(choices=[('none', 'None'), ('waiting', 'Waiting'), ('proved', 'Proved'), ('lost', 'Lost')], default='none', max_length=8),
            ),
            migrations.AddField(
                model_name='page',
                name='widgets_said_by',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='page',
                name='widgets_said_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='activity_percent',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='design_percent',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='last_post_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='look_due_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='looked_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddIndex(
                model_name='page',
                index=models.Index(condition=models.Q(('is_active', True)), fields=['network', 'look_due_at', 'id'], name='page_due'),
            ),
            migrations.AddField(
                model_name='page',
                name='own_filters',
                field=models.JSONField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='page',
                name='own_filters_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
        ]),
        migrations.AlterField(
            model_name='pagealarm',
            name='kind',
            field=models.CharField(choices=[('danger', 'danger'), ('deleted', 'deleted'), ('blocked', 'blocked'), ('renamed', 'renamed'), ('token_dead', 'token_dead'), ('badge_lost', 'badge_lost'), ('comments_closed', 'comments_closed'), ('silent', 'silent')], max_length=16),
        ),
    ]
