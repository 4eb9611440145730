"""Mechanisms are joined by name, checked and sorted; what does not fit together is named."""

import pytest

from engine.made import mechanism_of, system_of
from equipoise.engine.mechanism import MechanismError
from equipoise.engine.symbol import decides, draw, forcing, gives, needs, parameter, rate, settles, state
from equipoise.engine.system import assemble

PER = ("substance",)


def source(path="made/source", unit="1", axes=(), **more):
    """A mechanism that gives `signal`."""
    size = parameter(unit, "its size", axes=axes)
    return mechanism_of(path, size=size, signal=gives(unit, axes)(lambda size: size * 1), **more)


def reader(path="made/reader", unit="1", axes=(), gain=2):
    """A mechanism that needs `signal` and gives `answer`."""
    need = needs(unit, "a signal", axes=axes)
    return mechanism_of(path, signal=need, answer=gives(unit, axes)(lambda signal: gain * signal))


def test_equations_follow_what_they_read():
    """Whatever the order of the mechanisms."""
    for order in ([source(), reader()], [reader(), source()]):
        built = system_of(*order)
        assert [step.yields for step in built.algebra] == ["signal", "answer"]
        assert built.evaluate(["answer"], {"made/source.size": 3.0})["answer"] == 6.0


def test_parameters_of_the_same_name_do_not_meet():
    gain = parameter("1", "a gain")
    first = mechanism_of("made/first", gain=gain, one=gives("1")(lambda gain: gain * 1))
    second = mechanism_of("made/second", gain=gain, two=gives("1")(lambda gain: gain * 1))
    built = system_of(first, second)
    assert set(built.of("parameter")) == {"made/first.gain", "made/second.gain"}


def test_only_what_is_asked_for_is_computed():
    built = system_of(
        source(), reader(), mechanism_of("made/else", x=parameter("1", ""), y=gives("1")(lambda x: x / 0))
    )
    assert [step.yields for step in built.chain(["answer"])] == ["signal", "answer"]
    assert built.leaves(["answer"]) == {"made/source.size"}
    assert built.leaves(["made/source.size"]) == {"made/source.size"}


def test_a_missing_need_is_named():
    with pytest.raises(
        MechanismError, match=r"^made/reader needs signal, which no mechanism of the system gives$"
    ):
        system_of(reader())


def test_a_need_outside_the_vocabulary_is_named():
    with pytest.raises(MechanismError, match=r"^made/reader needs signal, which is not in the vocabulary$"):
        assemble([source(), reader()], {}, {})


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [(("nM", ()), ("1", ())), (("nM", ()), ("h", ())), (("1", PER), ("1", ())), (("1", ()), ("1", PER))],
)
def test_units_and_axes_of_a_need_must_match(theirs, ours):
    with pytest.raises(MechanismError, match=r"^made/reader needs signal in"):
        system_of(source(unit=theirs[0], axes=theirs[1]), reader(unit=ours[0], axes=ours[1]))


def test_the_vocabulary_must_agree_too():
    with pytest.raises(MechanismError, match="vocabulary has h"):
        system_of(source(), reader(), signal=("h", ""))


def test_a_unit_of_the_same_dimension_is_the_same():
    system_of(source(unit="nM"), reader(unit="nmol/L"))


@pytest.mark.parametrize("same", [True, False])
def test_what_is_given_twice_is_named(same):
    """Even when both give it in the same words: one of them would be lost."""
    other = source("made/other", unit="1" if same else "h")
    with pytest.raises(MechanismError, match=r"^made/other gives signal, which is given already$"):
        system_of(source(), other)


def test_a_mechanism_cannot_be_joined_twice():
    with pytest.raises(MechanismError, match="given already"):
        system_of(source(), source())


def test_nobody_gives_the_time_of_day():
    with pytest.raises(MechanismError, match="gives time_of_day, which is given already"):
        system_of(mechanism_of("made/clock", x=parameter("h", ""), time_of_day=gives("h")(lambda x: x * 1)))


def test_two_mechanisms_may_feel_the_same_forcing():
    held = forcing("K", "an object held")
    first = mechanism_of("made/skin", held=held, warm=gives("K")(lambda held: held * 1))
    second = mechanism_of("made/hand", held=held, cold=gives("K")(lambda held: -held))
    assert set(system_of(first, second).of("forcing")) == {"held"}


