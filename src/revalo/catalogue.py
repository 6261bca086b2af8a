"""A compiled catalogue (`.mo`) of which only the messages asked for are decoded: a run says few of them."""

import struct
from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

_HEAD = struct.Struct("<5I")  # a mark, a version, the number of messages, the places of their table and of the texts'


class Catalogue(NullTranslations):
    """The translations of a language that counts as French does: several from two on."""

    def _parse(self, fp: Any) -> None:  # noqa: ANN401 - as `gettext` calls it
        self._content: bytes = fp.read()
        _mark, _version, number, messages, texts = _HEAD.unpack_from(self._content)
        tables = zip(self._table(messages, number), self._table(texts, number), strict=True)
        self._texts = {self._at(message).partition(b"\0")[0]: text for message, text in tables}

    def gettext(self, message: str) -> str:
        """The message translated; as it is where the catalogue does not have it."""
        forms = self._forms(message)
        return forms[0] if forms else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message for a number of things."""
        forms = self._forms(msgid1)
        return forms[n > 1] if forms else super().ngettext(msgid1, msgid2, n)

    def _forms(self, message: str) -> list[str] | None:
        text = self._texts.get(message.encode())
        return None if text is None else self._at(text).decode().split("\0")

    def _table(self, start: int, number: int) -> Iterator[tuple[int, ...]]:
        """The length and the place of each of some texts."""
        return struct.iter_unpack("<II", self._content[start : start + 8 * number])

    def _at(self, text: tuple[int, ...]) -> bytes:
        length, place = text
        return self._content[place : place + length]
