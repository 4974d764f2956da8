"""How much one request may carry. What is over is answered by the page of a sending that is too heavy."""

from __future__ import annotations

from flask import Flask, request

LONGEST_FIELDS = 2 * 1024 * 1024  # bytes, all fields of a form with files together, files apart
MOST_PARTS = 2000
PLAIN_FORM = 500_000
SENT_WITH_FILES = "multipart/form-data"
PLAIN = "application/x-www-form-urlencoded"


def install(app: Flask, *, most: int) -> None:
    """Set the limits: ``most`` bytes for a sending of files, far less for a form without. Before anything reads a form."""
    app.config.update(
        MAX_CONTENT_LENGTH=most, MAX_FORM_MEMORY_SIZE=min(most, LONGEST_FIELDS), MAX_FORM_PARTS=MOST_PARTS
    )

    @app.before_request
    def limit_what_is_held() -> None:
        # Only files go to the disk. Other bodies are held in memory, and a plain form is read whole before it is cut into
        # fields: a hundred megabytes of « a&a&a » would become several gigabytes.
        if request.mimetype != SENT_WITH_FILES:
            held = PLAIN_FORM if request.mimetype == PLAIN else LONGEST_FIELDS
            request.max_content_length = min(request.max_content_length or held, held)


def most_held_by_server(most: int) -> int:
    """What the web server takes in before the application sees it: enough for the page to be shown, not to fill the disk."""
    return 2 * most
