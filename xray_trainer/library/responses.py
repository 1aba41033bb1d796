"""Responses in a file: what a trainee, another program or a detector answered to the cases of a set."""

import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from xray_trainer.errors import FormatError, ReadError, TrainerError
from xray_trainer.files import write_atomically
from xray_trainer.library import sense, stored
from xray_trainer.library.coco_numbers import CocoNumbers
from xray_trainer.library.coco_shapes import shapes_of
from xray_trainer.library.foreign import NOT_A_NUMBER, Place, number
from xray_trainer.library.native import ImageSet
from xray_trainer.model import PROBABLE, Case, Defect, Mark, Response, Shape, Verdict, area, codec
from xray_trainer.model.codec import Json
from xray_trainer.text import N_, Message

FORMAT = "xray-trainer/responses"

MOST_DEFECTS, MOST_MARKS = 10_000, 10_000

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class ResponsesFile:
    """The responses that can be scored, each case at most once, and everything that is wrong with the file."""

    trainee: str
    responses: tuple[Response, ...]
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as the file has it, without its marks."""

    case: str
    verdict: Verdict
    confidence: Literal[1, 2, 3]
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark as the file has it."""

    shape: Shape
    scan: int = 0
    category: str | None = None
    confidence: Literal[1, 2, 3] | None = None
    rating: float | None = None


