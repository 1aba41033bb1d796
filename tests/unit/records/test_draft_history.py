"""A draft comes back exactly, with every edit done and undone, whenever the journal is closed and opened in between."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.records.small_set import HandClock, begin
from xray_trainer.model import Box, Draft, Edit, Mark, Polygon, Verdict, ViewingEvent, ViewingKind, WholeLoad
from xray_trainer.records import Journal, KeptDraft

px = st.floats(-1e6, 1e6)
shapes = st.one_of(
    st.builds(Box, px, px, px, px),
    st.builds(Polygon, st.lists(st.tuples(px, px), min_size=3, max_size=5).map(tuple)),
    st.builds(WholeLoad),
)
looks = st.tuples(
    shapes,
    st.sampled_from([None, "", "cigarettes", "оружие"]),
    st.sampled_from([None, 1, 2, 3]),
    st.one_of(st.none(), st.floats(-1e9, 1e9)),
)
steps = st.one_of(
    st.tuples(st.just("add"), looks),
    st.tuples(st.just("change"), st.integers(0, 50), looks),
    st.tuples(st.just("remove"), st.integers(0, 50)),
    st.tuples(st.just("undo"), st.integers(1, 4)),
    st.tuples(st.just("redo"), st.integers(1, 4)),
    st.tuples(st.just("decide"), st.sampled_from([None, *Verdict]), st.sampled_from([None, 1, 2, 3])),
    st.tuples(st.just("reopen")),
)


def mark(mark_id, look):
    shape, category, confidence, rating = look
    return Mark(mark_id, shape, category=category, confidence=confidence, rating=rating)


def after(draft: Draft, step, number: int) -> Draft:
    match step:
        case ("add", look):
            return draft.added(mark(f"m{number}", look))
        case ("change", which, look) if draft.marks:
            return draft.changed(mark(draft.marks[which % len(draft.marks)].id, look))
        case ("remove", which) if draft.marks:
            return draft.removed(draft.marks[which % len(draft.marks)].id)
        case ("undo", times):
            for _ in range(times):
                draft = draft.undo()
        case ("redo", times):
            for _ in range(times):
                draft = draft.redo()
        case ("decide", verdict, confidence):
            return Draft(draft.marks, verdict, confidence, draft.done, draft.undone)
    return draft


def kept(journal: Journal, session_id: str) -> Draft:
    found = journal.draft(session_id, "c1")
    assert found is not None
    return found.draft


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(steps, min_size=1, max_size=20))
def test_any_story_of_edits_comes_back_and_undoes_to_its_start(tmp_path_factory: pytest.TempPathFactory, story) -> None:
    data_dir = tmp_path_factory.mktemp("data")
    clock = HandClock()
    journal = Journal.open(data_dir, clock)
    session = begin(journal)
    draft, start = Draft(), Draft()
    for number, step in enumerate(story):
        if step == ("reopen",):
            journal.close()
            journal = Journal.open(data_dir, clock)
        draft = after(draft, step, number)
        journal.keep_draft(session.id, "c1", draft)
    journal.close()
    with Journal.open(data_dir, clock) as journal:
        assert kept(journal, session.id) == draft
        back = kept(journal, session.id)
        while back.done:
            back = back.undo()
            journal.keep_draft(session.id, "c1", back)
    with Journal.open(data_dir, clock) as journal:
        assert kept(journal, session.id).marks == start.marks
        forward = kept(journal, session.id)
        while forward.undone:
            forward = forward.redo()
            journal.keep_draft(session.id, "c1", forward)
        expected = draft
        while expected.undone:
            expected = expected.redo()
        assert kept(journal, session.id) == expected


def test_two_hundred_edits_are_undone_and_redone_across_reopening(data_dir: Path, clock: HandClock) -> None:
    chance = random.Random(3)
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
        draft = Draft(marks=(Mark("given", Box(0, 0, 5, 5)),))
        start = draft.marks
        for number in range(200):
            look = (Box(*(chance.uniform(0, 4000) for _ in range(4))), None, None, None)
            which = chance.randrange(99)
            choices = (("add", look), ("change", which, look), ("change", which, look), ("remove", which))
            step = chance.choice(choices) if draft.marks else ("add", look)
            draft = after(draft, step, number)
            journal.keep_draft(session.id, "c1", draft)
    assert len(draft.done) == 200
    for _ in range(20):
        with Journal.open(data_dir, clock) as journal:
            back = kept(journal, session.id)
            for _ in range(10):
                back = back.undo()
                journal.keep_draft(session.id, "c1", back)
    with Journal.open(data_dir, clock) as journal:
        back = kept(journal, session.id)
        assert back.marks == start
        for _ in range(200):
            back = back.redo()
            journal.keep_draft(session.id, "c1", back)
    with Journal.open(data_dir, clock) as journal:
        assert kept(journal, session.id) == draft


def test_any_draft_is_kept_as_it_is_even_one_that_no_edits_lead_to(journal: Journal) -> None:
    session = begin(journal)
    one, two = Mark("a", Box(1, 2, 3, 4)), Mark("b", WholeLoad())
    for draft in (
        Draft(marks=(one, two)),
        Draft(marks=(two,), done=(Edit(7, one, two),), undone=(Edit(0, None, one), Edit(3, two, None))),
        Draft(marks=(one,), undone=(Edit(3, two, None), Edit(0, None, one))),
        Draft(),
    ):
        journal.keep_draft(session.id, "c1", draft)
        assert kept(journal, session.id) == draft


def test_events_add_up_and_the_time_seen_never_shrinks(data_dir: Path, clock: HandClock) -> None:
    events = tuple(ViewingEvent(ms, ViewingKind.VIEW, viewport=(0.0, 0.5, ms + 1.0, 2.0)) for ms in range(6))
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
        journal.keep_draft(session.id, "c1", Draft(), events[:2], 500)
        journal.keep_draft(session.id, "c1", Draft(), (), 700)
        journal.keep_draft(session.id, "c2", Draft(), events[4:])
        journal.keep_draft(session.id, "c1", Draft(), events[2:4])
    with Journal.open(data_dir, clock) as journal:
        journal.keep_draft(session.id, "c1", Draft(confidence=1), events[4:], 900)
        assert journal.draft(session.id, "c1") == KeptDraft(Draft(confidence=1), 900, events)
        assert journal.draft(session.id, "c2") == KeptDraft(Draft(), 0, events[4:])
        assert journal.draft(session.id, "c3") is None


def test_an_edit_writes_no_more_at_the_thousandth_than_at_the_first(data_dir: Path, clock: HandClock) -> None:
    """Counted in bytes of the write-ahead log, for time depends on the machine."""
    log = data_dir / "records.sqlite-wal"
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
        draft = Draft().added(Mark("m", Box(0, 0, 1, 1)))
        for number in range(1000):
            draft = draft.changed(Mark("m", Box(number, 0, 2, 2)))
        journal.keep_draft(session.id, "c1", draft)
        grown = []
        for number in range(5):
            before = log.stat().st_size
            draft = draft.changed(Mark("m", Box(number, 7, 2, 2)))
            journal.keep_draft(session.id, "c1", draft)
            grown.append(log.stat().st_size - before)
    assert max(grown) <= 10 * 4120, "a few pages of 4 KiB"
