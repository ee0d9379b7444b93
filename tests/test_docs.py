"""What is written about the settings is what the settings table says."""

from app.cli.settings import generated


def test_settings_documents_are_current() -> None:
    assert [str(path) for path, text in generated().items() if path.read_text() != text] == []
