"""What can go wrong in the product's own terms.

Each error carries a sentence that can be said aloud or shown as it is: what happened, then what to do. The edges
turn them into a page, a JSON body or a tool result, in one place each.
"""


class OpsCoachError(Exception):
    """A refusal that people understand. `sentence` is safe to show: no secrets, no internals."""

    http_status = 400

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """It does not exist, or this viewer does not reach it; both get the same sentence."""

    http_status = 404


class NotAllowed(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """The caller or viewer may not do this."""

    http_status = 403


class InvalidInput(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """A value cannot be accepted; the sentence says which field and what would be accepted."""

    http_status = 422

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class InvalidTransition(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """The thing is no longer in a state that allows this; the sentence says who was first."""

    http_status = 409
