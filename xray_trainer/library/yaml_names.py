"""The class names in a YOLO data.yaml: the one thing that is asked of YAML, so no YAML library is needed for it.

Understood: `names:` with a list in brackets, a list of `- name` lines, a mapping in braces, or `0: name` lines; plain,
'single' and "double" quoted names; comments. That is all that Ultralytics and Roboflow write.
"""

import re

_NAMES = re.compile(r"^names\s*:(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_PAIR = re.compile(r"^\s*['\"]?(\d{1,6})['\"]?\s*:\s*(.*)$")
_TOKEN = re.compile(r"""\s*(?:'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"|([^,'"\[\]{}][^,\[\]{}]*))\s*(?:,|$)""")


def names_in(text: str) -> tuple[str, ...]:
    """The names in the order of their numbers; () if there are none. A number that is left out is `class N`."""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        match = _NAMES.match(line)
        if match is None:
            continue
        rest = _without_comment(match.group(1)).strip()
        if not rest:
            return _block(lines[index + 1 :])
        closing = {"[": "]", "{": "}"}.get(rest[0])
        if closing is None:
            return ()
        following = iter(lines[index + 1 :])
        while not rest.endswith(closing):
            more = next(following, None)
            if more is None:
                return ()
            rest += " " + _without_comment(more).strip()
        inner = [_flow_item(match) for match in _TOKEN.finditer(rest[1:-1])]
        return tuple(inner) if closing == "]" else _numbered(inner)
    return ()


def _block(lines: list[str]) -> tuple[str, ...]:
    listed: list[str] = []
    pairs: list[str] = []
    for raw in lines:
        line = _without_comment(raw)
        if not line.strip():
            continue
        item = _ITEM.match(line)
        if item is not None:
            listed.append(_scalar(item.group(1)))
        elif line[0].isspace() and _PAIR.match(line):
            pairs.append(line)
        else:
            break
    return tuple(listed) if listed else _numbered(pairs)


def _numbered(pairs: list[str]) -> tuple[str, ...]:
    found = {int(match.group(1)): _scalar(match.group(2)) for one in pairs if (match := _PAIR.match(one))}
    last = max(found, default=-1)
    return tuple(found.get(index, f"class {index}") for index in range(min(last, 99_999) + 1))


def _flow_item(match: re.Match[str]) -> str:
    single, double, plain = match.groups()
    if single is not None:
        return single.replace("''", "'")
    return _unescaped(double) if double is not None else plain.strip()


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return _unescaped(text[1:-1])
    return text


def _unescaped(text: str) -> str:
    return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 5 else m[1], text)


def _without_comment(line: str) -> str:
    """The line up to a # that stands outside quotes at its start or after a space."""
    quote = ""
    for index, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "#" and (index == 0 or line[index - 1].isspace()):
            return line[:index]
    return line
