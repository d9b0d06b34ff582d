import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import otklik.appeals.states
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('intake', '0001_initial'),
        ('organizations', '0001_initial'),
        ('pages', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL('create sequence appeal_number start 1001', 'drop sequence appeal_number'),
        Together([
            migrations.CreateModel(
                name='Appeal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField(unique=True)),
                    ('thread_id', models.CharField(blank=True, max_length=200)),
                    ('kind', models.CharField(max_length=12)),
                    ('legal_regime', models.CharField(default='comment', max_length=16)),
                    ('channel', models.CharField(default='comment', max_length=16)),
                    ('state', models.CharField(choices=[('new', 'new'), ('in_moderation', 'in_moderation'), ('assigned', 'assigned'), ('in_work', 'in_work'), ('awaiting_approval', 'awaiting_approval'), ('rework', 'rework'), ('answered', 'answered'), ('interim_answered', 'interim_answered'), ('clarifying', 'clarifying'), ('deferred', 'deferred'), ('misrouted', 'misrouted'), ('external', 'external'), ('declined', 'declined'), ('closed', 'closed')], default=otklik.appeals.states.State['NEW'], max_length=20)),
                    ('state_before', models.CharField(blank=True, max_length=20)),
                    ('title', models.CharField(max_length=200)),
                    ('typed_text', models.TextField(blank=True)),
                    ('source_url', models.CharField(blank=True, max_length=300)),
                    ('author_name', models.CharField(blank=True, max_length=200)),
                    ('address', models.CharField(blank=True, max_length=300)),
                    ('importance', models.CharField(default='ordinary', max_length=10)),
                    ('opened_at', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('due_at', models.DateTimeField(null=True)),
                    ('assign_due_at', models.DateTimeField(null=True)),
                    ('assigned_at', models.DateTimeField(null=True)),
                    ('primary_due_at', models.DateTimeField(null=True)),
                    ('primary_answered_at', models.DateTimeField(null=True)),
                    ('primary_is_interim', models.BooleanField(default=False)),
                    ('final_due_at', models.DateTimeField(null=True)),
                    ('final_answered_at', models.DateTimeField(null=True)),
                    ('first_due_at', models.DateTimeField(null=True)),
                    ('paused_at', models.DateTimeField(null=True)),
                    ('deferred_until', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('outcome', models.CharField(blank=True, max_length=20)),
                    ('reopened_count', models.PositiveSmallIntegerField(default=0)),
                    ('wrote_again_at', models.DateTimeField(null=True)),
                    ('is_sending', models.BooleanField(default=False)),
                    ('delivery_trouble', models.CharField(blank=True, max_length=8)),
                    ('is_by_machine', models.BooleanField(default=True)),
                    ('decided_by', models.JSONField(default=dict)),
                    ('search', django.contrib.postgres.search.SearchVectorField(null=True)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('duplicate_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='duplicates', to='appeals.appeal')),
                    ('executor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('founder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.territory')),
                    ('outside_message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='intake.residentmessage')),
                    ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.page')),
                    ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='topics.topic')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True), fields=['body', 'due_at', 'id'], name='open_of_body'), models.Index(condition=models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True), fields=['municipality', 'due_at', 'id'], name='open_of_town'), models.Index(condition=models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True), fields=['founder', 'due_at', 'id'], name='open_of_founder'), models.Index(condition=models.Q(('state__in', ['answered', 'closed', 'declined']), _negated=True), fields=['due_at', 'id'], name='open_all'), models.Index(fields=['body', 'state', '-id'], name='state_of_body'), models.Index(fields=['municipality', 'state', '-id'], name='state_of_town'), models.Index(fields=['page', 'thread_id'], name='case_of_thread'), models.Index(condition=models.Q(('wrote_again_at__isnull', False)), fields=['id'], name='case_wrote_again'), models.Index(condition=models.Q(('delivery_trouble', ''), _negated=True), fields=['id'], name='case_trouble'), models.Index(condition=models.Q(('outside_message__isnull', False)), fields=['id'], name='answered_outside'), models.Index(condition=models.Q(('state', 'deferred')), fields=['deferred_until'], name='deferred_cases'), models.Index(condition=models.Q(('state', 'clarifying')), fields=['paused_at'], name='clarifying_cases'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='case_search')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('page__isnull', False), models.Q(('state__in', [otklik.appeals.states.State['DECLINED'], otklik.appeals.states.State['CLOSED']]), _negated=True)), fields=('page', 'thread_id'), name='one_case_a_thread')],
                },
            ),
            migrations.CreateModel(
                name='AppealMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('joined_at', models.DateTimeField()),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='appeals.appeal')),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='case_link', to='intake.residentmessage')),
                ],
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('text', models.TextField()),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='appeals.appeal')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Route',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('priority', models.PositiveSmallIntegerField(default=100)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.body')),
                    ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pages.page')),
                    ('territory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.territory')),
                    ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='topics.topic')),
                ],
            ),
            migrations.CreateModel(
                name='Transition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(choices=[('open', 'open'), ('hold', 'hold'), ('pass_moderation', 'pass_moderation'), ('decline', 'decline'), ('uphold_objection', 'uphold_objection'), ('assign', 'assign'), ('take', 'take'), ('return_not_ours', 'return_not_ours'), ('submit', 'submit'), ('send_back', 'send_back'), ('submit_again', 'submit_again'), ('approve_final', 'approve_final'), ('approve_interim', 'approve_interim'), ('send_final', 'send_final'), ('send_interim', 'send_interim'), ('answered_outside', 'answered_outside'), ('answered_by_hand', 'answered_by_hand'), ('ask_author', 'ask_author'), ('author_answers', 'author_answers'), ('give_up_clarifying', 'give_up_clarifying'), ('defer', 'defer'), ('deferral_comes', 'deferral_comes'), ('hand_over', 'hand_over'), ('external_answers', 'external_answers'), ('close', 'close'), ('reopen', 'reopen'), ('join', 'join'), ('take_apart', 'take_apart'), ('withdraw', 'withdraw')], max_length=20)),
                    ('from_state', models.CharField(blank=True, max_length=20)),
                    ('to_state', models.CharField(max_length=20)),
                    ('at', models.DateTimeField()),
                    ('actor', models.CharField(default='staff', max_length=12)),
                    ('reason', models.TextField(blank=True)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transitions', to='appeals.appeal')),
                    ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['appeal', 'id'], name='transition_case')],
                },
            ),
        ]),
    ]
