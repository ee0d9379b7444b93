"""The step of an import of people that is due: its reading or its applying."""

from app.jobs.progress import JobContext, Outcome
from app.models import ImportState, PeopleImport
from app.services.people.imports.working import work_on_import
from app.unit_of_work import unit_of_work

READ = {
    ImportState.ASKING: "Read. There are questions to answer.",
    ImportState.REFUSED: "Read. Some rows are wrong, and nothing was changed.",
    ImportState.READY: "Read. Look at the preview and confirm it.",
}


def run_people_import(context: JobContext) -> Outcome:
    """Keep nothing of a step that breaks off or is cancelled."""
    with unit_of_work() as session:
        people_import = work_on_import(
            session,
            int(context.arguments["import"]),
            now=context.now,
            settings=context.settings,
            progress=context.progress,
        )
        return Outcome(_sentence(people_import), {"import": people_import.id})


def _sentence(people_import: PeopleImport) -> str:
    if people_import.state in READ:
        return READ[people_import.state]
    return f"{people_import.added} added, {people_import.changed} changed, {people_import.same} the same."
