import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('appeals', '0022_source_number'),
    ]

    operations = [
        migrations.AddField(
            model_name='appeal',
            name='folded_in',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='folded', to='appeals.appeal'),
        ),
        AddIndexConcurrently(
            model_name='appeal',
            index=models.Index(condition=models.Q(('folded_in__isnull', False)), fields=['folded_in'], name='case_folded'),
        ),
    ]
