"""Whole files, each against the same small directory: who is added, what changes, what is wrong, what is asked."""

from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.cells.fields import EXPORTED, Field, label
from app.domain.people.imports.plan import RowVerdict
from app.domain.people.imports.questions import (
    Answers,
    ColumnsQuestion,
    DateOrderQuestion,
    HeadingQuestion,
    NameOrder,
    NameOrderQuestion,
)
from app.domain.people.imports.written import write_rows
from app.domain.permissions import Role
from app.domain.spreadsheets import guarded
from tests.import_plans import ANA, BO, CY, DIRECTORY, added_of, changes_of, person, plan_of, problems_of


def test_a_new_person_gets_the_companys_defaults() -> None:
    plan = plan_of("Employee number,Name,Start date\n900,Flo Fresh,2026-11-23\n")
    assert added_of(plan) == {
        900: {
            "name": "Flo Fresh",
            "role": Role.TECHNICIAN,
            "time_zone": "America/Chicago",
            "work_week": (1, 2, 3, 4, 5),
            "active": True,
            "start_date": date(2026, 11, 23),
        }
    }
    assert plan.ready


def test_a_new_person_needs_a_name_and_a_start_date() -> None:
    plan = plan_of("Employee number,Name,Start date\n900,,\n")
    assert problems_of(plan) == [(2, "name", "required"), (2, "start_date", "required")]


def test_an_empty_cell_keeps_and_clear_empties() -> None:
    plan = plan_of("Employee number,Phone,E-mail,Manager\n102,N/A,,\n103,,[clear],-\n")
    assert changes_of(plan) == {103: {"email": ("p103@works.example", None)}}
    assert plan.count(RowVerdict.SAME) == 1


def test_what_a_person_must_have_cannot_be_cleared() -> None:
    plan = plan_of("Employee number,Name,Time zone\n102,[clear],[clear]\n")
    assert problems_of(plan) == [(2, "name", "required"), (2, "time_zone", "required")]


def test_numbers_of_spreadsheets_are_one_person() -> None:
    plan = plan_of("Employee number,Job title\n00102,Lead\n103.0,Lead\n")
    assert set(changes_of(plan)) == {102, 103}


def test_a_person_is_recognised_by_e_mail_in_any_case() -> None:
    plan = plan_of("E-mail,Job title\n P102@WORKS.example ,Lead\n")
    assert changes_of(plan) == {102: {"job_title": (None, "Lead")}}


def test_a_telephone_alone_never_identifies() -> None:
    plan = plan_of("Name,Phone,Start date\nAna O'Brien,312-555-0102,2026-11-23\n")
    assert problems_of(plan) == [(2, "phone", "taken")]


def test_people_without_e_mail_are_not_one_person() -> None:
    plan = plan_of("Employee number,Name,E-mail,Start date\n900,Flo,,2026-11-23\n901,Gus,,2026-11-23\n")
    assert plan.count(RowVerdict.ADD) == 2


def test_the_same_file_again_changes_nothing_without_numbers_or_addresses_too() -> None:
    text = "Name,Start date,Phone\nFlo Fresh,2026-11-23,312-555-0150\nFlo Fresh,2026-11-23,\n"
    first = plan_of(text)
    assert first.count(RowVerdict.ADD) == 2
    landed = [
        person(900 + at, "Flo Fresh", email=None, phones=phones, started_on=date(2026, 11, 23))
        for at, phones in enumerate([("+13125550150",), ()])
    ]
    assert plan_of(text, people=landed).count(RowVerdict.SAME) == 2


def test_one_person_twice_is_an_error_on_both_rows() -> None:
    plan = plan_of("Employee number,E-mail,Job title\n102,,Lead\n,p102@works.example,Lead\n00102,,Lead\n")
    assert problems_of(plan) == [
        (2, "employee_number", "twice_in_file"),
        (3, "email", "twice_in_file"),
        (4, "employee_number", "twice_in_file"),
    ]
    assert plan.problems[0].sentence == "This person stands in row 3 and 4 too."


def test_a_telephone_of_two_rows_is_an_error_on_both() -> None:
    plan = plan_of("Employee number,Phone\n102,312-555-0160\n103,(312) 555 0160\n")
    assert problems_of(plan) == [(2, "phone", "twice_in_file"), (3, "phone", "twice_in_file")]


