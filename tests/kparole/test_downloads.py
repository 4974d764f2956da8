from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, Response

from kparole.downloads import send_download
from kparole.uploads.kinds import CSV, DOCX, PNG, Kind


@pytest.fixture
def asked() -> Iterator[None]:
    with Flask("essai").test_request_context():
        yield


def sent(what: str, kind: Kind) -> Response:
    answer = send_download(b"<script>des octets</script>", what=what, kind=kind)
    answer.direct_passthrough = False
    return answer


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("kind", "ending"), [(DOCX, "docx"), (CSV, "csv"), (PNG, "png")])
def test_a_file_is_saved_under_a_name_of_the_program_and_the_day(kind: Kind, ending: str) -> None:
    answer = sent("recit", kind)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=recit-{date.today().isoformat()}.{ending}"
    assert answer.mimetype == kind.mime
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_data() == b"<script>des octets</script>"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("what", ["", "Nadia", "récit", "a b", "../a", "a\r\nX: y", 'a"b', "-a", "a."])
def test_a_name_that_could_be_a_persons_or_a_path_is_refused(what: str) -> None:
    with pytest.raises(ValueError, match=re.escape(what) or "^$"):
        sent(what, DOCX)
