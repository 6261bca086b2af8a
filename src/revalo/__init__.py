"""revalo: what Avenant 43 and the Ségur measures changed in a person's pay, line by line and to the cent.

>>> import revalo
>>> found = revalo.compute(category="C", year=8, echelon=2, seniority=8, diploma=3)
>>> found["before"]["gross"], found["after"]["gross"]
('1787.50', '2074.49')
"""

from typing import TYPE_CHECKING

from revalo.version import __version__

if TYPE_CHECKING:
    from revalo.api import compute, load_law, timeline
    from revalo.api.spending import fund, project
    from revalo.api.tables import arrears, check, revalue

_TABLES, _SPENDING = ("arrears", "check", "revalue"), ("fund", "project")
__all__ = ["__version__", "arrears", "check", "compute", "fund", "load_law", "project", "revalue", "timeline"]


def __getattr__(name: str) -> object:
    """Import the front door only when it is used: the command line starts faster."""
    if name in _TABLES:
        from revalo.api import tables  # noqa: PLC0415

        return getattr(tables, name)
    if name in _SPENDING:
        from revalo.api import spending  # noqa: PLC0415

        return getattr(spending, name)
    if name in __all__:
        from revalo import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(name)
