"""Every formula there is: importing this module declares them all."""

from revalo.rules import branch
from revalo.rules.graph import FAMILIES, FORMULAS

FILES = (branch,)

__all__ = ["FAMILIES", "FILES", "FORMULAS"]
