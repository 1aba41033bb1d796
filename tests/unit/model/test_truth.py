"""What a truth can and cannot say."""

import pytest

from xray_trainer.model import Basis, Box, Completeness, Concealment, Region, Truth, Verdict

BOX = (Region(Box(0, 0, 1, 1)),)
REQUIRED, OPTIONAL = Concealment("a", BOX, "drugs"), Concealment("b", BOX, "drugs", optional=True)


@pytest.mark.parametrize(
    ("completeness", "concealments", "has"),
    [
        (Completeness.COMPLETE, (), False),
        (Completeness.COMPLETE, (REQUIRED,), True),
        (Completeness.COMPLETE, (REQUIRED, OPTIONAL), True),
        (Completeness.COMPLETE, (OPTIONAL,), None),
        (Completeness.PARTIAL, (REQUIRED,), True),
        (Completeness.PARTIAL, (), None),
        (Completeness.UNKNOWN, (REQUIRED,), None),
        (Completeness.UNKNOWN, (), None),
    ],
)
def test_whether_a_case_has_a_concealment(
    completeness: Completeness, concealments: tuple[Concealment, ...], has: bool | None
) -> None:
    truth = Truth("c", Basis.EXPERT, completeness, concealments)
    assert truth.has_concealment is has
    right = {True: Verdict.TO_INSPECTION, False: Verdict.NO_SUSPICION, None: None}[has]
    assert truth.right_verdict is right
