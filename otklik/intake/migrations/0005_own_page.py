import django.db.models.deletion
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0004_message_url'),
        ('media', '0001_initial'),
        ('pages', '0009_first_rows'),
    ]

    operations = [
        Together(
            operations=[migrations.CreateModel(
                name='SendingPace',
                fields=[
                    ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('tokens', models.FloatField()),
                    ('at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='SpentStamp',
                fields=[
                    ('salt', models.CharField(max_length=24, primary_key=True, serialize=False)),
                    ('until', models.DateTimeField()),
                ],
            ), migrations.AlterField(
                model_name='residentmessage',
                name='kind',
                field=models.CharField(choices=[('comment', 'comment'), ('private', 'private'), ('wall_post', 'wall_post'), ('board_comment', 'board_comment'), ('photo_comment', 'photo_comment'), ('video_comment', 'video_comment'), ('market_comment', 'market_comment'), ('report', 'report'), ('opinion', 'opinion')], max_length=16),
            ), migrations.AlterField(
                model_name='residentmessage',
                name='page',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pages.page'),
            ), migrations.CreateModel(
                name='ResidentAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField(unique=True)),
                    ('kind', models.CharField(choices=[('report', 'Report'), ('opinion', 'Opinion')], max_length=8)),
                    ('at', models.DateTimeField()),
                    ('place', models.CharField(blank=True, max_length=300)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('email', models.CharField(blank=True, max_length=254)),
                    ('email_confirmed_at', models.DateTimeField(null=True)),
                    ('confirm_hash', models.CharField(blank=True, max_length=64)),
                    ('consent', models.CharField(max_length=20)),
                    ('language', models.CharField(max_length=8)),
                    ('is_held', models.BooleanField(default=False)),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='act', to='intake.residentmessage')),
                    ('photos', models.ManyToManyField(related_name='+', to='media.storedfile')),
                    ('widget_page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.page')),
                ],
                options={
                    'indexes': [models.Index(fields=['at'], name='acts_by_moment'), models.Index(condition=models.Q(('confirm_hash', ''), _negated=True), fields=['confirm_hash'], name='act_to_confirm'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['email'], name='act_email')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='act_point')],
                },
            ), migrations.CreateModel(
                name='ActLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='intake.residentact')),
                ],
            ), migrations.CreateModel(
                name='ActLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('confirm', 'Confirm'), ('answered', 'Answered')], max_length=8)),
                    ('due_at', models.DateTimeField()),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='intake.residentact')),
                ],
                options={
                    'indexes': [models.Index(fields=['due_at', 'id'], name='act_letters_due')],
                },
            )],
        ),
    ]
