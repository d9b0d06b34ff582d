"""After a test that commits, nothing is left, however much there was and whatever guards it."""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from otklik.audit.models import AuditRecord
from otklik.audit.services import seal_records
from otklik.organizations.models import Territory
from otklik.shared import clock
from tests.emptying import OF_MODELS
from tests.people import enter_cast, open_case


def test_nothing_is_left(transactional_db: None) -> None:
    open_case(enter_cast(), "Яма")
    seal_records(now=clock.now())
    Territory.objects.bulk_create([Territory(level="region", name=f"Область {n} {'x' * 150}") for n in range(7_000)])
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size('organizations_territory')")
        assert cursor.fetchone()[0] > 1_000_000
    assert AuditRecord.objects.exists()
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        for table in sorted({*tables} - OF_MODELS):
            cursor.execute(f'select count(*) from "{table}"')
            assert cursor.fetchone() == (0,), table


def test_what_is_told_of_the_models_stays(transactional_db: None) -> None:
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    found = {(one.app_label, one.model) for one in ContentType.objects.all()}
    assert found == {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
    told = Permission.objects.count()
    call_command("migrate", verbosity=0, interactive=False)
    assert Permission.objects.count() == told > 0
