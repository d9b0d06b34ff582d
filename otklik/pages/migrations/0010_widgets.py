import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0009_first_rows'),
    ]

    operations = [
        Together(
            operations=[migrations.CreateModel(
                name='Widget',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=12, unique=True)),
                    ('origins', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list)),
                    ('is_on', models.BooleanField(default=True)),
                    ('made_at', models.DateTimeField()),
                    ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='widget', to='pages.page')),
                ],
            ), migrations.CreateModel(
                name='WidgetUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('shown', models.PositiveIntegerField(default=0)),
                    ('sent', models.PositiveIntegerField(default=0)),
                    ('widget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='pages.widget')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('widget', 'on'), name='widget_use_of_day')],
                },
            )],
        ),
    ]
