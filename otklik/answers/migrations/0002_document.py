"""An answer as a document: versions with their editors, approvals that the database watches, rules, ready texts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


# What is written in one case by several people becomes one draft: nothing typed is lost.
ONE_DRAFT = """
update answers_draft as kept set text = typed.text
from (select appeal_id, max(id) as last, string_agg(text, E'\\n\\n' order by saved_at desc) as text
      from answers_draft group by appeal_id having count(*) > 1) as typed
where kept.id = typed.last;
delete from answers_draft as old using answers_draft as kept where kept.appeal_id = old.appeal_id and kept.id > old.id;
"""
# Who has a hand in a text does not approve it; a word for a text holds for that text only; what needs words goes out
# with all of them. Whoever comes second to one answer waits for the first, and then sees what they did.
GUARD = """
create function answers_watch(which bigint) returns void language plpgsql as $$
declare
  it answers_answer%rowtype;
  editors bigint[];
  needed integer;
begin
  select * into it from answers_answer where id = which for no key update;
  if not found then return; end if;
  needed := jsonb_array_length(it.steps);
  select array_agg(by_id) into editors from (
    select by_id from answers_answerversion where answer_id = which and by_id is not null
    union select it.by_id where it.by_id is not null) as people;
  if exists (select 1 from answers_approval where answer_id = which and dropped_at is null and by_id = any(editors))
     or needed > 0 and (it.approved_by_id = any(editors) or it.checked_by_id = any(editors)) then
    raise exception 'answer %: who has a hand in a text does not approve it', which
      using errcode = 'check_violation', constraint = 'approver_is_no_editor';
  end if;
  if exists (select 1 from answers_approval
             where answer_id = which and dropped_at is null and text_hash <> it.text_hash) then
    raise exception 'answer %: the text is not the one that was approved', which
      using errcode = 'check_violation', constraint = 'approval_is_of_this_text';
  end if;
  if it.state = 'sending' and not it.is_urgent and needed > (
       select count(*) from answers_approval where answer_id = which and dropped_at is null) then
    raise exception 'answer %: it needs % approvals before it is sent', which, needed
      using errcode = 'check_violation', constraint = 'approved_before_sent';
  end if;
end $$;
create function answers_watch_answer() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (jsonb_array_length(new.steps) < jsonb_array_length(old.steps)
                           or new.is_urgent <> old.is_urgent) then
    raise exception 'answer %: what it needs does not become less', new.id
      using errcode = 'check_violation', constraint = 'steps_stay';
  end if;
  if new.state = 'sending' and (tg_op = 'INSERT' or old.state <> 'sending')
     and new.text_hash <> encode(sha256(convert_to(new.text, 'UTF8')), 'hex') then
    raise exception 'answer %: its hash is of another text', new.id
      using errcode = 'check_violation', constraint = 'hash_is_of_this_text';
  end if;
  perform answers_watch(new.id);
  return null;
end $$;
create function answers_watch_part() returns trigger language plpgsql as $$
begin
  perform answers_watch(new.answer_id);
  return null;
end $$;
create constraint trigger answer_is_approved_rightly
  after insert or update of state, text, text_hash, steps, is_urgent, by_id, approved_by_id, checked_by_id
  on answers_answer deferrable initially immediate for each row execute function answers_watch_answer();
create constraint trigger approval_is_of_another
  after insert or update on answers_approval
  deferrable initially immediate for each row execute function answers_watch_part();
create constraint trigger editor_is_no_approver
  after insert or update on answers_answerversion
  deferrable initially immediate for each row execute function answers_watch_part();
