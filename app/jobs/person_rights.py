"""The long work behind the rights of a person: writing out what is on record, and removing it."""

from app.domain.phrases import plural
from app.jobs.progress import JobContext, Outcome
from app.services.long_jobs.files import KEPT, keep_file
from app.services.people.erasing_whole import erase_whole, list_erasure
from app.services.people.export_files import as_json, as_zip
from app.services.people.exporting import export_person
from app.unit_of_work import unit_of_work


def run_person_export(context: JobContext) -> Outcome:
    """Write everything about the person into a zip, as JSON and as CSV, for whoever asked."""
    number = int(context.arguments["employee"])
    context.progress(0, None, "Reading the record")
    with unit_of_work() as session:
        tables = export_person(session, number, actor_id=context.requested_by_id, now=context.now)
        whole = {f"employee-{number}.json": as_json(number, tables, made_at=context.now)}
        content = as_zip(tables, beside=whole)
        context.progress(1, 1, "Keeping the file")
        keep_file(
            session, context.job_id, employee_id=number, name=f"employee-{number}.zip", content=content, now=context.now
        )
    rows = plural(sum(map(len, tables.values())), "row")
    sentence = f"{rows} of {plural(len(tables), 'table')}. The file can be downloaded for {KEPT.days} days."
    return Outcome(sentence, {"employee": number, "file": True})


def run_person_erasure(context: JobContext) -> Outcome:
    """Remove what is personal. It can be cancelled until that begins."""
    number = int(context.arguments["employee"])
    context.progress(0, None, "Removing what is personal")
    with unit_of_work() as session:
        erased = erase_whole(
            session, number, actor_id=context.requested_by_id, settings=context.settings, now=context.now
        )
    list_erasure(number, settings=context.settings, now=context.now)
    kept = [list(each) for each in erased.erasure.kept]
    sentence = " ".join([f"Erased: it is “erased person {number}” from now on. Figures stay.", *erased.notes])
    return Outcome(sentence, {"employee": number, "kept": kept})
