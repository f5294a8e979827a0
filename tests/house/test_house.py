"""``make house`` draws what is there, and knows a circle and an arrow upstairs when it sees one."""

from __future__ import annotations

from collections import Counter

from tools import house

FLOORS = [["project", "demo"], ["articles"], ["lib"]]


def test_our_house_has_no_circle_and_no_arrow_upstairs(capsys):
    assert house.main() == 0
    drawn = capsys.readouterr().out

    for floor in house.floors():
        for room in floor:
            assert f"  {room}" in drawn
    assert "No circle, and no arrow upstairs." in drawn


def test_an_arrow_upstairs_is_named():
    found = Counter({("articles", "lib"): 3, ("lib", "articles"): 1})

    assert house.upstairs(found, FLOORS) == ["lib → articles (1)"]


def test_an_arrow_to_a_neighbour_and_a_room_without_a_floor_are_named():
    found = Counter({("project", "demo"): 1, ("attic", "lib"): 1})

    assert len(house.upstairs(found, FLOORS)) == 2


def test_a_circle_is_found_however_long():
    ring = Counter({("a", "b"): 1, ("b", "c"): 1, ("c", "a"): 1, ("a", "d"): 1})

    assert house.circles(ring) == ["a ⇄ b ⇄ c"]
    assert house.circles(Counter({("a", "b"): 1, ("b", "c"): 1})) == []
