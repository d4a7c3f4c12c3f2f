"""The making of a brief takes a user's own fields, and tells what is wrong with them."""

import pytest

from almenara.countries.pack import get_pack
from almenara.errors import BadInput, UsageError
from almenara.product.briefs.making import making_of
from almenara.workspace import Workspace


def test_own_fields_that_are_wrong_are_told_together(workspace: Workspace) -> None:
    own = {"marking": "TLP:WHITE", "handling": 5}
    with pytest.raises(BadInput) as refused:
        making_of(workspace.context("2018-11-02"), get_pack("mx"), "en", own)
    assert str(refused.value).startswith("brief: 2 faults in your own fields; nothing was written")
    assert '"marking": "TLP:WHITE" is not a TLP 2.0 label' in str(refused.value)


def test_a_field_that_a_brief_does_not_take_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="not sections"):
        making_of(workspace.context("2018-11-02"), get_pack("mx"), "en", {"sections": []})
