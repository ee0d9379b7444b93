"""Figures over teams: small multiples, participation, top blockers; what is withheld is nowhere in them."""

import json
from datetime import date

from app.charts.figures import DaySpan
from app.charts.participation import participation_chart
from app.charts.team_energy import team_energy_chart
from app.charts.top_blockers import BlockerCount, top_blockers_chart
from app.domain.figures.team_weeks import Share, TeamWeek, by_team, shown_weeks
from app.domain.mornings.window import Week

WEEK = Week(2026, 47)
SPAN = DaySpan(first=date(2026, 11, 9), last=date(2026, 11, 22))
LETTERS_ON_A_PHONE = 50
"""Of the size that charts are labelled in, on 390 pixels."""


def team_week(team: str, people: int, energy: float, week: Week = WEEK) -> TeamWeek:
    return TeamWeek(
        team=team,
        week=week,
        energy=Share(total=energy * people, count=people, people=people),
        participation=Share(total=people * 4, count=people * 5, people=people),
        ops_only=Share(total=people, count=people * 4, people=people),
    )


NORTH, SOUTH, WEST = team_week("North", 9, 3.5), team_week("South", 6, 3.25), team_week("West", 3, 1.125)
EARLIER = team_week("North", 9, 4.0, WEEK.shifted(-1))


def test_each_team_has_its_own_row_on_one_day_scale() -> None:
    figure = team_energy_chart(by_team(shown_weeks([NORTH, EARLIER, SOUTH])), SPAN, latest=WEEK).figure
    assert [trace["yaxis"] for trace in figure["data"]] == ["y", "y2", "y3"]
    assert figure["data"][1]["y"] == [4.0, 3.5]
    assert figure["layout"]["xaxis"]["anchor"] == "y3"
    assert figure["layout"]["yaxis2"]["range"] == figure["layout"]["yaxis"]["range"]


def test_one_team_alone_is_drawn_once() -> None:
    figure = team_energy_chart(by_team(shown_weeks([NORTH])), SPAN, latest=WEEK).figure
    assert [caption["text"] for caption in figure["layout"]["annotations"]] == ["North", "3.5"]


def test_points_stand_on_mondays_and_a_week_without_figures_breaks_the_line() -> None:
    long_ago = team_week("North", 9, 4.0, WEEK.shifted(-2))
    line = team_energy_chart(by_team(shown_weeks([NORTH, long_ago])), SPAN, latest=WEEK).figure["data"][0]
    assert line["x"] == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert line["y"] == [4.0, None, 3.5]
    assert (line["connectgaps"], line["cliponaxis"]) == (False, False)
    assert line["text"][1] == "North, week 46: nobody was expected"


def test_withheld_team_leaves_no_number_in_figure_or_table() -> None:
    chart = team_energy_chart(by_team(shown_weeks([NORTH, SOUTH, WEST])), SPAN, latest=WEEK)
    sent = json.dumps([chart.figure, [[str(cell) for cell in row] for row in chart.rows]])
    assert "1.125" not in sent
    assert "3.25" not in sent
    assert ("West", "2026-W47", "withheld", "") in chart.rows


def test_sentence_compares_with_the_weeks_before() -> None:
    chart = team_energy_chart(by_team(shown_weeks([NORTH, EARLIER])), SPAN, latest=WEEK)
    assert chart.sentence == "Week 47: mean energy 3.5 in North, down from 4.0 in the four weeks before."


def test_sentence_of_a_withheld_total_gives_the_reason() -> None:
    chart = team_energy_chart(by_team(shown_weeks([WEST])), SPAN, latest=WEEK)
    assert not chart.drawn
    assert chart.sentence == "Week 47 in West is not averaged: fewer than 5 people, or one could be worked out."


def test_sentence_names_the_only_team_and_else_says_that_there_may_be_more() -> None:
    chart = team_energy_chart(by_team(shown_weeks([NORTH, SOUTH])), SPAN, latest=WEEK)
    assert "over the teams you see" in chart.sentence


def test_participation_is_stacked_from_full_and_short() -> None:
    full, short = participation_chart(by_team(shown_weeks([NORTH])), SPAN, latest=WEEK).figure["data"]
    assert (full["y"], short["y"]) == ([0.6], [0.2])
    assert short["text"] == ["Week 47: 20% ops-only"]


def test_participation_sentence() -> None:
    chart = participation_chart(by_team(shown_weeks([NORTH, EARLIER])), SPAN, latest=WEEK)
    assert chart.sentence == (
        "Week 47: 80% of the expected check-ins done (the four weeks before: 80%); 25% of the check-ins by the "
        "short path."
    )


def test_top_blockers_say_how_often_and_by_how_many() -> None:
    gate = BlockerCount(note="gate code <b>", raised=4, people=3, still_open=1, last_on=date(2026, 11, 20))
    chart = top_blockers_chart([gate], raised=7, still_open=2)
    assert chart.sentence == "7 blockers raised, 2 open now. Most often: gate code <b>."
    assert chart.figure["layout"]["annotations"][0]["text"] == "gate code &lt;b&gt; · 4 × · 3 people"
    assert chart.rows == (("gate code <b>", 4, 3, 1, date(2026, 11, 20)),)


def test_no_blockers_draw_nothing() -> None:
    assert not top_blockers_chart([], raised=0, still_open=0).drawn


def test_captions_of_blockers_fit_a_phone() -> None:
    blocker = BlockerCount(note="x" * 200, raised=120, people=45, still_open=3, last_on=SPAN.last)
    captions = top_blockers_chart([blocker], raised=120, still_open=3).figure["layout"]["annotations"]
    assert max(len(caption["text"]) for caption in captions) <= LETTERS_ON_A_PHONE
