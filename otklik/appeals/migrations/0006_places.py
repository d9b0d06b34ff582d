import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0005_decide_anew'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='DifferentCases',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('certainty', models.FloatField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.appeal')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.appeal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='different_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='different_in_order')],
                },
            ),
            migrations.AddField(
                model_name='appeal',
                name='latitude',
                field=models.FloatField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='appeal',
                name='longitude',
                field=models.FloatField(blank=True, null=True),
            ),
        ]),
    ]
