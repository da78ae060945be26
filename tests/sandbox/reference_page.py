"""Takes the JSON examples out of the API reference page, each with its golden file's name."""

import re
from collections.abc import Iterator

OPERATION = re.compile(r"^### (GET|POST|PATCH|DELETE|PUT) (/\S+)$")
STATUS = re.compile(r"^\*\*Response (\d{3}):\*\*$")


def golden_name(method: str, path: str, part: str) -> str:
    """Name of the golden file of a part (``request``, ``200``...) of an operation."""
    flat = path.strip("/").replace("/", "_").replace("{", "").replace("}", "")
    return f"{method.lower()}_{flat}.{part}.json"


def examples(page: str) -> Iterator[tuple[str, str]]:
    """Yield (golden file name, JSON text exactly as on the page) in the page's order."""
    names = _BlockNames()
    block: list[str] | None = None
    for line in page.splitlines():
        if line == "```json":
            block = []
        elif line == "```" and block is not None:
            yield names.current(), "\n".join(block) + "\n"
            block = None
        elif block is not None:
            block.append(line)
        else:
            names.read(line)


class _BlockNames:
    """Follows the headings of the page, so a code block knows what it is an example of."""

    def __init__(self) -> None:
        self.operation: tuple[str, str] | None = None
        self.part = ""

    def read(self, line: str) -> None:
        if found := OPERATION.match(line):
            self.operation = found[1], found[2]
        elif line.startswith(("## ", "### ")):
            self.operation = None
            self.part = line.lstrip("# ")
        elif found := STATUS.match(line):
            self.part = found[1]
        elif line == "**Request Body:**":
            self.part = "request"
        elif line in {"**Message Format:**", "**Example:**"}:
            self.part = line.strip("*:")

    def current(self) -> str:
        if self.operation is not None:
            return golden_name(*self.operation, self.part)
        return {
            "Успешный ответ": "success.json",
            "Ошибка": "error.json",
            "Message Format": "ws_message.json",
            "Example": "ws_payment_completed.json",
        }[self.part]


def headings(page: str) -> list[tuple[str, str]]:
    """(method, path) of every operation of the page; a WebSocket has the method WS."""
    found = (OPERATION.match(line) for line in page.splitlines())
    return [(match[1], match[2]) for match in found if match]
