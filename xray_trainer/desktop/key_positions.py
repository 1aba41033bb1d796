"""Which key stands where: scan codes to the names that the keys have on a US keyboard."""

from PySide6.QtCore import Qt

_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}

SET_1: dict[int, str] = {
    first + step: name for first, names in _ROWS.items() for step, name in enumerate(names)
} | {12: "Minus", 13: "Plus", 26: "[", 27: "]"}  # fmt: skip
"""PS/2 scan code set 1, main block: what Windows reports; X and Wayland report the same plus 8."""

MAC: dict[int, str] = {
    0x00: "A", 0x01: "S", 0x02: "D", 0x03: "F", 0x04: "H", 0x05: "G", 0x06: "Z", 0x07: "X", 0x08: "C", 0x09: "V",
    0x0B: "B", 0x0C: "Q", 0x0D: "W", 0x0E: "E", 0x0F: "R", 0x10: "Y", 0x11: "T", 0x12: "1", 0x13: "2", 0x14: "3",
    0x15: "4", 0x16: "6", 0x17: "5", 0x18: "Plus", 0x19: "9", 0x1A: "7", 0x1B: "Minus", 0x1C: "8", 0x1D: "0",
    0x1E: "]", 0x1F: "O", 0x20: "U", 0x21: "[", 0x22: "I", 0x23: "P", 0x25: "L", 0x26: "J", 0x28: "K", 0x2D: "N",
    0x2E: "M",
}  # fmt: skip
"""macOS virtual key codes (HIToolbox/Events.h, kVK_ANSI_…): they name places, not letters."""

NAMED: dict[int, str] = {
    Qt.Key.Key_Enter.value: "Enter", Qt.Key.Key_Return.value: "Return", Qt.Key.Key_Escape.value: "Esc",
    Qt.Key.Key_Tab.value: "Tab", Qt.Key.Key_Backtab.value: "Tab", Qt.Key.Key_Delete.value: "Del",
    Qt.Key.Key_Backspace.value: "Backspace", Qt.Key.Key_Home.value: "Home", Qt.Key.Key_End.value: "End",
    Qt.Key.Key_PageUp.value: "PgUp", Qt.Key.Key_PageDown.value: "PgDown", Qt.Key.Key_Left.value: "Left",
    Qt.Key.Key_Right.value: "Right", Qt.Key.Key_Up.value: "Up", Qt.Key.Key_Down.value: "Down",
    Qt.Key.Key_Space.value: "Space", Qt.Key.Key_Plus.value: "Plus", Qt.Key.Key_Minus.value: "Minus",
    Qt.Key.Key_Equal.value: "Plus",
    **{Qt.Key.Key_F1.value + step: f"F{step + 1}" for step in range(12)},
}  # fmt: skip
"""Keys that mean the same under every layout."""
