from collections import Counter

from apps.records.demo.dice import Dice, Wheel


def test_dice_of_one_seed_fall_alike():
    assert _throws(5) == _throws(5)
    assert _throws(5) != _throws(6)


def test_between_includes_both_ends():
    dice = Dice(1)

    assert {dice.between(1, 3) for _ in range(200)} == {1, 2, 3}


def test_wheel_turns_up_things_as_they_weigh():
    dice, wheel = Dice(1), Wheel({"seldom": 1, "often": 3, "never": 0})

    found = Counter(wheel.spin(dice) for _ in range(4000))

    assert found.keys() == {"seldom", "often"}
    assert 2.7 < found["often"] / found["seldom"] < 3.3


def _throws(seed):
    dice = Dice(seed)
    return [dice.random(), dice.between(1, 100), dice.day(2001, 2020), dice.uuid()]
