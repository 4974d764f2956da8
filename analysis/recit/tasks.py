"""Writing the récit as a long job."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import update

from analysis.recit.gathering import recit_source
from analysis.recit.word import write_recit
from analysis.service import latest_run
from kparole.db import db
from kparole.errors import UserError
from kparole.files import store
from kparole.jobs import Job, Progress, Work

NO_RUN = "Il n'y a pas encore d'analyse. Lancez-la d'abord, puis écrivez le récit."


def write(job: Job, progress: Progress) -> str:
    """Write the Word file and keep it under an internal name; goes to the page that offers it."""
    run = latest_run()
    if run is None:
        raise UserError(NO_RUN)
    progress("Je vérifie les accords et les noms", 0, 3)
    source = recit_source(run)
    progress("J'écris le récit et je dessine les figures", 1, 3)
    content = write_recit(source)
    progress("Je range le fichier", 2, 3)
    name = store(current_app.config["KPAROLE"].home, content)
    db.session.execute(update(Job).where(Job.id == job.id).values(arguments={"stored": name}))
    db.session.commit()
    return f"/recit/?ecrit={job.uid}"


WORKS: dict[str, Work] = {"recit": write}
