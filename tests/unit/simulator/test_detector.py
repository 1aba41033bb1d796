"""The detector: dose, noise, scatter, penetration, and that noise is the seed's alone."""

from dataclasses import replace

import numpy as np
import pytest

from xray_trainer.model import PlaneKind, View
from xray_trainer.simulator.beam import Exposed, beam, transmissions
from xray_trainer.simulator.detector import AIR, blurred, expose, noise_variance
from xray_trainer.simulator.motion import motion
from xray_trainer.simulator.profiles import PROFILES, Faults, Grain, Spread, Sway, profile

STEEL = 7.88
QUIET = Grain(pulse=0, drift=0, gain=0, offset=0)
WHOLE = Faults(dead=0)
POINT = Spread(0.0, 0.0, 0.0, (), 0.0, (0.0, 0.5))


def passed(scanner, areal):
    energies = (scanner.high,) if scanner.low is None else (scanner.high, scanner.low)
    found = transmissions([beam(mv) for mv in energies], areal)
    return found[0], found[1] if len(found) > 1 else None


def air(height=400, width=900):
    return np.zeros((3, height, width), np.float32)


def plate(mm, arrow=1.2):
    """A steel plate of 60 cm at 4 mm a pixel in the middle of a picture, in its middle an arrow thicker by a fifth."""
    areal = air(400, 400)
    areal[1, 125:275, 125:275] = mm / 10 * STEEL
    areal[1, 175:225, 175:225] *= arrow
    return areal


def contrast(scanner, mv, areal, less):
    """How much darker the first picture's middle is than the second's, over the noise of a pixel of the second."""
    middle = (slice(180, 220), slice(180, 220))
    bare = beam(mv).transmission(less)
    step = blurred(scanner, bare.signal)[middle] - blurred(scanner, beam(mv).transmission(areal).signal)[middle]
    sigma = np.sqrt(noise_variance(scanner, blurred(scanner, bare.second))[middle])
    return float(step.mean() / sigma.mean())


def penetration(scanner, mv):
    """Thickest plate, mm, whose arrow is seen at a contrast of 0.24 a pixel, as observers were found to need."""
    thin, thick = 150.0, 500.0
    while thick - thin > 0.5:
        middle = (thin + thick) / 2
        seen = contrast(scanner, mv, plate(middle), plate(middle, 1.0)) > 0.24
        thin, thick = (middle, thick) if seen else (thin, middle)
    return thin


class TestDose:
    @pytest.mark.parametrize(
        ("name", "least", "most"),
        [
            ("gantry-6-3.5", 200, 350),
            ("gantry-9-6", 200, 350),
            ("dual-6-4", 200, 350),
            ("mobile-6", 120, 150),
            ("family-a", 130, 190),
            ("family-b", 58, 80),
        ],
    )
    def test_air_is_as_quiet_as_stated(self, name, least, most):
        scanner = replace(profile(name), faults=WHOLE)
        planes = expose(scanner, *passed(scanner, air()), seed=3)
        plane = next(iter(planes.values())).astype(float) / AIR
        assert least < plane.mean() / plane.std() < most
        assert plane.mean() == pytest.approx(1, abs=0.004)

    @pytest.mark.parametrize("name", PROFILES)
    @pytest.mark.parametrize("steel", [0, 50, 200])
    def test_variance_is_that_of_photons_and_electronics(self, name, steel):
        scanner = replace(profile(name), grain=replace(QUIET, electronic=1.1e-4), faults=WHOLE)
        areal = air(300, 600)
        areal[1] = steel / 10 * STEEL
        high, low = passed(scanner, areal)
        for kind, plane in expose(scanner, high, low, seed=5).items():
            exposed = low if kind is PlaneKind.LOW else high
            interlaced = kind is PlaneKind.LOW
            signal = blurred(scanner, exposed.signal, interlaced)
            photons = exposed.second / exposed.signal * signal / scanner.photons * (0.5 if interlaced else 1)
            stated = noise_variance(scanner, blurred(scanner, exposed.second, interlaced), interlaced)
            rounding = 1 / 12 / AIR**2
            measured = np.var(plane / AIR - signal)
            expected = photons.mean() + 1.1e-4**2 * (0.5 if interlaced else 1) + rounding
            assert measured == pytest.approx(expected, rel=0.05)
            assert stated.mean() + rounding == pytest.approx(expected, rel=0.02)

    def test_neighbours_share_noise_where_the_scanner_makes_them(self):
        scanner = replace(profile("family-a"), faults=WHOLE, grain=replace(QUIET, along=0.62, across=0.28))
        noise = next(iter(expose(scanner, *passed(scanner, air()), seed=1).values())).astype(float)
        noise -= noise.mean()
        lags = [np.mean(noise[:, lag:] * noise[:, : noise.shape[1] - lag]) / noise.var() for lag in (1, 2, 3)]
        assert lags == pytest.approx([0.52, 0.08, 0.0], abs=0.05)
        assert noise.std() / AIR == pytest.approx(np.sqrt(beam(6.0).kappa / scanner.photons), rel=0.03)