"""
UNGUARD = """
drop trigger answer_is_approved_rightly on answers_answer;
drop trigger approval_is_of_another on answers_approval;
drop trigger editor_is_no_approver on answers_answerversion;
drop function answers_watch_part();
drop function answers_watch_answer();
drop function answers_watch(bigint);
"""
STAFF = settings.AUTH_USER_MODEL
KINDS = [('final', 'Final'), ('interim', 'Interim'), ('question', 'Question')]


def key():
    return ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID'))


def to(model, on_delete=django.db.models.deletion.CASCADE, **more):
    return models.ForeignKey(on_delete=on_delete, to=model, **({'related_name': '+'} | more))


def person():
    return to(STAFF, django.db.models.deletion.PROTECT, null=True)


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0001_initial'),
        ('appeals', '0001_initial'),
        ('organizations', '0001_initial'),
        ('topics', '0001_initial'),
        migrations.swappable_dependency(STAFF),
    ]

    operations = [
        migrations.RunSQL(ONE_DRAFT, migrations.RunSQL.noop),
        Together([
            migrations.CreateModel(
                name='AnswerVersion',
                fields=[
                    key(),
                    ('text', models.TextField()),
                    ('text_hash', models.CharField(max_length=64)),
                    ('at', models.DateTimeField()),
                    ('appeal', to('appeals.appeal')),
                    ('answer', to('answers.answer', null=True, related_name='versions')),
                    ('by', person()),
                ],
                options={'indexes': [models.Index(fields=['appeal', 'id'], name='version_case')]},
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    key(),
                    ('step', models.PositiveSmallIntegerField()),
                    ('text_hash', models.CharField(max_length=64)),
                    ('at', models.DateTimeField()),
                    ('dropped_at', models.DateTimeField(null=True)),
                    ('answer', to('answers.answer', related_name='approvals')),
                    ('by', to(STAFF, django.db.models.deletion.PROTECT)),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True)), fields=('answer', 'step'), name='approval_step_once'),
                        models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True)), fields=('answer', 'by'), name='approval_person_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ApprovalRule',
                fields=[
                    key(),
                    ('name', models.CharField(max_length=200)),
                    ('position', models.PositiveSmallIntegerField(default=100)),
                    ('importance', models.CharField(blank=True, max_length=10)),
                    ('author_role', models.CharField(blank=True, max_length=20)),
                    ('steps', models.JSONField(default=list)),
                    ('may_be_urgent', models.BooleanField(default=False)),
                    ('is_active', models.BooleanField(default=True)),
                    ('entered_at', models.DateTimeField()),
                    ('body', to('organizations.body', null=True)),
                    ('topic', to('topics.topic', null=True)),
                    ('entered_by', person()),
                ],
            ),
            migrations.CreateModel(
                name='Facts',
                fields=[
                    key(),
                    ('question', models.TextField(blank=True)),
                    ('asked_at', models.DateTimeField(null=True)),
                    ('text', models.TextField(blank=True)),
                    ('at', models.DateTimeField(null=True)),
                    ('appeal', to('appeals.appeal')),
                    ('asked_by', person()),
                    ('by', person()),
                ],
                options={'indexes': [models.Index(fields=['appeal', 'id'], name='facts_case')]},
            ),
            migrations.CreateModel(
                name='Presence',
                fields=[
                    key(),
                    ('seen_at', models.DateTimeField()),
                    ('appeal', to('appeals.appeal')),
                    ('staff', to(STAFF)),
                ],
                options={'constraints': [models.UniqueConstraint(fields=('appeal', 'staff'), name='presence_once')]},
            ),
            migrations.CreateModel(
                name='ReadyText',
                fields=[
                    key(),
                    ('folder', models.CharField(blank=True, max_length=120)),
                    ('name', models.CharField(max_length=120)),
                    ('text', models.TextField()),
                    ('kind', models.CharField(blank=True, choices=KINDS, max_length=10)),
                    ('state', models.CharField(blank=True, max_length=20)),
                    ('since_on', models.DateField(null=True)),
                    ('until_on', models.DateField(null=True)),
                    ('used_count', models.PositiveIntegerField(default=0)),
                    ('is_active', models.BooleanField(default=True)),
                    ('entered_at', models.DateTimeField()),
                    ('topic', to('topics.topic', null=True)),
                    ('body', to('organizations.body', null=True)),
                    ('entered_by', person()),
                ],
                options={'indexes': [models.Index(fields=['folder', 'name'], name='ready_text_folder')]},
            ),
            migrations.AddField('answer', 'steps', models.JSONField(db_default=[], default=list)),
            migrations.AddField('answer', 'is_urgent', models.BooleanField(db_default=False, default=False)),
            migrations.AddField('answer', 'checked_by', person()),
            migrations.AddField('answer', 'checked_at', models.DateTimeField(null=True)),
            migrations.AddField('answer', 'check_says', models.TextField(blank=True, db_default='')),
            migrations.AddIndex('answer', models.Index(condition=models.Q(('checked_at', None), ('is_urgent', True)), fields=['id'], name='answer_to_check')),
            migrations.RemoveConstraint('draft', 'draft_once'),
            migrations.AlterField('draft', 'appeal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='appeals.appeal')),
            migrations.AddField('draft', 'saves', models.PositiveIntegerField(db_default=1, default=1)),
            migrations.AddField('draft', 'held_by', to(STAFF, django.db.models.deletion.SET_NULL, null=True)),
            migrations.AddField('draft', 'held_until', models.DateTimeField(null=True)),
        ]),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
