"""Calls that must be refused."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


def refused(code: str, call: Any, *args: Any, **kwargs: Any) -> Any:
    """Makes a call that must be refused with this code; returns the answer."""
    with pytest.raises(SlackApiError) as error:
        call(*args, **kwargs)
    assert error.value.response["error"] == code, error.value.response.data
    return error.value.response.data
