"""A register that a person brings is taken up by the worker."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from otklik.integrations.models import ImportState, RegisterImport
from otklik.integrations.services import bring_register
from otklik.integrations.tests.bringing import LIBRARY
from otklik.integrations.tests.made_up_register import as_csv
from otklik.worker import tasks
from tests.people import NOW, enter_cast


@pytest.mark.django_db(transaction=True)
def test_the_job_that_a_person_leaves_checks_the_table() -> None:
    enter_cast()
    bring_register(as_csv([LIBRARY]), file_name="register.csv", by=None, now=NOW)
    job = ProcrastinateJob.objects.get()
    assert job.task_name == tasks.run_register_import.name
    tasks.run_register_import(**job.args)
    assert RegisterImport.objects.get().state == ImportState.CHECKED
