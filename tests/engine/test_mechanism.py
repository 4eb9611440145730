"""A module is read into a mechanism, or one clear message says how it contradicts itself."""

import pytest

from engine.made import mechanism_of, module
from equipoise.engine import mechanism
from equipoise.engine.mechanism import MechanismError
from equipoise.engine.symbol import decides, draw, forcing, gives, needs, parameter, rate, settles, state

DECAY = {
    "amount": state("nmol", "what is there"),
    "speed": parameter("1/h", "how fast it goes"),
    "d_amount": rate("amount")(lambda amount, speed: -speed * amount),
}


def test_a_module_is_read():
    """Its symbols by kind, its equations by role, its arguments in order."""
    read = mechanism_of(
        "made/decay",
        **DECAY,
        signal=needs("1", "a signal"),
        doubled=gives("nmol")(lambda amount, signal: 2 * amount * signal),
    )
    assert read.path == "made/decay"
    assert read.summary == "Made up."
    assert set(read.of_kind("state")) == {"amount"}
    assert set(read.of_kind("needs")) == {"signal"}
    assert [equation.name for equation in read.role("gives")] == ["doubled"]
    assert [equation.reads for equation in read.role("rate")] == [("amount", "speed")]


def test_the_path_is_that_of_the_file():
    from equipoise.system.opioid import connection

    assert mechanism.read(connection).path == "opioid/connection"


def test_the_clock_need_not_be_declared():
    read = mechanism_of(hour=gives("h")(lambda time_of_day: time_of_day * 1))
    assert read.equations[0].reads == ("time_of_day",)


def test_what_is_neither_symbol_nor_equation_is_left_alone():
    assert mechanism_of(**DECAY, helper=lambda x: x, number=3).symbols.keys() == {"amount", "speed"}


SPEED = parameter("1/h", "")
WRONG = {
    "a symbol that nobody declares": (
        {"twice": gives("1")(lambda thing: 2 * thing)},
        "made/up.twice reads thing, which the module neither declares nor gives",
    ),
    "a need that no equation reads": (
        dict(**DECAY, signal=needs("1", "unread")),
        "made/up: signal is declared but no equation reads it",
    ),
    "a parameter that no equation reads": (
        dict(**DECAY, spare=SPEED),
        "made/up: spare is declared but no equation reads it",
    ),
    "a forcing that no equation reads": (
        dict(**DECAY, held=forcing("1", "")),
        "made/up: held is declared but no equation reads it",
    ),
    "a draw that no equation reads": (
        dict(**DECAY, luck=draw("uniform", "")),
        "made/up: luck is declared but no equation reads it",
    ),
    "a rate for a state that is not there": (
        {"speed": SPEED, "d_x": rate("x")(lambda speed: speed * 1)},
        "made/up.d_x moves x, which is not a state of form slow or linear or settled",
    ),
    "a rate for a parameter": (
        {"speed": SPEED, "d_x": rate("speed")(lambda speed: speed * 1)},
        "made/up.d_x moves speed, which is not a state of form slow or linear or settled",
    ),
    "a rate for a held state": (
        {"x": state("1", "", form="held"), "d_x": rate("x")(lambda x: -x)},
        "made/up.d_x moves x, which is not a state of form slow or linear or settled",
    ),
    "a decision for a slow state": (
        {"x": state("1", ""), "next_x": decides("x")(lambda x: x * 1)},
        "made/up.next_x moves x, which is not a state of form held",
    ),
    "a settled value for a slow state": (
        {"x": state("1", ""), "rest": settles("x")(lambda x: x * 1)},
        "made/up.rest moves x, which is not a state of form settled",
    ),
    "a state without equation": (
        {"x": state("1", "")},
        "made/up: no equation moves the slow state x",
    ),
    "a settled state without its rate": (
        {"x": state("1", "", form="settled"), "y": needs("1", ""), "rest": settles("x")(lambda y: y * 1)},
        "made/up: no equation moves the settled state x",
    ),
    "a settled state without its settled value": (
        {"x": state("1", "", form="settled"), "d_x": rate("x")(lambda x: -x)},
        "made/up: no equation moves the settled state x",
    ),
    "a held state without decision": (
        {"x": state("1", "", form="held")},
        "made/up: no equation moves the held state x",
    ),
    "two rates for one state": (
        dict(**DECAY, again=rate("amount")(lambda amount, speed: speed * amount)),
        "made/up: two equations of role rate yield amount",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_contradiction_is_named(case):
    members, message = WRONG[case]
    with pytest.raises(MechanismError) as refusal:
        mechanism_of(**members)
    assert str(refusal.value) == message


def test_marks_leave_a_function_as_it_was():
    """So that a test or a reader can call an equation with numbers."""
    made = module(**DECAY)
    assert made.d_amount(3, 2) == -6
