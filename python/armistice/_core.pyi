from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

version: str

def run(
    scenario: str,
    settings: Sequence[Tuple[str, str]],
    trials: int,
    seed: int,
    threads: int,
    horizon: int,
    precision: float,
    by: Sequence[str],
    record: str,
    structures: bool,
    listener: Optional[Callable[[str], Any]],
) -> Dict[str, Any]: ...
def command(words: Sequence[str], listener: Optional[Callable[[str], Any]]) -> Dict[str, Any]: ...
def design_of(words: Sequence[str]) -> str: ...
def meaning(file: str, column: str) -> Dict[str, str]: ...
def quantities() -> Dict[str, Tuple[str, str]]: ...