def test_a_number_or_address_of_somebody_else_is_an_error_even_if_that_persons_row_keeps_it() -> None:
    plan = plan_of("Employee number,Phone,E-mail\n102,312-555-0103,\n103,,\n104,,P101@works.example\n")
    assert problems_of(plan) == [(2, "phone", "taken"), (4, "email", "taken")]


def test_two_people_swap_telephones() -> None:
    plan = plan_of("Employee number,Phone\n102,312-555-0103\n103,312-555-0102\n")
    assert changes_of(plan) == {
        102: {"phone": ("+13125550102", "+13125550103")},
        103: {"phone": ("+13125550103", "+13125550102")},
    }


def test_a_leavers_telephone_passes_on_and_is_a_change_of_the_leaver() -> None:
    plan = plan_of("Employee number,Phone\n102,312-555-0105\n")
    assert changes_of(plan) == {
        102: {"phone": ("+13125550102", "+13125550105")},
        105: {"phone": ("+13125550105", None)},
    }


def test_who_leaves_in_this_file_gives_the_telephone_on_in_it() -> None:
    plan = plan_of("Employee number,Phone,Active\n102,312-555-0103,\n103,,no\n")
    assert changes_of(plan)[103] == {"phone": ("+13125550103", None), "active": (True, False)}


def test_telephones_in_every_form_and_what_is_none() -> None:
    rows = ["4.41E+11", "(312) 555-0142 x7", "555-0142", "1-800-FLOWERS", "13125550143.0", "312\u00a0555\u00a00144"]
    text = "\n".join(
        ["Employee number,Name,Start date,Phone"] + [f"90{at},P,2026-11-23,{row}" for at, row in enumerate(rows)]
    )
    plan = plan_of(text)
    assert problems_of(plan) == [
        (2, "phone", "cut_short"),
        (3, "phone", "extension"),
        (4, "phone", "bad_phone"),
        (5, "phone", "bad_phone"),
    ]
    assert [values["phone"] for values in added_of(plan).values()] == ["+13125550143", "+13125550144"]


def test_managers_by_number_e_mail_and_name_also_further_down() -> None:
    text = (
        "Employee number,Name,Manager,Start date\n900,Flo,Gus Later,2026-11-23\n901,Hal,00101,2026-11-23\n"
        "902,Ida,P101@works.example,2026-11-23\n903,Jo,ana obrien,2026-11-23\n904,Gus Later,,2026-11-23\n"
    )
    managers = {key: values.get("manager") for key, values in added_of(plan_of(text)).items()}
    assert managers == {900: 904, 901: 101, 902: 101, 903: 102, 904: None}


def test_managers_who_cannot_be() -> None:
    text = "Employee number,Manager\n101,Cy Twin\n102,Bo Cheif\n103,105\n104,104\n"
    plan = plan_of(text)
    assert problems_of(plan) == [
        (2, "manager", "ambiguous_manager"),
        (3, "manager", "unknown_manager"),
        (4, "manager", "inactive_manager"),
        (5, "manager", "manager_loop"),
    ]
    assert "Cy Twin (103) and Cy Twin (104)" in plan.problems[0].sentence
    assert "Is it Bo Chief (101)?" in plan.problems[1].sentence


def test_a_circle_that_the_directory_closes_is_an_error() -> None:
    assert problems_of(plan_of("Employee number,Manager\n101,102\n")) == [(2, "manager", "manager_loop")]


def test_a_manager_who_leaves_needs_a_successor_in_the_file() -> None:
    plan = plan_of("Employee number,Active\n101,no\n")
    assert problems_of(plan) == [(2, "active", "has_reports")]
    moved = "Employee number,Active,Manager\n101,no,\n102,,[clear]\n103,,102\n104,,102\n"
    assert plan_of(moved).ready


def test_an_inactive_person_stays_so_until_active_says_yes() -> None:
    assert changes_of(plan_of("Employee number,Job title\n105,Lead\n")) == {105: {"job_title": (None, "Lead")}}
    back = plan_of("Employee number,Active,Start date\n105,yes,2026-11-23\n")
    assert changes_of(back) == {
        105: {
            "active": (False, True),
            "start_date": (date(2024, 1, 8), date(2026, 11, 23)),
            "end_date": (date(2026, 8, 28), None),
        }
    }


