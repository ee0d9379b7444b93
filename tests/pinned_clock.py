"""What the tests' app takes for the present: `builders.NOW` unless a test moves it, and never the machine's clock."""

from datetime import datetime

from tests.builders import NOW


class PinnedClock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now
