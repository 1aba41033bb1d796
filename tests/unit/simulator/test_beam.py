"""Attenuation, spectra, materials and transmission against published figures and against the fine grid of energies."""

import numpy as np
import pytest

from xray_trainer.simulator.attenuation import elements, processes, weights
from xray_trainer.simulator.beam import KNOWN_MV, beam, bins, curve, ratios, transmissions
from xray_trainer.simulator.materials import BASIS, composition, material, names
from xray_trainer.simulator.spectrum import spectrum

STEEL = 7.88  # g/cm³: what the figures below were computed with

# MV: half value layer, that behind 100 mm, three tenth value layers (mm), T behind 100/200/300/400 mm, mean of 0-300 mm
# per cm. Figures as given; half a unit of their last place is allowed on top of 2 %.
STEEL_TABLE = {
    3.5: (13.6, 19.2, 50, 61, 66, 0.0148, 4.6e-4, 1.8e-5, 7.6e-7, 0.365),
    4.0: (14.6, 20.3, 54, 65, 70, 0.0192, 7.2e-4, 3.2e-5, 1.6e-6, 0.345),
    6.0: (18.1, 23.7, 67, 78, 83, 0.0369, 2.1e-3, 1.4e-4, 9.8e-6, 0.296),
    9.0: (21.7, 26.4, 79, 88, 91, 0.0567, 4.3e-3, 3.5e-4, 2.9e-5, 0.266),
}
LAST_PLACE = (0.1, 0.1, 1, 1, 1, 1e-4, 1e-5, 1e-6, 1e-8, 1e-3)
LAST_PLACE_OF = {
    (4.0, 8): 1e-7,
    (6.0, 6): 1e-4,
    (6.0, 7): 1e-5,
    (6.0, 8): 1e-7,
    (9.0, 6): 1e-4,
    (9.0, 7): 1e-5,
    (9.0, 8): 1e-6,
}


def fine(mv, areal, shares):
    """ln 1/T on the grid of 10 keV, of compositions rather than of the three basis materials."""
    own = spectrum(mv)
    return -np.log(np.exp(-np.outer(areal, processes(shares, own.energy).total)) @ own.signal)


def depth_at(logs, known, depths):
    return float(np.interp(logs, known, depths))


class TestAttenuation:
    def test_the_table_says_where_it_comes_from_and_holds_all_elements_needed(self):
        assert len(elements()) >= 23
        for one in elements().values():
            assert one.energy[0] == 0.05
            assert one.energy[-1] >= 10.5

    @pytest.mark.parametrize(
        ("symbol", "energy", "expected"),  # NIST XCOM, total without coherent scattering, cm²/g
        [
            ("Fe", 0.1, 0.3341),
            ("Fe", 1.0, 0.05951),
            ("Fe", 5.0, 0.03144),
            ("Fe", 10.0, 0.02994),
            ("Pb", 0.5, 0.1499),
            ("Pb", 2.0, 0.0453),
            ("Pb", 10.0, 0.04969),
            ("C", 1.0, 0.06358),
            ("C", 5.0, 0.02708),
        ],
    )
    def test_grid_points_come_out_as_published(self, symbol, energy, expected):
        assert processes({symbol: 1.0}, np.array([energy])).total[0] == pytest.approx(expected, rel=1e-3)

    def test_lead_jumps_at_its_edge(self):
        below, above = processes({"Pb": 1.0}, np.array([0.0875, 0.0885])).total
        assert above / below > 3.5

    def test_every_element_is_smooth_and_positive_over_the_whole_range(self):
        energy = np.geomspace(0.05, 10.5, 2000)
        for symbol in elements():
            found = processes({symbol: 1.0}, energy)
            assert np.all(found.total > 0)
            assert np.abs(np.diff(np.log(found.incoherent), 2)).max() < 1e-5
            assert np.all(found.pair[energy < 1.02] == 0)

    def test_formulas_become_shares_by_mass(self):
        water = weights("H2O")
        assert water["O"] == pytest.approx(15.999 / 18.015, abs=1e-3)
        assert sum(weights("C17H22ClNO4").values()) == pytest.approx(1.0)
        with pytest.raises(KeyError):
            weights("Xx2")


