"""Thai surnames are made to be unique, of two or three auspicious words; so are these, more than 40,000 of them."""

from collections.abc import Mapping, Sequence

from .dice import Dice

Spelled = tuple[str, str]  # in Thai and in Latin letters


class Surnames:
    """Surnames from the parts in fixtures/names_th.json. A surname is always spelled the same in Latin letters: as the
    families that have long borne it do, else by its parts."""

    def __init__(self, parts: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._parts: dict[str, list[Spelled]] = {
            name: [(thai, latin) for thai, latin in spelled] for name, spelled in parts.items()
        }
        self._settled = dict(self._parts["whole"] + self._parts.get("malay_whole", []))

    def thai(self, dice: Dice) -> Spelled:
        """Two words (45 %), three (52 %), or one of the surnames that many families bear."""
        kind = dice.random()
        if kind < 0.03:
            return dice.pick(self._parts["whole"])
        return self._joined(dice, "first", "last") if kind < 0.48 else self._joined(dice, "first", "middle", "end")

    def malay(self, dice: Dice) -> Spelled:
        """As families of the southern border provinces write theirs."""
        return (
            dice.pick(self._parts["malay_whole"])
            if dice.chance(0.1)
            else self._joined(dice, "malay_first", "malay_last")
        )

    def chinese(self, dice: Dice) -> Spelled:
        """A clan's name with แซ่, before a family takes a Thai one."""
        return dice.pick(self._parts["chinese"])

    def _joined(self, dice: Dice, *parts: str) -> Spelled:
        """One word of each kind, none twice in a name."""
        words: list[Spelled] = []
        for part in parts:
            word = dice.pick(self._parts[part])
            while word in words:
                word = dice.pick(self._parts[part])
            words.append(word)
        thai, latin = "".join(thai for thai, _ in words), "".join(latin for _, latin in words).capitalize()
        return thai, self._settled.get(thai, latin)
