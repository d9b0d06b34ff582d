"""Schemathesis calls the public API with what fits its document and with what does not, and finds nothing."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.core.result import Ok

from otklik.web.api.public.document import load_document
from tests.others_eyes import EXAMPLES, one_transaction, try_operation

DOCUMENT = load_document()


@pytest.mark.usefixtures("town", "only_public_tables")
def test_it_finds_nothing_in_the_public_api() -> None:
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.app = get_wsgi_application()
    found: list[str] = []
    with one_transaction():
        for one in schema.get_all_operations():
            assert isinstance(one, Ok)
            found += try_operation(one.ok(), headers={}, examples=EXAMPLES * 10)
    assert found == [], "\n".join(found)
