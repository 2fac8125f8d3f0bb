"""The progress of a run: a bar in a notebook or a terminal, or a function of the user's."""

from __future__ import annotations

import re
import sys
from typing import Any, Callable, Optional, Union

#: Called as ``listener(share, line)``: how much is done, from 0 to 1, and the same in words.
Listener = Callable[[float, str], Any]
Progress = Union[None, bool, Listener]

_ESCAPES = re.compile(r"\r|\033\[K")
_PERCENT = re.compile(r"^\s*(\d+) %")


def _in_notebook() -> bool:
    shell = sys.modules.get("IPython")
    if shell is None:
        return False
    return type(shell.get_ipython()).__name__ == "ZMQInteractiveShell"


class _TerminalBar:
    """One line of standard error, which is overwritten and then cleared."""

    def __call__(self, share: float, line: str) -> None:
        sys.stderr.write(f"\r\033[K{line}")
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


class _NotebookBar:
    """A bar below the cell, which is taken away at the end."""

    def __init__(self) -> None:
        self._handle: Any = None

    def __call__(self, share: float, line: str) -> None:
        from IPython.display import HTML, display

        bar = HTML(f"<progress max='1' value='{share:.2f}'></progress> {line}")
        if self._handle is None:
            self._handle = display(bar, display_id=True)
        else:
            self._handle.update(bar)

    def close(self) -> None:
        if self._handle is not None:
            from IPython.display import HTML

            self._handle.update(HTML(""))


class Watch:
    """What hears of the progress of one call; ``with Watch(progress) as listener``."""

    def __init__(self, progress: Progress) -> None:
        self._bar: Any = None
        self._listener: Optional[Listener] = None
        if progress is None:  # shown where somebody is looking
            progress = _in_notebook() or bool(sys.stderr is not None and sys.stderr.isatty())
        if progress is True:
            self._bar = _NotebookBar() if _in_notebook() else _TerminalBar()
            self._listener = self._bar
        elif progress is not False:
            self._listener = progress

    def __enter__(self) -> Optional[Callable[[str], None]]:
        return None if self._listener is None else self._hear

    def _hear(self, text: str) -> None:
        line = _ESCAPES.sub("", text).strip()
        if line and self._listener is not None:
            percent = _PERCENT.match(line)
            self._listener(int(percent[1]) / 100 if percent else 0.0, line)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
