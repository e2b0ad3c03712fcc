"""The program's own source, as the conventions read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PACKAGES = ("ses_admin", "appraisals", "contracts", "positions", "records", "accounts")
APPS = ("appraisals", "contracts", "positions")


@dataclass(frozen=True)
class Module:
    """One file: its path from the top of the project, and its syntax tree."""

    path: str
    tree: ast.Module

    @classmethod
    def of(cls, text: str, path: str = "contracts/planted.py") -> "Module":
        """A module that is only written here, to see whether a convention bites."""
        return cls(path, ast.parse(text))

    @property
    def is_view(self) -> bool:
        """Whether it holds pages: views.py, views_signing.py, views/nominations.py."""
        return "/views" in self.path


def modules(*packages: str) -> Iterator[Module]:
    """Every module of these packages (by default of all but law), without migrations and made-up data."""
    for package in packages or PACKAGES:
        for path in sorted((TOP / package).rglob("*.py")):
            named = path.relative_to(TOP).as_posix()
            if "/migrations/" not in named and "/demonstration/" not in named:
                yield Module(named, ast.parse(path.read_text(encoding="utf-8")))


def views(*packages: str) -> list[Module]:
    """Every module that holds pages."""
    return [module for module in modules(*packages) if module.is_view]


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, with `()` where something is called; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else f"?.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""


def at(module: Module, node: ast.AST, words: str) -> str:
    """A complaint with its place."""
    return f"{module.path}:{node.lineno}: {words}"