def read_responses(path: Path, image_set: ImageSet, threshold: float = 0.5) -> ResponsesFile:
    """Read a responses file, or a COCO results list whose ids are those of our COCO export.

    threshold : a result list sends a case to inspection if any of its scores is at least this.

    Raises
    ------
    ReadError, FormatError, NewerVersion
        The file cannot be read, or is neither of the two.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
        raise ReadError(reason, path) from error
    value, defects = codec.parse(data, str(path))
    if defects:
        raise stored.error_of(defects[0])
    if isinstance(value, list):
        return _Results(image_set, str(path), threshold).read(value)
    defect = stored.format_defect(value, FORMAT, str(path))
    if defect is not None:
        raise stored.error_of(defect)
    if not isinstance(value, dict) or not isinstance(value.get("responses"), list):
        raise FormatError(Message(N_("a list is expected here")), path, "responses")
    return _Responses(image_set, str(path)).read(value)


class _Reading:
    """What both kinds of file share: the set they answer, and what is wrong so far."""

    def __init__(self, image_set: ImageSet, file: str) -> None:
        self.set = image_set
        self.file = file
        self.defects: list[Defect] = []
        self.categories = {one.id for one in image_set.head.categories}
        self.order = frozenset(image_set.order)

    def tell(self, code: str, location: str, sentence: str, **values: object) -> None:
        self.defects.append(Defect(code, Message(sentence, values), self.file, location))

    def gives_up(self, location: str) -> bool:
        """Whether so much is wrong that the rest is not read; told once."""
        if len(self.defects) < MOST_DEFECTS:
            return False
        self.tell(
            "too_many", location, N_("more than {number} things are wrong; reading stopped here"), number=MOST_DEFECTS
        )
        return True

    def case(self, case_id: str, location: str) -> Case | None:
        if case_id not in self.order:
            self.tell("unknown_case", location, N_("the set has no case {case}"), case=case_id)
            return None
        try:
            return self.set.case(case_id)
        except TrainerError as error:
            sentence = N_("the case {case} cannot be opened: {reason}")
            self.tell("unreadable", location, sentence, case=case_id, reason=error.sentence())
            return None

    def tell_place(self, shape: Shape, case: Case, scan: int, location: str) -> None:
        """A mark outside its scan is kept and scored as it is, and told."""
        width, height = case.scans[scan].width, case.scans[scan].height
        if sense.lies_outside(shape, width, height):
            sentence = N_("this mark lies wholly outside the scan of {width} × {height} px; it was kept")
            self.tell("outside", location, sentence, width=width, height=height)
        elif sense.reaches_outside(shape, width, height):
            sentence = N_("this mark reaches outside the scan of {width} × {height} px; it was kept")
            self.tell("reaches_outside", location, sentence, width=width, height=height)


class _Responses(_Reading):
    def read(self, value: dict[str, Json]) -> ResponsesFile:
        trainee = value.get("trainee", "")
        if not isinstance(trainee, str):
            self.tell(codec.WRONG_SHAPE, "trainee", N_("text is expected here"))
            trainee = ""
        found: dict[str, Response] = {}
        answers = value["responses"]
        for index, one in enumerate(answers if isinstance(answers, list) else ()):
            if self.gives_up(f"responses[{index}]"):
                break
            response = self._response(one, f"responses[{index}]", found)
            if response is not None:
                found[response.case] = response
        return ResponsesFile(trainee, tuple(found.values()), tuple(self.defects))

    def _response(self, value: Json, place: str, found: dict[str, Response]) -> Response | None:
        bare = {key: item for key, item in value.items() if key != "marks"} if isinstance(value, dict) else value
        answer = self._spared(Answer, bare, place, {"confidence": PROBABLE, "seconds": None})
        if answer is None or not isinstance(value, dict):
            return None
        case = self.case(answer.case, f"{place}.case")
        if case is None:
            return None
        if answer.case in found:
            sentence = N_("this is a second response to the case {case}; the first one was kept")
            self.tell("duplicate", f"{place}.case", sentence, case=answer.case)
            return None
        seconds = answer.seconds
        if seconds is not None and seconds < 0:
            self.tell("bad_number", f"{place}.seconds", N_("a time above 0 is expected here"))
            seconds = None
        marks = value.get("marks", [])
        if not isinstance(marks, list):
            self.tell(codec.WRONG_SHAPE, f"{place}.marks", N_("a list is expected here"))
            marks = []
        if len(marks) > MOST_MARKS:
            sentence = N_("{number} marks were given to this case; the first {most} were taken")
            self.tell("too_many", f"{place}.marks", sentence, number=len(marks), most=MOST_MARKS)
        drawn = (
            self._mark(one, f"{place}.marks[{index}]", case, index) for index, one in enumerate(marks[:MOST_MARKS])
        )
        return Response(
            id=str(uuid.uuid4()),
            case=answer.case,
            verdict=answer.verdict,
            confidence=answer.confidence,
            marks=tuple(mark for mark in drawn if mark is not None),
            seconds=seconds,
            scans=tuple(scan.digest for scan in case.scans),
        )

    def _mark(self, value: Json, place: str, case: Case, index: int) -> Mark | None:
        drawn = self._spared(Drawn, value, place, {"category": None, "confidence": None, "rating": None})
        if drawn is None:
            return None
        fault = sense.shape_fault(drawn.shape)
        if fault is not None:
            self.defects.append(Defect("bad_shape", fault, self.file, f"{place}.shape"))
            return None
        if not 0 <= drawn.scan < len(case.scans):
            self.tell("unknown_scan", f"{place}.scan", N_("the case has no scan {scan}"), scan=drawn.scan)
            return None
        if drawn.category is not None and drawn.category not in self.categories:
            sentence = N_("the set knows no category {category}; the mark was kept")
            self.tell("unknown_category", f"{place}.category", sentence, category=drawn.category)
        self.tell_place(drawn.shape, case, drawn.scan, f"{place}.shape")
        return Mark(f"m{index + 1}", drawn.shape, drawn.scan, drawn.category, drawn.confidence, drawn.rating)

    def _spared(self, noun: type[Noun], value: Json, place: str, instead: Mapping[str, Json]) -> Noun | None:
        """The noun from JSON. What is wrong is told; of side fields that are wrong, `instead` takes the place."""
        found, defects = codec.decode(noun, value, self.file)
        self._within(place, defects)
        wrong = {one.location for one in defects}
        if found is None and isinstance(value, dict) and wrong <= set(instead):
            found, _ = codec.decode(noun, value | {key: instead[key] for key in wrong}, self.file)
        return found

    def _within(self, place: str, defects: Iterable[Defect]) -> None:
        for one in defects:
            location = one.location if not one.location or one.location.startswith("[") else f".{one.location}"
            self.defects.append(replace(one, location=f"{place}{location}"))


class _Results(_Reading):
    """A detector's results. A case of which the list says nothing was looked at, and nothing was found in it."""

    def __init__(self, image_set: ImageSet, file: str, threshold: float) -> None:
        super().__init__(image_set, file)
        self.threshold = threshold
        self.numbers = CocoNumbers.of(image_set)
        self.surest: dict[str, float] = {}  # the highest score of each case
        self.crowded: dict[str, str] = {}  # cases of more results than are taken, and where the first of these stands

    def read(self, value: list[Json]) -> ResponsesFile:
        marks: dict[str, list[Mark]] = {case.id: [] for case, _ in self.numbers.images.values()}
        for index, one in enumerate(value):
            if self.gives_up(f"[{index}]"):
                break
            self._result(one, f"[{index}]", marks)
        for case_id, place in self.crowded.items():
            sentence = N_("more than {most} results name the case {case}; the first {most} were taken")
            self.tell("too_many", place, sentence, case=case_id, most=MOST_MARKS)
        responses = tuple(self._response(case_id, tuple(found)) for case_id, found in marks.items())
        return ResponsesFile("", responses, tuple(self.defects))

    def _result(self, one: Json, place: str, marks: dict[str, list[Mark]]) -> None:
        if not isinstance(one, dict):
            self.tell(codec.WRONG_SHAPE, place, N_("an object with named fields is expected here"))
            return
        image = one.get("image_id")
        if not isinstance(image, int) or isinstance(image, bool) or image not in self.numbers.images:
            sentence = N_("our COCO export has no image {number} for this set")
            self.tell("unknown_case", f"{place}.image_id", sentence, number=image)
            return
        score = number(one.get("score"))
        if score is None or isinstance(one.get("score"), str):
            self.defects.append(Place(self.file, f"{place}.score").defect("bad_number", NOT_A_NUMBER))
            return
        case, scan = self.numbers.images[image]
        kind = one.get("category_id")
        category = self.numbers.categories.get(kind) if isinstance(kind, int) else None
        if category is None:
            sentence = N_("our COCO export has no category {number} for this set; the mark was kept")
            self.tell("unknown_category", f"{place}.category_id", sentence, number=kind)
        if len(marks[case.id]) >= MOST_MARKS:
            self.crowded.setdefault(case.id, place)
            self.surest[case.id] = max(score, self.surest[case.id])
            return
        size = (case.scans[scan].width, case.scans[scan].height)
        shapes, faults = shapes_of(one, Place(self.file, place), size)
        self.defects += faults
        sound = [shape for shape in shapes if sense.shape_fault(shape) is None]
        for shape in shapes:
            fault = sense.shape_fault(shape)
            if fault is not None:
                self.defects.append(Defect("bad_shape", fault, self.file, place))
        if sound:
            shape = max(sound, key=area)
            self.tell_place(shape, case, scan, place)
            self.surest[case.id] = max(score, self.surest.get(case.id, score))
            marks[case.id].append(Mark(f"m{len(marks[case.id]) + 1}", shape, scan, category, rating=score))

    def _response(self, case_id: str, marks: tuple[Mark, ...]) -> Response:
        stopped = self.surest.get(case_id, -math.inf) >= self.threshold
        verdict = Verdict.TO_INSPECTION if stopped else Verdict.NO_SUSPICION
        scans = tuple(scan.digest for scan in self.numbers.scans[case_id])
        return Response(str(uuid.uuid4()), case_id, verdict, PROBABLE, marks, scans=scans)


def write_responses(path: Path, trainee: str, responses: Iterable[Response]) -> None:
    """Write a responses file that `read_responses` reads back. Raises WriteError."""
    answers: list[Json] = []
    for one in responses:
        plain = codec.encode(Answer(one.case, one.verdict, _level(one.confidence), one.seconds))
        answers.append(plain | {"marks": [_mark_json(mark) for mark in one.marks]})
    data: Json = {"format": FORMAT, "version": stored.VERSION, "trainee": trainee, "responses": answers}
    write_atomically(Path(path), codec.text(data).encode())


def _mark_json(mark: Mark) -> Json:
    confidence = None if mark.confidence is None else _level(mark.confidence)
    plain: dict[str, Json] = {"scan": mark.scan, "category": mark.category}
    return plain | codec.encode(Drawn(mark.shape, mark.scan, mark.category, confidence, mark.rating))


def _level(confidence: int) -> Literal[1, 2, 3]:
    return 3 if confidence >= 3 else 2 if confidence == 2 else 1