class TestPenetration:
    @pytest.mark.parametrize(
        ("mv", "photons", "stated"), [(6.0, 1.5e5, 343), (6.0, 4e4, 320), (9.0, 3e5, 390), (4.0, 5e4, 277)]
    )
    def test_steel_is_seen_through_as_far_as_stated(self, mv, photons, stated):
        scanner = replace(profile("gantry-6-3.5"), photons=photons)
        assert penetration(scanner, mv) == pytest.approx(stated, rel=0.05)

    @pytest.mark.parametrize(
        ("mv", "photons", "stated"),  # mm: contrast to noise a pixel
        [
            (6.0, 1.5e5, {240: 2.9, 280: 1.16, 320: 0.44, 360: 0.16}),
            (6.0, 4e4, {240: 1.57, 280: 0.64, 320: 0.24}),
            (9.0, 3e5, {240: 6.5, 300: 2.0, 360: 0.51}),
        ],
    )
    def test_contrast_of_the_arrow(self, mv, photons, stated):
        scanner = replace(profile("gantry-6-3.5"), photons=photons)
        for mm, expected in stated.items():
            assert contrast(scanner, mv, plate(mm), plate(mm, 1.0)) == pytest.approx(expected, rel=0.15), mm

    def test_the_arrow_is_there_in_the_stored_picture(self):
        scanner = profile("mobile-6")
        areal = plate(280)
        stored = next(iter(expose(scanner, *passed(scanner, areal), seed=9).values())) / AIR
        bare = next(iter(expose(scanner, *passed(scanner, plate(280, 1.0)), seed=9).values())) / AIR
        inside = (slice(180, 220), slice(180, 220))
        stated = contrast(scanner, 6.0, areal, plate(280, 1.0))
        assert (bare[inside].mean() - stored[inside].mean()) / stored[inside].std() == pytest.approx(stated, rel=0.15)

    @pytest.mark.parametrize(("step", "percent"), [(1.0, 2.9), (0.25, 0.77)])
    def test_a_thin_step_behind_ten_centimetres(self, step, percent):
        areal = air(1, 2)
        areal[1, 0] = np.array([100, 100 + step]) / 10 * STEEL
        thick, more = beam(6.0).transmission(areal).signal[0]
        assert 100 * (1 - more / thick) == pytest.approx(percent, rel=0.06)

    @pytest.mark.parametrize(("wire", "percent", "noise"), [(1.0, 0.74, 1.9), (0.5, 0.20, 0.5)])
    def test_a_wire_in_air(self, wire, percent, noise):
        scanner = profile("gantry-6-3.5")
        areal = air(60, 61)
        areal[1, :, 30] = np.pi / 4 * wire**2 / 4 / 10 * STEEL
        exposed = beam(6.0).transmission(areal)
        dip = 1 - blurred(scanner, exposed.signal)[30, 30]
        assert 100 * dip == pytest.approx(percent, rel=0.15)
        sigma = np.sqrt(noise_variance(scanner, blurred(scanner, exposed.second))[30, 30])
        assert dip / sigma == pytest.approx(noise, rel=0.15)


