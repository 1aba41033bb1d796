"""Streams of chance: each of its own, all of one master, none leading to another."""

import uuid

from xray_trainer.model import Band
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.wishes import Wishes, band_of, order


def test_a_stream_is_the_same_each_time_and_unlike_all_others() -> None:
    first, again, other = Master.of(7), Master.of(7), Master.of(8)
    assert first.seed("case", 1) == again.seed("case", 1)
    assert len({one.seed("case", number) for one in (first, other) for number in range(50)}) == 100
    assert first.generator("a").random() != first.generator("b").random()
    assert first.branch("case", 1).seed("scene") != first.branch("case", 2).seed("scene")


def test_an_exams_master_is_not_shown_and_never_comes_twice() -> None:
    secret = Master.secret()
    assert len(secret.key) == 32
    assert secret.key.hex() not in repr(secret)
    assert secret != Master.secret()


def test_ids_come_from_seed_and_wishes() -> None:
    wishes = Wishes(cases=4)
    assert order(wishes, Master.of(1)) == order(wishes, Master.of(1))
    assert uuid.UUID(order(wishes, Master.of(1)).set_id).version == 4
    others = {order(wishes, Master.of(2)).set_id, order(Wishes(cases=5), Master.of(1)).set_id}
    assert order(wishes, Master.of(1)).set_id not in others


def test_share_and_bands_are_met_evenly() -> None:
    bands = [one.band for one in order(Wishes(cases=40, share=0.5), Master.of(3)).cases]
    assert [bands.count(band) for band in Band] == [5, 5, 5, 5]
    assert bands.count(None) == 20
    assert bands[:20].count(None) < 20  # not all of one kind first


def test_bands_meet_at_their_edges() -> None:
    edges = (100.0, Band.EASY), (75.0, Band.EASY), (74.9, Band.MEDIUM), (40.0, Band.MEDIUM), (10.0, Band.HARD), (0.0, Band.EXPERT)  # fmt: skip  # noqa: E501
    assert all(band_of(value) is band for value, band in edges)