class TestSpectrum:
    @pytest.mark.parametrize("mv", sorted(STEEL_TABLE))
    def test_steel_table(self, mv):
        depth = np.linspace(0, 450, 4501)
        logs = fine(mv, depth / 10 * STEEL, {"Fe": 1.0})
        tenth = [depth_at(n * np.log(10), logs, depth) for n in range(4)]
        passed = np.exp(-np.interp([100, 200, 300, 400], depth, logs))
        found = (
            depth_at(np.log(2), logs, depth),
            depth_at(np.log(2) - np.log(passed[0]), logs, depth) - 100,
            *np.diff(tenth),
            *passed,
            -np.log(passed[2]) / 30,
        )
        for place, (mine, given) in enumerate(zip(found, STEEL_TABLE[mv], strict=True)):
            half = LAST_PLACE_OF.get((mv, place), LAST_PLACE[place]) / 2
            assert abs(mine - given) <= 0.02 * given + half, (mv, place, mine, given)

    @pytest.mark.parametrize(("mv", "expected"), [(4.0, 1.62), (6.0, 2.0), (9.0, 2.45)])
    def test_spread_of_the_deposits_in_air(self, mv, expected):
        assert spectrum(mv).kappa == pytest.approx(expected, rel=0.02)

    @pytest.mark.parametrize(("steel", "expected"), [(100, 3.1), (200, 3.5), (300, 3.8)])
    def test_spread_of_the_deposits_grows_behind_steel(self, steel, expected):
        areal = np.zeros((3, 1, 1), np.float32)
        areal[1] = steel / 10 * STEEL
        exposed = beam(6.0).transmission(areal)
        assert exposed.second[0, 0] / exposed.signal[0, 0] == pytest.approx(expected, rel=0.03)

    @pytest.mark.parametrize(
        ("name", "density", "per_cm", "tenth_cm"),
        # "Measurements of 6 MV X-rays I", narrow beam, averages over 4 to 6 tenth value layers
        [("lead", 11.34, 0.50, 4.6), ("steel", STEEL, 0.31, 7.5), ("concrete", 2.35, 0.084, 27.4)],
    )
    def test_published_narrow_beam_attenuation_at_6_mv(self, name, density, per_cm, tenth_cm):
        areal, logs = curve(6.0, material(name))
        depths = [depth_at(n * np.log(10), logs, areal / density) for n in (4, 5, 6)]
        rates = [n * np.log(10) / depth for n, depth in zip((4, 5, 6), depths, strict=True)]
        assert np.mean(rates) == pytest.approx(per_cm, rel=0.08)
        assert np.log(10) / np.mean(rates) == pytest.approx(tenth_cm, rel=0.08)

    @pytest.mark.parametrize(("mv", "half"), [(6.0, 128), (9.0, 165)])
    def test_half_value_layer_of_water(self, mv, half):
        areal, logs = curve(mv, material("water"))
        assert depth_at(np.log(2), logs, areal * 10) == pytest.approx(half, rel=0.03)

    def test_wood_of_a_truck_passes_one_hundredth(self):
        assert np.exp(-beam(6.0).logs(material("wood"), np.array([230 * 0.5]))[0]) == pytest.approx(0.009, rel=0.05)


class TestMaterials:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("polyethylene", (1.132, -0.129, 0.0039)),
            ("wood", (0.968, -0.016, 0.0004)),
            ("cocaine", (0.944, 0.012, 0.0002)),
            ("heroin", (0.995, -0.048, 0.0013)),
            ("rubber", (1.005, -0.034, 0.002)),
            ("glass", (0.675, 0.269, -0.006)),
            ("aluminium", (0.567, 0.368, -0.009)),
            ("titanium", (0.154, 0.811, -0.008)),
            ("copper", (-0.116, 1.109, 0.010)),
            ("tin", (-0.606, 1.460, 0.189)),
            ("tungsten", (-0.356, 0.668, 0.723)),
            ("r134a", (0.817, 0.081, -0.0025)),
            ("r22", (0.638, 0.288, -0.006)),
        ],
    )
    def test_shares_of_the_basis(self, name, expected):
        assert material(name).basis == pytest.approx(expected, abs=0.02)

    @pytest.mark.parametrize("name", names())
    def test_the_basis_gives_the_material_s_own_transmission(self, name):
        """To 0.5 % of ln T, uranium at 9 MV to 0.6 %; all but barium and what is heavier than zinc to 0.12 %."""
        found = material(name)
        heavy = {"Sn", "Ag", "W", "U", "Au"} & set(composition(name)) or name == "barium-sulphate"
        for mv in (6.0, 9.0):
            areal = np.array([1.0, 3.0, 10.0, 30.0, 60.0, 100.0])
            own = spectrum(mv)
            columns = np.stack([processes({one: 1.0}, own.energy).total for one in BASIS])
            fitted = -np.log(np.exp(-np.outer(areal, np.array(found.basis) @ columns)) @ own.signal)
            error = np.abs(fitted / fine(mv, areal, composition(name)) - 1).max()
            allowed = 0.006 if (name, mv) == ("uranium", 9.0) else 0.005 if heavy else 0.0012
            assert error <= allowed, (name, mv, error)

    def test_basis_materials_are_themselves(self):
        assert [material(name).basis for name in ("water", "steel", "lead")] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]

    def test_a_name_that_is_not_known(self):
        with pytest.raises(KeyError):
            material("unobtainium")