class TestChain:
    def test_same_seed_same_bytes_and_another_seed_others(self):
        scanner = profile("family-b")
        exposed, _ = passed(scanner, plate(30))
        one, two, other = (expose(scanner, exposed, None, seed)[PlaneKind.GREY] for seed in (7, 7, 8))
        assert one.dtype == np.uint16
        assert one.tobytes() == two.tobytes()
        assert np.mean(one != other) > 0.9

    @pytest.mark.parametrize("name", PROFILES)
    def test_a_twin_shares_the_noise(self, name):
        """Away from what differs, two pictures of one seed differ by far less than their noise."""
        scanner = profile(name)
        clean, loaded = air(300, 500), air(300, 500)
        clean[0], loaded[0] = 20, 20
        loaded[0, 140:160, 240:260] += 15
        planes = [expose(scanner, *passed(scanner, areal), seed=11) for areal in (clean, loaded)]
        for kind in planes[0]:
            differ = np.abs(planes[0][kind].astype(int) - planes[1][kind].astype(int))
            differ[110:190, 200:300] = 0
            sigma = np.sqrt(beam(scanner.high).kappa * 0.6 / scanner.photons) * AIR
            assert differ.mean() < 0.1 * sigma
            assert differ.max() < 0.5 * sigma

    def test_planes_of_one_and_two_energies(self):
        assert set(expose(profile("mobile-6"), *passed(profile("mobile-6"), air(40, 50)), seed=0)) == {PlaneKind.GREY}
        both = expose(profile("gantry-9-6"), *passed(profile("gantry-9-6"), air(40, 50)), seed=0)
        assert set(both) == {PlaneKind.HIGH, PlaneKind.LOW}
        assert all(plane.shape == (40, 50) for plane in both.values())

    @pytest.mark.parametrize("name", PROFILES)
    def test_air_and_even_matter_pass_the_optics_unchanged(self, name):
        even = np.full((200, 300), 0.3, np.float32)
        assert blurred(profile(name), np.ones((200, 300), np.float32)) == pytest.approx(1, abs=1e-5)
        assert blurred(profile(name), even) == pytest.approx(0.3, rel=1e-4)
        assert blurred(profile(name), even, interlaced=True) == pytest.approx(0.3, rel=1e-4)

    def test_scatter_fills_a_shadow_with_its_share(self):
        scanner = replace(profile("gantry-6-3.5"), spread=replace(POINT, scatter=((0.002, 10.0, 10.0),), floor=6e-5))
        shadow = np.ones((400, 400), np.float32)
        shadow[:, 100:300] = 0
        found = blurred(scanner, shadow)
        assert found[200, 200] == pytest.approx(6e-5 * 0.5 / 1.00206, rel=0.02)
        assert found[200, 104] == pytest.approx((0.002 * 0.3446 + 3e-5) / 1.00206, rel=0.1)  # 4 px of sigma 10 inside

    def test_lag_trails_behind_in_scan_direction(self):
        scanner = replace(profile("gantry-6-3.5"), spread=replace(POINT, lag=(0.0015, 0.6)))
        edge = np.zeros((20, 100), np.float32)
        edge[:, 50] = 1
        found = blurred(scanner, edge)[10]
        assert found[51:54] == pytest.approx(0.0015 * 0.6 ** np.arange(1, 4), rel=0.02)
        assert found[:50].max() == 0

    def test_low_columns_are_put_back_between_their_neighbours(self):
        scanner = replace(
            profile("gantry-6-3.5"), spread=POINT, grain=replace(QUIET, electronic=0), faults=WHOLE, photons=1e15
        )
        slope = np.tile(np.linspace(0.2, 0.8, 101, dtype=np.float32), (9, 1))
        planes = expose(scanner, Exposed(slope, slope), Exposed(slope, slope), seed=1)
        inner = np.s_[:, 2:-2]
        apart = planes[PlaneKind.HIGH][inner].astype(int) - planes[PlaneKind.LOW][inner].astype(int)
        assert np.abs(apart).max() <= 1

    def test_nothing_is_stored_below_black_or_above_white(self):
        scanner = replace(profile("family-b"), faults=WHOLE)
        dark = np.full((60, 80), -0.2, np.float32)
        bright = np.full((60, 80), 5.0, np.float32)
        second = np.full((60, 80), 1e-9, np.float32)
        assert np.all(expose(scanner, Exposed(dark, second), None, 1)[PlaneKind.GREY] == 0)
        assert np.all(expose(scanner, Exposed(bright, second), None, 1)[PlaneKind.GREY] == 65535)


class TestProfiles:
    def test_names(self):
        wanted = {"gantry-6-3.5", "gantry-9-6", "dual-6-4", "mobile-6", "family-a", "family-b"}
        assert wanted == set(PROFILES)
        assert profile("mobile-6").low is None

    def test_views(self):
        assert profile("gantry-6-3.5").sight(View.TOP).source == 0
        assert profile("family-b").sight(View.TOP) is None
        assert profile("family-a").sight(View.SIDE).mid == 7219


class TestMotion:
    def test_points_go_where_their_matter_goes(self):
        moving = motion(Sway(slow=2, fast=1, bow=3, speed=2, wobble=0.6), 1000, np.random.default_rng(4), tilt=0.006)
        still = np.zeros((300, 1000), np.float32)
        places = np.array([(120.5, 150.5), (400.5, 80.5), (777.5, 200.5), (930.5, 60.5)])
        for x, y in places:
            still[int(y), int(x)] = 1
        bent = moving.bend(still)
        for x, y in moving.carry(places):
            window = np.s_[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5]
            rows, columns = np.mgrid[window]
            weight = bent[window] / bent[window].sum()
            assert (columns * weight).sum() + 0.5 == pytest.approx(x, abs=0.1)
            assert (rows * weight).sum() + 0.5 == pytest.approx(y, abs=0.1)

    def test_a_window_bends_as_the_whole_does(self):
        moving = motion(profile("family-a").sway, 600, np.random.default_rng(5), tilt=0.004)
        still = np.random.default_rng(6).random((2, 200, 600)).astype(np.float32)
        edge = moving.furthest
        window = moving.bend(still[:, 50:150, 100:400], row0=50, col0=100)
        whole = moving.bend(still)[:, 50:150, 100:400]
        inner = np.s_[:, edge:-edge, edge:-edge]
        assert window[inner] == pytest.approx(whole[inner], abs=2e-3)

    def test_without_bounce_only_the_tilt_stays(self):
        moving = motion(profile("mobile-6").sway, 501, np.random.default_rng(7), tilt=0.01, bounce=0)
        assert moving.rows == pytest.approx(0.01 * (np.arange(501) - 250) * 501 / 500, abs=1e-3)
        assert np.all(moving.columns == 0)
