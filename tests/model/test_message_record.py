"""Messages survive being kept."""

import json

from almenara.model.message_record import message_of, message_record
from tests.product.alerts.made import later, message


def test_a_message_comes_back_as_it_was():
    for made in (message(), later(1, "update"), later(2, "cancel", expires=message().sent)):
        assert message_of(json.loads(json.dumps(message_record(made)))) == made