class TestBeam:
    def matter(self):
        rng = np.random.default_rng(1)
        areal = np.stack([rng.gamma(0.5, 40, 90), rng.gamma(0.5, 60, 90), rng.gamma(0.3, 10, 90)])
        areal[2, 30:] = 0
        areal[:2, :10] = 0
        areal[1, 60:] = -0.1 * areal[0, 60:]
        areal[2, 60:] = 0.003 * areal[0, 60:]
        return areal

    @pytest.mark.parametrize("mv", KNOWN_MV)
    def test_twenty_bins_sum_to_what_the_fine_grid_does(self, mv):
        own, areal = spectrum(mv), self.matter()
        columns = np.stack([processes({one: 1.0}, own.energy).total for one in BASIS])
        passed = np.exp(-areal.T @ columns)
        true = passed @ own.signal
        squares = own.photons * own.deposit**2 / np.sum(own.photons * own.deposit) ** 2
        seen = (true > 1e-5) & (true < 0.999)
        exposed = beam(mv).transmission(areal.astype(np.float32)[:, None])
        error = np.abs(np.log(exposed.signal[0, seen]) / np.log(true[seen]) - 1)
        assert bins().shape == (3, 20)
        assert error.max() < 0.003
        assert error.mean() < 0.0015
        assert exposed.second[0, seen] == pytest.approx((passed @ squares)[seen], rel=0.02)

    def test_air_is_one(self):
        exposed = beam(6.0).transmission(np.zeros((3, 2, 5000), np.float32))
        assert np.abs(exposed.signal - 1).max() < 1e-6
        assert exposed.signal.dtype == exposed.second.dtype == np.float32

    def test_two_beams_at_once_are_each_by_itself(self):
        areal = np.random.default_rng(2).gamma(0.5, 30, (3, 7, 901)).astype(np.float32)
        both = transmissions((beam(6.0), beam(3.5)), areal)
        for one, mv in zip(both, (6.0, 3.5), strict=True):
            alone = beam(mv).transmission(areal)
            assert one.signal == pytest.approx(alone.signal, rel=1e-5)
            assert one.second == pytest.approx(alone.second, rel=1e-5)

    def test_windows_that_do_not_lie_together_in_memory_pass_the_same(self):
        areal = np.random.default_rng(3).gamma(0.5, 30, (3, 60, 400)).astype(np.float32)
        whole = beam(9.0).transmission(areal).signal[10:50, 30:330]
        assert beam(9.0).transmission(areal[:, 10:50, 30:330]).signal == pytest.approx(whole, rel=1e-5)

    def test_equivalents_undo_transmission(self):
        areal = np.array([0.5, 5.0, 50.0, 150.0])
        for name in ("water", "steel", "cocaine"):
            logs = beam(6.0).logs(material(name), areal)
            assert beam(6.0).equivalent(material(name), logs) == pytest.approx(areal, rel=1e-3)


# R = ln T_low / ln T_high where T_high is 0.8, 0.2, 0.01, of an earlier build. Thin steel and lead come out lower here,
# by up to 0.007 and 0.009: no reading of the recipe that keeps the steel table above was found to give the same.
RATIOS = {
    (6.0, 4.0): {
        "polyethylene": (1.249, 1.265, 1.265),
        "wood": (1.246, 1.261, 1.258),
        "cocaine": (1.244, 1.259, 1.256),
        "aluminium": (1.236, 1.242, 1.230),
        "steel": (1.228, 1.214, 1.187),
        "lead": (1.360, 1.199, 1.123),
    },
    (6.0, 3.5): {
        "polyethylene": (1.336, 1.362, 1.364),
        "wood": (1.333, 1.356, 1.354),
        "aluminium": (1.320, 1.333, 1.319),
        "steel": (1.315, 1.299, 1.264),
        "lead": (1.529, 1.295, 1.185),
    },
    (9.0, 6.0): {
        "polyethylene": (1.271, 1.272, 1.258),
        "wood": (1.264, 1.262, 1.244),
        "aluminium": (1.237, 1.224, 1.198),
        "steel": (1.199, 1.168, 1.133),
        "lead": (1.226, 1.093, 1.044),
    },
}
LESS_SURE = {"lead": (0.0065, 0.009, 0.009), "steel": (0.007, 0.003, 0.003)}


class TestRatios:
    @pytest.mark.parametrize("pair", RATIOS)
    def test_table(self, pair):
        logs = -np.log([0.8, 0.2, 0.01])
        for name, expected in RATIOS[pair].items():
            found = ratios(beam(pair[0]), beam(pair[1]), material(name), logs)
            allowed = np.array(LESS_SURE.get(name, (0.003, 0.003, 0.003)))
            assert np.all(np.abs(found - expected) <= allowed), (name, found)

    @pytest.mark.parametrize("pair", RATIOS)
    def test_the_bins_give_the_fine_grid_s_ratios(self, pair):
        areal = np.linspace(0, 1, 3000)[1:] ** 2 * 500
        logs = -np.log([0.8, 0.2, 0.01])
        for name in RATIOS[pair]:
            high, low = (fine(mv, areal, composition(name)) for mv in pair)
            true = np.interp(logs, high, low / high)
            assert ratios(beam(pair[0]), beam(pair[1]), material(name), logs) == pytest.approx(true, abs=0.0015)

    def test_no_colour_tells_cocaine_from_cargo(self):
        logs = -np.log([0.8, 0.2, 0.01])
        all_of_them = [ratios(beam(6.0), beam(3.5), material(name), logs) for name in ("cocaine", "sugar", "wood")]
        assert np.ptp(all_of_them, axis=0).max() < 0.004
