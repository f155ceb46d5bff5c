import json

import pytest
from pydantic import ValidationError

from schemas import Reason, Rejection

WHY = Reason(code="http_404", message="the site answered 404")


def test_a_line_read_back_is_the_rejection_with_every_key_in_order():
    rejection = Rejection(
        publication="e", url="https://e.example/1", stage="fetch", reasons=[WHY], record={"a": [None]}
    )
    assert Rejection.model_validate_json(rejection.to_json_line()) == rejection
    assert list(json.loads(rejection.to_json_line())) == (
        "schema_version publication url stage reasons record provenance".split()
    )


@pytest.mark.parametrize("wrong", [{"reasons": []}, {"stage": "lunch"}])
def test_nothing_is_rejected_without_a_reason_and_a_stage(wrong):
    with pytest.raises(ValidationError):
        Rejection(**{"publication": "e", "url": "https://e.example/1", "stage": "fetch", "reasons": [WHY], **wrong})
