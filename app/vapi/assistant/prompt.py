"""The system prompt of the assistant, from the script's data and `templates/vapi/system_prompt.md.j2`.

The template keeps Vapi's `{{ … }}` for the call's own variables; ours are written `[[ … ]]`.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.domain.checkins import script
from app.domain.checkins.asked import ASKED
from app.domain.checkins.script import STEPS
from app.domain.checkins.strangers import Stranger
from app.domain.checkins.strengths import COMMON_THEMES, GENERAL_LINES, STRENGTH_LINES
from app.domain.checkins.time_box import SHORTEST_CHECKIN_SECONDS, TIME_BOX_SECONDS

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "vapi"


def system_prompt() -> str:
    return _environment().get_template("system_prompt.md.j2").render(_words())


def first_message() -> str:
    return f'{{{{ greeting | default: "{script.DEFAULT_GREETING}" }}}}'


def _words() -> dict[str, object]:
    return {
        "coach": script.COACH,
        "most_words": script.MOST_WORDS_A_QUESTION,
        "most_questions": script.MOST_QUESTIONS,
        "default_greeting": script.DEFAULT_GREETING,
        "kill_switch": '", "'.join(script.KILL_SWITCH_PHRASES),
        "checkin_phrases": '" or "'.join(script.CHECKIN_PHRASES),
        "general_question": script.GENERAL_QUESTION,
        "not_looked_up": Stranger.NOT_LOOKED_UP.value,
        "safety": script.SPOKEN_SAFETY.format(emergency='{{ emergency | default: "nine one one" }}'),
        "crisis": script.SPOKEN_CRISIS.format(crisis_line='{{ crisis_line | default: "nine eight eight" }}'),
        "not_known": script.SPOKEN_UNKNOWN_CALLER,
        "shortest": SHORTEST_CHECKIN_SECONDS,
        "longest": TIME_BOX_SECONDS,
        "steps": STEPS,
        "strength_lines": [STRENGTH_LINES[theme][0] for theme in COMMON_THEMES],
        "general_line": GENERAL_LINES[0],
        "ops_only_opening": script.OPS_ONLY_OPENING,
        "ops_only_questions": script.OPS_ONLY_QUESTIONS,
        "blocker_question": script.BLOCKER_QUESTION,
        "blocker_follow_up": script.BLOCKER_FOLLOW_UP,
        "energy_question": STEPS[2].say,
        "reprompt": script.MEASURABLE_REPROMPT,
        "silence_seconds": script.SILENCE_SECONDS,
        "goodbye_seconds": script.GOODBYE_SECONDS,
        "silence_prompt": script.SILENCE_PROMPT,
        "asked_questions": ASKED,
        "closing_sick": script.CLOSING_SICK,
        "not_saved": script.SPOKEN_NOT_SAVED,
    }


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
    )
