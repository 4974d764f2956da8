"""The tablet in the person's hands: one passage a screen, nothing else, until it is handed back."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from interviews.handback import service
from interviews.handback.pages import screen_of
from interviews.handback.room import blueprint, name_of, row_of, told_of
from kparole.access import Role, current

HANDED = "tablette"
"""Where the session keeps the code of the compte-rendu that is in the person's hands."""
OPEN_TO_HER = frozenset(
    {"handback.hand", "handback.answer", "handback.agree", "handback.give_back", "static", "favicon", "cards.picture",
     "cards.media"}
)  # fmt: skip
ASKED = {"corriger", "retirer", "merci"}


@blueprint.before_app_request
def _nothing_else() -> ResponseReturnValue | None:
    """As long as the tablet is in her hands, every other page leads back to hers; what the tablet sends goes on."""
    code = session.get(HANDED)
    if not isinstance(code, str):
        return None
    if request.endpoint in OPEN_TO_HER and (request.view_args or {}).get("code", code) == code:
        return None
    room = (request.endpoint or "").partition(".")[0]
    if room in {"sync", "tablet_api"} or (room == "tablet" and request.endpoint != "tablet.shell"):
        return None
    return redirect(url_for("handback.hand", code=code, place=0))


@blueprint.post("/main")
def hand_over(code: str) -> ResponseReturnValue:
    """Hand the tablet over: from now on this browser shows her words and nothing else."""
    row_of(code)
    service.begin(code, "handed")
    session[HANDED] = code
    return redirect(url_for("handback.hand", code=code, place=0))


@blueprint.get("/main/<int(max=9999):place>")
def hand(code: str, place: int) -> ResponseReturnValue:
    """One screen: the welcome, a passage, the end."""
    row = row_of(code)
    alone = current().role is Role.REREADING
    asked = request.args.get("demande", "")
    screen = screen_of(
        told_of(row),
        place,
        code=code,
        name=name_of(row),
        asked=asked if asked in ASKED else "",
        alone=alone,
    )
    return render_template("handback/hand.html", screen=screen, handed=session.get(HANDED) == code)


@blueprint.post("/main/fini")
def agree(code: str) -> ResponseReturnValue:
    """She says that it is right."""
    row_of(code)
    if current().role is Role.REREADING:
        service.begin(code, "alone")
        service.agree(code)
        return redirect(url_for("handback.validate", code=code))
    service.agree(code)
    return redirect(url_for("handback.give_back", code=code))


@blueprint.route("/main/rendre", methods=["GET", "POST"])
def give_back(code: str) -> ResponseReturnValue:
    """The tablet goes back to whoever is beside her, who says so."""
    row = row_of(code)
    if request.method == "POST":
        session.pop(HANDED, None)
        return redirect(url_for("handback.index", code=code))
    return render_template("handback/give_back.html", code=code, name=name_of(row))
