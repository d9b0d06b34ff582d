import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0007_deadline_policies'),
        ('organizations', '0002_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CasePart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.TextField()),
                    ('to_name', models.CharField(blank=True, max_length=200)),
                    ('link_hash', models.CharField(blank=True, max_length=64)),
                    ('link_until', models.DateTimeField(null=True)),
                    ('asked_at', models.DateTimeField()),
                    ('answer', models.TextField(blank=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('taken_back_at', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('child', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='part_of', to='appeals.appeal')),
                    ('whole', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='appeals.appeal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('link_hash', ''), _negated=True), fields=('link_hash',), name='part_link_once'), models.CheckConstraint(condition=models.Q(models.Q(('child', None), ('link_until__isnull', False)), models.Q(('child__isnull', False), ('link_hash', '')), _connector='OR'), name='part_of_body_or_by_link')],
                },
            ),
            migrations.CreateModel(
                name='RelatedCases',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.appeal')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.appeal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='related_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='related_in_order')],
                },
            ),
            migrations.CreateModel(
                name='RouteTrouble',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=12)),
                    ('case_number', models.BigIntegerField(null=True)),
                    ('since_at', models.DateTimeField()),
                    ('last_at', models.DateTimeField()),
                    ('count', models.PositiveIntegerField(default=1)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.body')),
                    ('route', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='troubles', to='appeals.route')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('kind', 'route', 'case_number'), name='route_trouble_once', nulls_distinct=False)],
                },
            ),
            migrations.AddField(
                model_name='route',
                name='days',
                field=models.CharField(blank=True, max_length=7),
            ),
            migrations.AddField(
                model_name='route',
                name='executor',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='route',
                name='importance',
                field=models.CharField(blank=True, max_length=10),
            ),
            migrations.AddField(
                model_name='route',
                name='kind',
                field=models.CharField(blank=True, max_length=12),
            ),
            migrations.AddField(
                model_name='route',
                name='most_open',
                field=models.PositiveSmallIntegerField(null=True),
            ),
            migrations.AddField(
                model_name='route',
                name='street',
                field=models.CharField(blank=True, max_length=200),
            ),
            migrations.AddField(
                model_name='route',
                name='time_from',
                field=models.TimeField(null=True),
            ),
            migrations.AddField(
                model_name='route',
                name='time_to',
                field=models.TimeField(null=True),
            ),
            migrations.AddField(
                model_name='route',
                name='way',
                field=models.CharField(blank=True, choices=[('in_turn', 'in_turn'), ('least_loaded', 'least_loaded')], max_length=12),
            ),
            migrations.AddField(
                model_name='route',
                name='words',
                field=models.CharField(blank=True, max_length=400),
            ),
            migrations.AlterField(
                model_name='transition',
                name='act',
                field=models.CharField(choices=[('open', 'open'), ('hold', 'hold'), ('pass_moderation', 'pass_moderation'), ('decline', 'decline'), ('uphold_objection', 'uphold_objection'), ('assign', 'assign'), ('take', 'take'), ('return_not_ours', 'return_not_ours'), ('submit', 'submit'), ('send_back', 'send_back'), ('submit_again', 'submit_again'), ('approve_final', 'approve_final'), ('approve_interim', 'approve_interim'), ('send_final', 'send_final'), ('send_interim', 'send_interim'), ('answered_outside', 'answered_outside'), ('answered_by_hand', 'answered_by_hand'), ('ask_author', 'ask_author'), ('author_answers', 'author_answers'), ('give_up_clarifying', 'give_up_clarifying'), ('defer', 'defer'), ('deferral_comes', 'deferral_comes'), ('hand_over', 'hand_over'), ('external_answers', 'external_answers'), ('close', 'close'), ('reopen', 'reopen'), ('join', 'join'), ('take_apart', 'take_apart'), ('withdraw', 'withdraw'), ('hand_in', 'hand_in'), ('decide_anew', 'decide_anew')], max_length=20),
            ),
        ]),
    ]
