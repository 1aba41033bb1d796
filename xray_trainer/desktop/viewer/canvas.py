"""The scan on the screen: where it is looked at, worked on with mouse and keys, and painted with its marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import cursors, fade_plate, ink, viewport
from xray_trainer.desktop.viewer.editor import MarkEditor
from xray_trainer.desktop.viewer.hand import Hand
from xray_trainer.desktop.viewer.keyhand import KeyHand
from xray_trainer.desktop.viewer.layout import Layout, Lens
from xray_trainer.desktop.viewer.overlay import Overlay
from xray_trainer.desktop.viewer.picking import Hit, find_hit
from xray_trainer.desktop.viewer.probe import Probe
from xray_trainer.desktop.viewer.scan_view import ScanView
from xray_trainer.desktop.viewer.tools import Tool
from xray_trainer.desktop.viewer.viewport import STEP
from xray_trainer.model import (
    CaseScore,
    Draft,
    HitRule,
    Point,
    Scan,
    Truth,
    WholeLoad,
)
from xray_trainer.text import ngettext, tr

if TYPE_CHECKING:
    from xray_trainer.imaging import ScanPixels

AIM_MARGIN = 24.0  # px that the crosshair keeps from the edge
_FOCUS_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ScanCanvas(ScanView):
    """Shows one scan of a case and lets marks be drawn on it.

    Signals
    -------
    viewport_changed, settings_changed, scan_changed : see `ScanView`.
    probed(Probe | None) : what is under the pointer or the crosshair; None off the scan.
    draft_edited(Draft) : one edit of a mark was committed here (not by `set_draft`).
    mark_chosen(str | None) : the id of the chosen mark.
    tool_changed(Tool) : another tool was taken up.
    marks_changed() : anything drawn over the scan differs.
    """

    probed = Signal(object)
    draft_edited = Signal(object)
    mark_chosen = Signal(object)
    tool_changed = Signal(object)
    marks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tool = Tool.SELECT
        self._by_key = self._blinking = False
        self._editor = MarkEditor(
            changed=self._marks_differ, committed=self.draft_edited.emit, chose=self.mark_chosen.emit
        )
        self._overlay = Overlay(self, self._editor, self.update)
        self._hand = Hand(self, self._editor)
        self._keys = KeyHand(self, self._editor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Scan"))

    def set_scan(self, pixels: ScanPixels, scan: Scan, index: int = 0) -> None:
        """Show a scan, fitted; `index` is its place in the case, by which marks and truth name it."""
        self._hand.let_go()
        self._keys.forget()
        self._editor.set_scan(scan, index)
        self._overlay.set_scan(scan, index)
        super().set_scan(pixels, scan, index)

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
        if self._hand.busy:
            self._hand.let_go()
            self._editor.drop()
            return True
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

    def overlays_hidden(self) -> bool:
        """Whether nothing but the scan is shown."""
        return self._overlay.hidden

    def set_motion(self, motion: bool) -> None:
        """Whether truth may fade in and twins may blink."""
        self._overlay.motion = motion

    def motion(self) -> bool:
        """Whether anything may move by itself."""
        return self._overlay.motion

    def set_gone(self, gone: float, *, blinking: bool = False) -> None:
        """Fade; what lies over the scan then leaves the place itself free, also between two blinks."""
        self._blinking = blinking
        super().set_gone(gone)
        self._overlay.filled = not (blinking or self.gone() > 0)
        self.update()

    def layout_drawn(self) -> Layout:
        """What is drawn over the scan now, in logical px."""
        return self._overlay.layout(self.lens())

    # ---- for hand and keys ----

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
            inside = (self._stage.scan_width - 0.5, self._stage.scan_height - 0.5)
            self._probe((min(point[0], inside[0]), min(point[1], inside[1])))
        self.update()

    # ---- Qt ----

    def event(self, event: QEvent) -> bool:
        """Tab goes through the marks before it leaves."""
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
            self.drop()
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

    def _paint_over(self, painter: QPainter, lens: Lens) -> None:
        self._overlay.paint(painter, lens)
        fade_plate.paint(painter, width=self.width(), gone=self.gone(), blinking=self._blinking)
        if self._keys.aim is not None and not self._overlay.hidden:
            ink.draw_cross(painter, lens.screen(self._keys.aim), arm=18, hole=4)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus() and self._by_key:
            rim = theme.FOCUS_LINE
            painter.fillRect(0, self.height() - rim, self.width(), rim, ink.tint(theme.ACCENT))

    def _moved(self) -> None:
        self._overlay.forget()
        super()._moved()

    def _marks_differ(self) -> None:
        self._overlay.forget()
        count = len(self._editor.marks())
        said = ngettext("{count} mark", "{count} marks", count).format(count=count)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self.marks_changed.emit()
        self.update()

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


def _point(event: QMouseEvent) -> Point:
    at = event.position()
    return at.x(), at.y()
