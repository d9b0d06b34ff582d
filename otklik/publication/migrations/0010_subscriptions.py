import django.db.models.deletion
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0009_by_day'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='Subscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=16, unique=True)),
                        ('email', models.CharField(max_length=254)),
                        ('language', models.CharField(max_length=8)),
                        ('consent', models.CharField(max_length=20)),
                        ('asked', models.JSONField(default=dict)),
                        ('number', models.CharField(blank=True, max_length=12)),
                        ('asked_hash', models.CharField(max_length=64)),
                        ('pace', models.CharField(choices=[('at_once', 'At Once'), ('weekly', 'Weekly')], max_length=8)),
                        ('made_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(null=True)),
                        ('told_until', models.DateTimeField()),
                        ('told_mark', models.CharField(blank=True, max_length=64)),
                        ('look_at', models.DateTimeField()),
                        ('bounces', models.PositiveSmallIntegerField(default=0)),
                        ('bounced_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('confirmed_at__isnull', False)), fields=['look_at'], name='subscriptions_due'), models.Index(condition=models.Q(('confirmed_at', None)), fields=['made_at'], name='subscriptions_in_doubt')],
                        'constraints': [models.UniqueConstraint(fields=('email', 'asked_hash'), name='subscribed_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SubscriptionLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Unknown')], default='waiting', max_length=8)),
                        ('due_at', models.DateTimeField()),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('trouble', models.CharField(blank=True, max_length=300)),
                        ('kind', models.CharField(choices=[('confirm', 'Confirm'), ('news', 'News')], max_length=8)),
                        ('numbers', models.JSONField(default=list)),
                        ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='publication.subscription')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['due_at'], name='subscription_to_send')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=('subscription', 'kind'), name='one_letter_under_way')],
                    },
                ),
            ],
        ),
    ]
