"""The scan on the screen: where it is looked at, worked on with mouse and keys, and painted with its marks."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from xray_trainer import imaging
from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import cursors, ink, viewport
from xray_trainer.desktop.viewer.editor import MarkEditor
from xray_trainer.desktop.viewer.hand import Hand
from xray_trainer.desktop.viewer.keyhand import KeyHand
from xray_trainer.desktop.viewer.layout import Layout, Lens
from xray_trainer.desktop.viewer.overlay import Overlay
from xray_trainer.desktop.viewer.picking import Hit, find_hit
from xray_trainer.desktop.viewer.picture import Picture
from xray_trainer.desktop.viewer.probe import Probe
from xray_trainer.desktop.viewer.tools import Tool
from xray_trainer.desktop.viewer.viewport import STEP, Stage, View
from xray_trainer.model import (
    CaseScore,
    DisplaySettings,
    DoorEnd,
    Draft,
    HitRule,
    Point,
    Scan,
    Truth,
    Viewport,
    WholeLoad,
)
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.imaging import Renderer, ScanPixels

LEAST = QSize(320, 120)
PAGE = 0.9  # of the screen, so that something of the last one stays in sight
AIM_MARGIN = 24.0  # px that the crosshair keeps from the edge
_FOCUS_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ScanCanvas(QWidget):
    """Shows one scan of a case and lets marks be drawn on it.

    Signals
    -------
    viewport_changed(Viewport, float) : the part on screen, and the scale in physical px a scan px.
    settings_changed(DisplaySettings) : window or level were changed, by hand or by `set_settings`.
    probed(Probe | None) : what is under the pointer or the crosshair; None off the scan.
    draft_edited(Draft) : one edit of a mark was committed here (not by `set_draft`).
    mark_chosen(str | None) : the id of the chosen mark.
    tool_changed(Tool) : another tool was taken up.
    scan_changed() : another scan is shown.
    marks_changed() : anything drawn over the scan differs.
    """

    viewport_changed = Signal(object, float)
    settings_changed = Signal(object)
    probed = Signal(object)
    draft_edited = Signal(object)
    mark_chosen = Signal(object)
    tool_changed = Signal(object)
    scan_changed = Signal()
    marks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._scan: Scan | None = None
        self._stage = Stage(1, 1, 1, 1)
        self._view = View(0.0, 0.0, 1.0)
        self._origin = QPoint()
        self._window_size = QSize()
        self._settings = DisplaySettings()
        self._tool = Tool.SELECT
        self._by_key = False
        self._editor = MarkEditor(
            changed=self._marks_differ, committed=self.draft_edited.emit, chose=self.mark_chosen.emit
        )
        self._overlay = Overlay(self, self._editor, self.update)
        self._hand = Hand(self, self._editor)
        self._keys = KeyHand(self, self._editor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(LEAST)
        self.setAccessibleName(tr("Scan"))

    # ---- what is shown ----

    def set_scan(self, pixels: ScanPixels, scan: Scan, index: int = 0) -> None:
        """Show a scan, fitted; `index` is its place in the case, by which marks and truth name it."""
        self._picture = Picture(imaging.Renderer(pixels))
        self._scan = scan
        self._editor.set_scan(scan, index)
        self._overlay.set_scan(scan, index)
        self._keys.forget()
        self._hand.let_go()
        self._stage = self._measured()
        self._view = viewport.fitted(stage=self._stage)
        self.scan_changed.emit()
        self._moved()

    def clear(self) -> None:
        """Show nothing but the surround."""
        self._picture, self._scan = None, None
        self.scan_changed.emit()
        self.update()

    def scan(self) -> Scan | None:
        """The scan that is shown."""
        return self._scan

    def renderer(self) -> Renderer | None:
        """What draws the scan; the overview uses the same."""
        return None if self._picture is None else self._picture.renderer

    def settings(self) -> DisplaySettings:
        """How the scan is shown."""
        return self._settings

    def set_settings(self, settings: DisplaySettings) -> None:
        """Show the scan with other settings."""
        if settings != self._settings:
            self._settings = settings
            self.settings_changed.emit(settings)
            self.update()

    # ---- where it is looked at ----

    def viewport(self) -> Viewport:
        """The part of the scan on screen."""
        return viewport.viewport_of(view=self._view, stage=self._stage)

    def scale(self) -> float:
        """Physical px a scan px."""
        return self._view.scale

    def set_viewport(self, part: Viewport) -> None:
        """Show all of that part of the scan."""
        self._look(viewport.view_of(viewport=part, stage=self._stage))

    def fit(self) -> None:
        """The whole scan."""
        self._look(viewport.fitted(stage=self._stage))

    def actual_size(self, at: Point | None = None) -> None:
        """One scan px on one physical px, about a point (logical px) or the middle."""
        self._zoom_to(1.0, at)

    def zoom_by(self, factor: float, at: Point | None = None) -> None:
        """Closer (or farther) about a point (logical px) or the middle, stopping at the fit and at 1:1."""
        self._zoom_to(viewport.stepped(scale=self._view.scale, factor=factor, stage=self._stage), at)

    def fit_or_actual(self, at: Point) -> None:
        """1:1 at a point where the whole scan is shown, else the whole scan."""
        if viewport.is_fitted(view=self._view, stage=self._stage):
            self.actual_size(at)
        else:
            self.fit()

    def pan_by(self, dx: float, dy: float) -> None:
        """Look elsewhere by so many logical px: positive `dx` shows more of what is at the right."""
        ratio = self.devicePixelRatioF()
        self._look(viewport.panned(view=self._view, stage=self._stage, dx=dx * ratio, dy=dy * ratio))

    def page_along(self, step: int) -> None:
        """One screen toward the doors, or with -1 toward the front wall."""
        self.pan_by(step * self._doorward() * PAGE * self.width(), 0.0)

    def go_front(self) -> None:
        """To the front wall."""
        self.pan_by(-self._doorward() * self._far(), 0.0)

    def go_doors(self) -> None:
        """To the doors."""
        self.pan_by(self._doorward() * self._far(), 0.0)

    def centre_on(self, point: Point) -> None:
        """Bring a scan point to the middle, at the same scale."""
        self._look(viewport.centred(stage=self._stage, scale=self._view.scale, on=point))

    # ---- marks ----

    def draft(self) -> Draft:
        """The draft as committed."""
        return self._editor.draft

    def set_draft(self, draft: Draft) -> None:
        """Show another draft, as after undo."""
        self._overlay.confidence = draft.confidence
        self._editor.set_draft(draft)

    def set_naming(self, category_name: Callable[[str], str]) -> None:
        """How categories are called."""
        self._overlay.category_name = category_name
        self._marks_differ()

    def set_hit_rule(self, rule: HitRule | None) -> None:
        """Warn of marks that this rule calls too large."""
        self._overlay.rule = rule
        self._marks_differ()

    def set_editable(self, editable: bool) -> None:
        """Whether marks can be drawn and changed."""
        self._hand.let_go()
        self._keys.put_away()
        self._editor.drop()
        self._editor.editable = editable
        self._marks_differ()

    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Take up a tool. A drawing tool lets go of the chosen mark: the next arrow key brings its crosshair."""
        self._editor.drop()
        if tool is Tool.SELECT:
            self._keys.put_away()
        else:
            self._editor.choose(None)
        if tool is not self._tool:
            self._tool = tool
            self.tool_changed.emit(tool)
        self._set_cursor(None)

    def choose(self, mark_id: str | None) -> None:
        """Choose a mark, or none."""
        self._editor.choose(mark_id)

    def chosen(self) -> str | None:
        """The id of the chosen mark."""
        return self._editor.chosen

    def choose_next(self, step: int = 1) -> bool:
        """Choose the next mark on this scan (or with -1 the one before); False past the end, with none chosen."""
        return self._editor.choose_next(step)

    def add_whole_load(self) -> None:
        """Mark the whole load."""
        self._editor.add(WholeLoad())

    def nudge(self, dx: float, dy: float) -> None:
        """Move the chosen mark by scan px, as one edit."""
        self._editor.move(dx, dy)
        self._editor.commit()

    def resize_chosen(self, dw: float, dh: float) -> None:
        """Make the chosen mark wider and higher by scan px, as one edit."""
        self._editor.grow(dw, dh)
        self._editor.commit()

    def delete_chosen(self) -> None:
        """Take back the last point of a polygon being drawn, else remove the focused vertex or the chosen mark."""
        self._keys.delete()

    def is_drawing(self) -> bool:
        """Whether a shape is being drawn or the crosshair is out: Enter, Esc and Backspace then belong to the scan."""
        return self._keys.drawing

    def drop(self) -> bool:
        """What Esc does, one step at a time; False if there was nothing to drop."""
        return self._keys.drop()

    # ---- truth ----

    def show_truth(self, truth: Truth, score: CaseScore) -> None:
        """Lay the truth over the marks."""
        self._overlay.show_truth(truth, score)
        self._marks_differ()

    def hide_truth(self) -> None:
        """Marks only, again."""
        self._overlay.hide_truth()
        self._marks_differ()

    def set_overlays_hidden(self, hidden: bool) -> None:
        """Nothing but the scan, while a key is held."""
        self._overlay.hidden = hidden
        self._marks_differ()

    def set_motion(self, motion: bool) -> None:
        """Whether truth may fade in."""
        self._overlay.motion = motion

    def layout_drawn(self) -> Layout:
        """What is drawn over the scan now, in logical px."""
        return self._overlay.layout(self.lens())

    # ---- for hand and keys ----

    def lens(self) -> Lens | None:
        """From screen to scan; None while there is no scan."""
        return None if self._picture is None else Lens(self._view, self._stage, self.devicePixelRatioF())

    def hit(self, point: Point) -> Hit | None:
        """What is under a logical px."""
        if self._overlay.hidden:
            return None
        return find_hit(outlines=self.layout_drawn().outlines(), chosen=self._editor.chosen, point=point)

    def aim_at(self, point: Point | None) -> None:
        """Draw the crosshair at a scan point and bring it into view; None takes it away."""
        if point is not None:
            margin = AIM_MARGIN * self.devicePixelRatioF()
            self._look(viewport.shown(view=self._view, stage=self._stage, point=point, margin=margin))
            self._probe(point)
        self.update()

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        """What a 1366 px window leaves the stage."""
        return QSize(1366, 436)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scan, then all that lies over it."""
        self._remember_place()
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(self.rect(), ink.tint(theme.SURROUND))
        else:
            size = (self._stage.width, self._stage.height)
            image = self._picture.image(self.viewport(), self._settings, size, self.devicePixelRatioF())
            painter.drawImage(QPointF(0, 0), image)
            self._overlay.paint(painter, self.lens())
            if self._keys.aim is not None and not self._overlay.hidden:
                lens = Lens(self._view, self._stage, self.devicePixelRatioF())
                ink.draw_cross(painter, lens.screen(self._keys.aim), arm=18, hole=4)
        if self.hasFocus() and self._by_key:
            rim = theme.FOCUS_LINE
            painter.fillRect(0, self.height() - rim, self.width(), rim, ink.tint(theme.ACCENT))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every scan point in its place when a band folds, the middle one when the window changes."""
        self._restage()

    def event(self, event: QEvent) -> bool:
        """Tab goes through the marks before it leaves; another screen may have another ratio."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._restage()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if step and not self._keys.drawing and self._editor.choose_next(step):
                self._by_key = True
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, Esc, Del, paging; Space turns the pointer into a hand."""
        if not self._by_key:
            self._by_key = True
            self.update()
        if event.key() == Qt.Key.Key_Space:
            self._hand.space = True
            self._set_cursor(None)
            return
        held = event.modifiers()
        shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if self._hand.busy and event.key() == Qt.Key.Key_Escape:
            self._hand.let_go()
            self._editor.drop()
        elif not self._keys.press(Qt.Key(event.key()), shift=bool(held & shift), ctrl=bool(held & ctrl)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What held arrows have moved becomes one edit."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._hand.space = False
            self._set_cursor(None)
        self._keys.release(Qt.Key(event.key()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus line shows only where a key brought the focus."""
        self._by_key = event.reason() in _FOCUS_BY_KEY
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is under way is committed before the keys go elsewhere."""
        self._editor.commit()
        self._hand.space = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See `Hand`."""
        self._by_key = False
        self._keys.put_away()
        self._editor.commit()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._hand.press(event.button(), _point(event), alt=alt)
        self._set_cursor(_point(event))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See `Hand`; and the probe reads what is under the pointer."""
        point = _point(event)
        self._hand.move(point)
        self._set_cursor(point)
        lens = self.lens()
        if lens is not None:
            self._probe(lens.scan(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `Hand`."""
        self._hand.release(event.button(), _point(event))
        self._set_cursor(_point(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See `Hand`."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.button() is Qt.MouseButton.LeftButton and not self._hand.space:
            self._hand.double_click(_point(event), alt=alt)
        else:
            self._hand.press(event.button(), _point(event), alt=alt)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways, move along the container."""
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self.pan_by(-turned.x() / 120 * 96.0, 0.0)
        elif turned.y():
            at = event.position()
            self.zoom_by(STEP ** (turned.y() / 120), (at.x(), at.y()))
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer looks like its tool at once."""
        self._set_cursor((event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        if self._keys.aim is None:
            self.probed.emit(None)

    # ---- within ----

    def _marks_differ(self) -> None:
        self._overlay.forget()
        self.marks_changed.emit()
        self.update()

    def _look(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._moved()

    def _moved(self) -> None:
        self._overlay.forget()
        self.viewport_changed.emit(self.viewport(), self._view.scale)
        self.update()

    def _zoom_to(self, scale: float, at: Point | None) -> None:
        ratio = self.devicePixelRatioF()
        middle = (self._stage.width / 2, self._stage.height / 2)
        place = middle if at is None else (at[0] * ratio, at[1] * ratio)
        self._look(viewport.zoomed(view=self._view, stage=self._stage, scale=scale, at=place))

    def _measured(self) -> Stage:
        ratio = self.devicePixelRatioF()
        width, height = (max(1, math.ceil(side * ratio - 1e-6)) for side in (self.width(), self.height()))
        if self._scan is None:
            return Stage(width, height, 1, 1)
        return Stage(width, height, self._scan.width, self._scan.height, viewport.units_of(self._scan))

    def _restage(self) -> None:
        old, new = self._stage, self._measured()
        origin = self.mapTo(self.window(), QPoint(0, 0))
        if new != old and self._picture is not None:
            ratio = self.devicePixelRatioF()
            shift = ((origin.x() - self._origin.x()) * ratio, (origin.y() - self._origin.y()) * ratio)
            folded = self.window().size() == self._window_size
            self._view = (
                viewport.refolded(view=self._view, old=old, new=new, shift=shift)
                if folded
                else viewport.recentred(view=self._view, old=old, new=new)
            )
        self._stage = new
        self._remember_place()
        self._moved()

    def _remember_place(self) -> None:
        self._origin = self.mapTo(self.window(), QPoint(0, 0))
        self._window_size = self.window().size()

    def _probe(self, point: Point) -> None:
        values = None if self._picture is None else self._picture.renderer.value_at(*point)
        self.probed.emit(None if values is None else Probe(point[0], point[1], tuple(values.items())))

    def _set_cursor(self, point: Point | None) -> None:
        hit = self.hit(point) if point is not None and not self._hand.busy else None
        shape = cursors.cursor_for(
            tool=self._tool, hit=hit, editable=self._editor.editable, pan=self._hand.space, panning=self._hand.panning
        )
        if shape.shape() != self.cursor().shape() or shape.shape() == Qt.CursorShape.BitmapCursor:
            self.setCursor(shape)

    def _doorward(self) -> int:
        return -1 if self._scan is not None and self._scan.door_end is DoorEnd.LEFT else 1

    def _far(self) -> float:
        return (self._stage.scan_width + 1) * self._stage.factors(self._view.scale)[0]


def _point(event: QMouseEvent) -> Point:
    at = event.position()
    return at.x(), at.y()
