"""YAML 1.2 as the engine reads it."""

from __future__ import annotations

import re
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """A loader of YAML 1.2's core schema: ``2026-11-22`` is text, ``on`` is text, ``1:30`` is text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first))


def load(text: str) -> Any:
    """Read one document.

    :raises yaml.YAMLError: if it is none
    """
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader)