def test_the_role_admin_is_given_and_taken_by_admins_alone() -> None:
    text = "Employee number,Role\n102,admin\n"
    assert problems_of(plan_of(text)) == [(2, "role", "not_allowed")]
    assert changes_of(plan_of(text, makes_admins=True)) == {102: {"role": (Role.TECHNICIAN, Role.ADMIN)}}


def test_a_row_that_cannot_be_read_reports_only_that() -> None:
    plan = plan_of("Employee number,Name,Role\n9,Reyes, Ana,Boss\nX-1,Bo,Boss\nTotal: 2,,\n")
    assert problems_of(plan) == [
        (2, None, "too_many_cells"),
        (3, "employee_number", "bad_number"),
        (4, "employee_number", "bad_number"),
    ]


def test_all_problems_are_listed_at_once() -> None:
    plan = plan_of("Employee number,Phone,Time zone,Work week\n102,555,CST,4x10\n103,556,,\n")
    assert problems_of(plan) == [
        (2, "phone", "bad_phone"),
        (2, "time_zone", "unknown_time_zone"),
        (2, "work_week", "bad_work_week"),
        (3, "phone", "bad_phone"),
    ]


def test_dates_that_read_both_ways_are_asked() -> None:
    text = "Employee number,Start date\n102,03/04/2026\n103,05/06/2026\n"
    readings = {DateOrder.DAY_FIRST: "3 April 2026", DateOrder.MONTH_FIRST: "4 March 2026"}
    assert plan_of(text).questions == (DateOrderQuestion("03/04/2026", readings),)
    answered = plan_of(text, answers=Answers(date_order=DateOrder.DAY_FIRST))
    assert changes_of(answered)[102] == {"start_date": (date(2024, 1, 8), date(2026, 4, 3))}


def test_dates_out_of_order() -> None:
    plan = plan_of(
        "Employee number,End date,Goal,Goal start,Goal due\n102,2020-01-01,,,\n103,,Fix,2026-11-02,2026-11-02\n"
    )
    assert problems_of(plan) == [(2, "end_date", "dates_out_of_order"), (3, "goal_due", "dates_out_of_order")]


def test_goals() -> None:
    text = (
        "Employee number,KPI 1,Goal,Baseline,Target\n102,First-Time Fix Rate,Fewer call-backs,78 %,92.5\n"
        "103,,,1,2\n104,,Keep,8,8\n"
    )
    plan = plan_of(text)
    assert problems_of(plan) == [(3, "goal", "required"), (4, "goal_target", "target_equals_baseline")]
    assert changes_of(plan)[102]["goal_target"] == (None, Decimal("92.5"))


def test_a_cleared_goal_takes_its_dates_and_figures_along() -> None:
    with_goal = person(102, "Ana", current_90day_goal="Fix", goal_due_on=date(2027, 1, 31), goal_target=Decimal(9))
    plan = plan_of("Employee number,Goal\n102,[clear]\n", people=[with_goal])
    assert set(changes_of(plan)[102]) == {"goal", "goal_due", "goal_target"}


def test_a_gap_between_strengths_closes_up_and_a_second_import_changes_nothing() -> None:
    text = "Employee number,Strength 1,Strength 2,Strength 4\n102,,Relator,Focus\n"
    assert changes_of(plan_of(text)) == {102: {"strength_1": (None, "Relator"), "strength_2": (None, "Focus")}}
    landed = person(102, "Ana O'Brien", gallup_strengths=("Relator", "Focus"))
    assert plan_of(text, people=[landed]).count(RowVerdict.SAME) == 1


def test_strengths_replace_their_places_and_none_stands_twice() -> None:
    ana = person(102, "Ana", gallup_strengths=("Achiever", "Learner", "Focus"))
    replaced = plan_of("Employee number,Strength 1,Strength 3\n102,Relator,[clear]\n", people=[ana])
    assert changes_of(replaced)[102] == {"strength_1": ("Achiever", "Relator"), "strength_3": ("Focus", None)}
    twice = plan_of("Employee number,Strength 2\n102,Achiever\n", people=[ana])
    assert problems_of(twice) == [(2, "strength_2", "repeated_strength")]