def test_a_loop_without_memory_is_printed():
    def link(path, takes, offers):
        need = needs("1", "")
        equation = {"a": lambda a: a * 1, "b": lambda b: b * 1, "c": lambda c: c * 1}[takes]
        return mechanism_of(path, **{takes: need, offers: gives("1")(equation)})

    with pytest.raises(MechanismError) as refusal:
        system_of(link("made/one", "a", "b"), link("made/two", "b", "c"), link("made/three", "c", "a"))
    loop = str(refusal.value).removeprefix("algebraic loop: ").split(" -> ")
    assert loop[0] == loop[-1]
    assert "".join(loop[:-1]) in "abcabc", "in the order in which each feeds the next"


def test_a_loop_through_a_memory_is_legal():
    first = mechanism_of(
        "made/first", x=state("1", ""), y=needs("1", ""), d_x=rate("x")(lambda x, y: (y - x) / HOUR)
    )
    second = mechanism_of("made/second", x=needs("1", ""), y=gives("1")(lambda x: 2 * x))
    with pytest.raises(MechanismError, match="d_x"):  # no unit of time on the right
        system_of(first, second)
    slow = mechanism_of(
        "made/first", x=state("1", ""), y=needs("1", ""), tau=parameter("h", ""),
        d_x=rate("x")(lambda x, y, tau: (y - x) / tau),
    )  # fmt: skip
    assert set(system_of(slow, second).states) == {"x"}


HOUR = 1.0
FAST = {
    "x": state("1", "", form="settled"),
    "y": needs("1", ""),
    "tau": parameter("h", ""),
    "d_x": rate("x")(lambda x, y, tau: (y - x) / tau),
    "rest": settles("x")(lambda y: y * 1),
}
BACK = {"x": needs("1", ""), "y": gives("1")(lambda x: x / 2)}


def test_a_settled_state_is_algebra_on_the_life_clock_and_memory_on_the_moment_clock():
    fast, held_up = mechanism_of("made/fast", **FAST), source("made/y")
    rename = mechanism_of("made/y", z=parameter("1", ""), y=gives("1")(lambda z: z * 1))
    life, moment = (system_of(fast, rename, clock=clock) for clock in ("life", "moment"))
    assert held_up.path == rename.path
    assert set(life.states) == set()
    assert [step.yields for step in life.algebra] == ["y", "x"]
    assert set(moment.states) == set(moment.rates) == {"x"}
    assert [step.yields for step in moment.algebra] == ["y"]


def test_a_settled_state_can_close_a_loop_on_the_life_clock_only():
    fast, back = mechanism_of("made/fast", **FAST), mechanism_of("made/back", **BACK)
    assert set(system_of(fast, back, clock="moment").states) == {"x"}
    with pytest.raises(MechanismError, match=r"^algebraic loop: "):
        system_of(fast, back)


def test_a_draw_is_for_decisions():
    luck = draw("uniform", "")
    chosen = {"luck": luck, "x": state("1", "", form="held"), "next_x": decides("x")(lambda luck: luck * 1)}
    assert set(system_of(mechanism_of(**chosen)).decisions) == {"x"}
    with pytest.raises(MechanismError, match=r"^made/up.y reads a draw; only decisions may$"):
        system_of(mechanism_of(**chosen, y=gives("1")(lambda luck: luck * 1)))
    noisy = {
        "luck": luck,
        "tau": parameter("h", ""),
        "x": state("1", ""),
        "d_x": rate("x")(lambda luck, tau: luck / tau),
    }
    with pytest.raises(MechanismError, match=r"^made/up.d_x reads a draw; only decisions may$"):
        system_of(mechanism_of(**noisy))


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"x": parameter("h", ""), "y": parameter("nM", ""), "z": gives("1")(lambda x, y: x + y)},
            r"made/up.z: add joins \[time\] and \[length\]\^-3 \[substance\]",
        ),
        (
            {"x": parameter("h", ""), "z": gives("1")(lambda x: x * 1)},
            r"made/up.z: yields \[time\], declared a pure number",
        ),
        (
            {"x": state("nM", ""), "d_x": rate("x")(lambda x: -x)},
            r"made/up.d_x: yields \[length\]\^-3 \[substance\], declared \[length\]\^-3 \[substance\] \[time\]\^-1",
        ),
        (
            {
                "x": state("h", "", form="held"),
                "next_x": decides("x")(lambda time_of_day: 2 * (time_of_day > 0)),
            },
            "made/up.next_x: yields a pure number, declared",
        ),
    ],
)
def test_units_that_clash_are_named_with_their_equation(members, message):
    with pytest.raises(MechanismError, match=message):
        system_of(mechanism_of(**members))
