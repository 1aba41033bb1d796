"""Every word of the terminal goes through the catalogue, those of click itself too."""

import re
from collections.abc import Iterator

import click
import pytest

from xray_trainer import text
from xray_trainer.cli import commands, main
from xray_trainer.terminal import click_words, say_help
from xray_trainer.text import use_language


@pytest.fixture
def accented(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XRAY_TRAINER_LANGUAGE", text.PSEUDO)
    yield
    use_language(text.ENGLISH)
    say_help(commands)


def every_command() -> list[tuple[str, ...]]:
    """The words before --help, for every command and group."""

    def within(command: click.Command, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        found = [words]
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                found += within(inner, (*words, name))
        return found

    return within(commands, ())


WRONG = (
    ("frobnicate",),
    ("chek",),
    ("import",),
    ("import", "one"),
    ("import", "one", "two", "three"),
    ("import", "one", "two", "three", "four"),
    ("import", "one", "two", "--truth", "perhaps"),
    ("import", "one", "two", "--truht", "partial"),
    ("import", "one", "two", "--truth"),
    ("import", "one", "two", "--frobnicate"),
    ("import", "one", "two", "--json=yes"),
    ("import", "", "two"),
    ("export", "one", "two"),
    ("export", "one", "two", "--format", "word"),
    ("score", "one", "two", "--threshold", "high"),
    ("score", "one", "two", "--threshold", "inf"),
    ("people",),
    ("people", "list", "all"),
    ("report",),
)

NOT_WORDS = re.compile(
    r"xray-trainer|--[\w-]+|'[^']*'|\"[^\"]*\"|`[^`]*`|\[[a-z|]+\]|\b[A-Z]{3,}\b|\.[a-z]+\b|\([^()]*\)"
)
"""Names, values that were typed and choices, as they are in every language."""

CLICK_ENGLISH = re.compile(
    r"usage|option|argument|command|error|invalid|missing|value|try|help|such|mean|choose|from|unexpected|extra|requires"
    r"|default|required|show|exit|valid|PATH|TEXT|FLOAT|NUMBER|ARGS|OPTIONS",
    re.IGNORECASE,
)


def left_in_english(said: str) -> list[str]:
    """Unaccented words of click in what was said."""
    return [word for word in re.findall(r"[A-Za-z]+", NOT_WORDS.sub(" ", said)) if CLICK_ENGLISH.fullmatch(word)]


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_no_english_of_click_is_left_in_help(
    accented: None, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert "Ûšåg" in said
    assert "[OPTIONS]" not in said
    assert not re.search(r"--[\w-]+ (PATH|TEXT|NUMBER|FLOAT|INTEGER)\b", said)
    assert not left_in_english(said)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_no_english_of_click_is_left_in_usage_errors(
    accented: None, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(words)) == 2
    said = capsys.readouterr()
    assert not left_in_english(said.err)


def test_all_that_click_says_is_in_the_catalogue(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: set[str] = set()

    def gettext(message: str) -> str:
        said.add(message)
        return message

    def ngettext(one: str, many: str, n: int) -> str:
        said.update((one, many))
        return one if n == 1 else many

    monkeypatch.setattr(click_words, "tr", gettext)
    monkeypatch.setattr(click_words, "ngettext", ngettext)
    for words in every_command():
        main([*words, "--help"])
    for words in WRONG:
        main(list(words))
    capsys.readouterr()
    monkeypatch.undo()
    click_words.put_in()
    assert said
    assert said <= {*click_words.WORDS, *(word for pair in click_words.COUNTED for word in pair)}