def test_a_kpi_stands_once_in_any_case() -> None:
    plan = plan_of("Employee number,KPI 1,KPI 2\n102,Jobs a day,jobs a Day\n")
    assert problems_of(plan) == [(2, "kpi_2", "repeated_kpi")]


def test_headings_ask_before_anything_is_read() -> None:
    plan = plan_of("Employee number,Emial,Phone,Mobile,Shoe size\nX,broken,1,2,42\n")
    assert plan.questions == (HeadingQuestion("Emial", Field.EMAIL), ColumnsQuestion(Field.PHONE, ("Phone", "Mobile")))
    assert (plan.problems, plan.ignored_columns) == ([], ("Shoe size",))


def test_two_columns_are_asked_where_one_of_them_is_empty_too() -> None:
    assert len(plan_of("Employee number,Phone,Mobile\n102,,312-555-0170\n").questions) == 1


def test_family_name_first_is_asked_once_and_turned_if_so_answered() -> None:
    text = 'Employee number,Name,Start date\n900,"Reyes, Eva",2026-11-23\n901,"Dana Sample, Jr.",2026-11-23\n'
    assert plan_of(text).questions == (NameOrderQuestion("Reyes, Eva", "Eva Reyes", 1),)
    names = {
        order: [values["name"] for values in added_of(plan_of(text, answers=Answers(name_order=order))).values()]
        for order in NameOrder
    }
    assert names == {
        NameOrder.TURN: ["Eva Reyes", "Dana Sample, Jr."],
        NameOrder.KEEP: ["Reyes, Eva", "Dana Sample, Jr."],
    }


def test_first_and_last_name_are_joined() -> None:
    plan = plan_of("Employee number,Last name,First name,Start date\n900,van der Berg,Eva,2026-11-23\n")
    assert added_of(plan)[900]["name"] == "Eva van der Berg"


def test_one_word_is_a_name() -> None:
    assert plan_of("Employee number,Name,Start date\n900,Null,2026-11-23\n").ready


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    plan = plan_of('Crew,,\n,,\nEmployee number,WHY,Phone\n102,"For\nus",\n,,\n103,,555\n')
    assert problems_of(plan) == [(6, "phone", "bad_phone")]


def test_new_teams_are_named_once_in_any_case() -> None:
    plan = plan_of("Employee number,Team\n102,North\n103,NORTH\n")
    assert plan.new_teams == ("North",)


def test_what_the_directory_has_of_old_is_not_the_files_fault() -> None:
    odd = person(102, "Ana", phones=("+15550100",), timezone="US/Central", gallup_strengths=("Leadership",))
    text = "Employee number,Phone,Time zone,Strength 1,Job title\n102,+15550100,US/Central,Leadership,Lead\n"
    assert changes_of(plan_of(text, people=[odd])) == {102: {"job_title": (None, "Lead")}}


def test_the_export_read_again_says_no_changes() -> None:
    eve = person(
        120,
        "Eve Full",
        personal_why="=1+1 for '=us",
        goal_baseline=Decimal("-5.50"),
        goal_target=Decimal(10),
        current_90day_goal="+1",
        gallup_strengths=("Woo",),
        kpis=("-3 days", "Jobs"),
    )
    people = [*DIRECTORY.people.values(), eve]
    values: list[dict[str, Any]] = [{**dict[Any, Any](one.values), Field.EMPLOYEE_NUMBER: one.key} for one in people]
    rows = [[label(field) for field in EXPORTED], *write_rows(EXPORTED, values)]
    text = "\r\n".join(",".join(f'"{guarded(cell)}"' for cell in row) for row in rows)
    plan = plan_of("\ufeff" + text, people=people)
    assert (plan.count(RowVerdict.SAME), plan.problems, plan.questions) == (6, [], ())


def test_a_file_without_headings_or_with_an_open_quote_says_so() -> None:
    assert problems_of(plan_of("a,b\n1,2\n")) == [(None, None, "no_headings")]


def test_people_of_the_directory_whom_no_row_names_are_not_touched() -> None:
    plan = plan_of("Employee number,Job title\n102,Lead\n")
    assert [one.key for one in plan.people] == [ANA.key]
    assert {BO.key, CY.key}.isdisjoint(changes_of(plan))
