from django.db import migrations, models

from otklik.ground.migrating import Together
from otklik.shared.partitions import add_first_months_of

# Partitioned by month: Django cannot create such a table, so the statement is ours. Old months are dropped whole.
PAGE_SNAPSHOT = """
create table pages_pagesnapshot (
  page_id bigint not null,
  "on" date not null,
  at timestamptz not null,
  network varchar(12) not null,
  category varchar(8) not null,
  is_there boolean,
  is_blocked boolean,
  name varchar(200) not null,
  url varchar(300) not null,
  badge varchar(10) not null,
  has_avatar boolean,
  has_description boolean,
  has_cover boolean,
  widgets_count smallint check (widgets_count >= 0),
  is_in_component boolean,
  posts_in_7_days integer check (posts_in_7_days >= 0),
  last_post_at timestamptz,
  members_count integer check (members_count >= 0),
  weekly_reach integer check (weekly_reach >= 0),
  post_reach integer check (post_reach >= 0),
  are_comments_open boolean,
  are_messages_open boolean,
  unanswered_count integer check (unanswered_count >= 0),
  oldest_unanswered_at timestamptz,
  administrators_count integer check (administrators_count >= 0),
  is_two_factor_confirmed boolean,
  access_lost text not null,
  missing jsonb not null,
  sources jsonb not null,
  primary key (page_id, "on")
) partition by range ("on");
create table pages_pagesnapshot_rest partition of pages_pagesnapshot default;
create index snapshot_day on pages_pagesnapshot ("on");
"""


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0007_register'),
    ]

    operations = [
        Together([
            migrations.SeparateDatabaseAndState(
                database_operations=[migrations.RunSQL(PAGE_SNAPSHOT, 'drop table pages_pagesnapshot')],
                state_operations=[
                    migrations.CreateModel(
                        name='PageSnapshot',
                        fields=[
                            ('pk', models.CompositePrimaryKey('page_id', 'on', blank=True, editable=False, primary_key=True, serialize=False)),
                            ('page_id', models.BigIntegerField()),
                            ('on', models.DateField()),
                            ('at', models.DateTimeField()),
                            ('network', models.CharField(max_length=12)),
                            ('category', models.CharField(choices=[('flagship', 'Flagship'), ('active', 'Active'), ('card', 'Card')], max_length=8)),
                            ('is_there', models.BooleanField(null=True)),
                            ('is_blocked', models.BooleanField(null=True)),
                            ('name', models.CharField(max_length=200)),
                            ('url', models.CharField(blank=True, max_length=300)),
                            ('badge', models.CharField(choices=[('confirmed', 'confirmed'), ('absent', 'absent'), ('unknown', 'unknown')], max_length=10)),
                            ('has_avatar', models.BooleanField(null=True)),
                            ('has_description', models.BooleanField(null=True)),
                            ('has_cover', models.BooleanField(null=True)),
                            ('widgets_count', models.PositiveSmallIntegerField(null=True)),
                            ('is_in_component', models.BooleanField(null=True)),
                            ('posts_in_7_days', models.PositiveIntegerField(null=True)),
                            ('last_post_at', models.DateTimeField(null=True)),
                            ('members_count', models.PositiveIntegerField(null=True)),
                            ('weekly_reach', models.PositiveIntegerField(null=True)),
                            ('post_reach', models.PositiveIntegerField(null=True)),
                            ('are_comments_open', models.BooleanField(null=True)),
                            ('are_messages_open', models.BooleanField(null=True)),
                            ('unanswered_count', models.PositiveIntegerField(null=True)),
                            ('oldest_unanswered_at', models.DateTimeField(null=True)),
                            ('administrators_count', models.PositiveIntegerField(null=True)),
                            ('is_two_factor_confirmed', models.BooleanField(null=True)),
                            ('access_lost', models.TextField(blank=True)),
                            ('missing', models.JSONField(default=dict)),
                            ('sources', models.JSONField(default=dict)),
                        ],
                    ),
                    migrations.AddIndex(
                        model_name='pagesnapshot',
                        index=models.Index(fields=['on'], name='snapshot_day'),
                    ),
                ],
            ),
        ]),
        migrations.RunPython(add_first_months_of('pages_pagesnapshot'), migrations.RunPython.noop),
    ]
