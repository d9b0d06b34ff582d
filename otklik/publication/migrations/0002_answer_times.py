from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0005_decide_anew'),
        ('publication', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='AnswerTime',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=12, unique=True)),
                    ('body_slug', models.CharField(max_length=80)),
                    ('answered_on', models.DateField()),
                    ('minutes', models.PositiveIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['body_slug', 'answered_on'], name='answer_time_of_body')],
                },
            ),
            migrations.AddField(
                model_name='decision',
                name='counted_as',
                field=models.CharField(blank=True, default='', max_length=12),
                preserve_default=False,
            ),
        ]),
    ]
