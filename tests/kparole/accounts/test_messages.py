"""What Flask-Security may say here is said in our French; what it cannot say is named, so that a new message is seen."""

from __future__ import annotations

import re

import pytest
from flask_security.core import _default_messages

from kparole.accounts.messages import MESSAGES

NOT_USED = re.compile(
    r"CONFIRM|EMAIL|RECOVERY_REQUEST|GENERIC_RECOVERY|GENERIC_US|OAUTH|PASSWORD_RESET|RESET_PASSWORD|LOGIN_TOKEN|LOGIN_EXPIRED|"
    r"PASSWORDLESS|PHONE|BREACHED|FORGOT|REFRESH_TOKEN|CODE_HAS_BEEN_SENT|FAILED_TO_SEND|^US_|USE_CODE|USERNAME_CHANGE|WEBAUTHN"
)
"""E-mails, telephones, passkeys, other sites: none of it is open in KParole."""


def test_every_message_that_can_be_shown_is_ours() -> None:
    shown = {name for name in _default_messages if not NOT_USED.search(name)}
    assert set(MESSAGES) == shown


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_is_a_sentence_that_keeps_the_places_of_the_library(name: str) -> None:
    ours, kind = MESSAGES[name]
    places = set(re.findall(r"%\((\w+)\)", ours))
    assert places <= set(re.findall(r"%\((\w+)\)", _default_messages[name][0]))
    assert kind in {"error", "info", "success"}
    assert ours[0].isupper()
    assert ours.endswith(".")
