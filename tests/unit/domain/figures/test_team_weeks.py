"""What a viewer gets of teams over weeks has been through the group rules."""

from app.domain.figures.team_weeks import ALL_TEAMS, Share, TeamWeek, by_team, compare, shown_weeks
from app.domain.mornings.window import Week

WEEK = Week(2026, 47)


def team_week(team: str, people: int, *, energy: float = 3.0, week: Week = WEEK) -> TeamWeek:
    share = Share(total=energy * people, count=people, people=people)
    return TeamWeek(
        team=team,
        week=week,
        energy=share,
        participation=Share(total=people * 4, count=people * 5, people=people),
        ops_only=Share(total=people, count=people * 4, people=people),
    )


def test_team_under_five_is_withheld_with_the_next_smallest() -> None:
    weeks = shown_weeks([team_week("North", 9), team_week("South", 6), team_week("West", 3)])
    assert [(row.team, row.energy.value, row.energy.withheld) for row in weeks] == [
        (ALL_TEAMS, 3.0, False),
        ("North", 3.0, False),
        ("South", None, True),
        ("West", None, True),
    ]


def test_lone_small_team_withholds_the_total() -> None:
    weeks = shown_weeks([team_week("West", 3)])
    assert [(row.team, row.energy.withheld) for row in weeks] == [(ALL_TEAMS, True), ("West", True)]


def test_own_small_team_is_shown_to_its_manager() -> None:
    weeks = shown_weeks([team_week("West", 3)], own={"West"})
    assert [(row.team, row.energy.value) for row in weeks] == [(ALL_TEAMS, 3.0), ("West", 3.0)]


def test_each_figure_is_judged_by_its_own_people() -> None:
    few_answers = TeamWeek(
        team="North",
        week=WEEK,
        energy=Share(total=8, count=2, people=2),
        participation=Share(total=20, count=30, people=6),
        ops_only=Share(total=5, count=20, people=6),
    )
    row = shown_weeks([few_answers])[1]
    assert (row.energy.withheld, row.participation.value, row.ops_only.value) == (True, 20 / 30, 0.25)


def test_total_weighs_every_answer() -> None:
    weeks = shown_weeks([team_week("North", 6, energy=4), team_week("South", 9, energy=3)])
    assert weeks[0].energy.value == (6 * 4 + 9 * 3) / 15


def test_comparison_takes_the_four_weeks_before() -> None:
    rows = [
        team_week("North", 5, energy=level, week=WEEK.shifted(-back)) for back, level in enumerate([2, 3, 3, 4, 4, 5])
    ]
    compared = compare(by_team(shown_weeks(rows))["North"], "energy", latest=WEEK)
    assert (compared.now, compared.before, compared.change) == (2.0, 3.5, -1.5)


def test_comparison_leaves_withheld_weeks_out() -> None:
    rows = [
        team_week("North", 5, energy=3),
        team_week("North", 4, energy=1, week=WEEK.shifted(-1)),
        team_week("North", 5, energy=4, week=WEEK.shifted(-2)),
    ]
    compared = compare(by_team(shown_weeks(rows))["North"], "energy", latest=WEEK)
    assert (compared.now, compared.before) == (3.0, 4.0)


def test_comparison_says_that_the_latest_week_is_withheld() -> None:
    compared = compare(by_team(shown_weeks([team_week("North", 4)]))["North"], "energy", latest=WEEK)
    assert (compared.now, compared.withheld, compared.change) == (None, True, None)


def test_all_teams_come_first() -> None:
    assert list(by_team(shown_weeks([team_week("Alpine", 7), team_week("Bay", 7)]))) == [ALL_TEAMS, "Alpine", "Bay"]


def test_asked_for_some_teams_the_rules_are_those_of_all() -> None:
    rows = [team_week("North", 9), team_week("South", 6), team_week("West", 3)]
    everybody = shown_weeks(rows)
    assert shown_weeks(rows, only={"South"}) == [week for week in everybody if week.team in {ALL_TEAMS, "South"}]
