"""After a test that commits, nothing is left, however much there was and whatever guards it."""

from django.core.management import call_command
from django.db import connection

from otklik.audit.models import AuditRecord
from otklik.audit.services import seal_records
from otklik.organizations.models import Territory
from otklik.shared import clock
from tests.people import enter_cast, open_case


def test_nothing_is_left(transactional_db: None) -> None:
    open_case(enter_cast(), "Яма")
    seal_records(now=clock.now())
    Territory.objects.bulk_create([Territory(level="region", name=f"Область {n} {'x' * 150}") for n in range(7_000)])
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size('organizations_territory')")
        assert cursor.fetchone()[0] > 1_000_000
    assert AuditRecord.objects.exists()
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True, reset_sequences=False)
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'select count(*) from "{table}"')
            assert cursor.fetchone() == (0,), table
