"""What is measured, and on how many people and days: peers on few, equipoise on a thousand and more."""

from dataclasses import dataclass
from typing import Any

Job = dict[str, Any]

STEPS = (1, 2, 4, 6, 10, 12, 15)  # to the hour
RTOL = (1e-5, 1e-6, 1e-7)
MANY = 10_000  # people whose time is long enough to be taken once
STUDIES = ("naltrexone-connection", "naltrexone-occupancy", "physical-warmth")
YEAR = "thirty-days"  # half a year of use and half a year of none, with four drugs and what they become


@dataclass(frozen=True)
class Size:
    """judged people are held against the reference over all days; `share` scales what peers take on."""

    judged: int
    days: int
    people: int
    share: float
    repeats: int
    many: int
    crowds: tuple[int, ...]
    lengths: tuple[int, ...]
    steps: tuple[int, ...] = STEPS


USUAL = Size(8, 180, 1000, 1.0, 3, 100, (100, 1000, 10_000), (30, 90, 360))
LARGE = Size(8, 180, 1000, 1.0, 3, 100, (100, 1000, 10_000, 100_000), (30, 90, 360))
QUICK = Size(2, 2, 10, 0.02, 1, 3, (10, 20), (1, 2), (4, 12))


def ours(size: Size) -> list[Job]:
    """equipoise at every step."""
    return [_job("equipoise", size.people, size.days, {"per_hour": n}, size.repeats) for n in size.steps]


def peers(size: Size) -> list[Job]:
    """Every peer at several tolerances; the slow ones on fewer people or days."""
    few, days = size.judged, size.days
    some, short = max(2, round(256 * size.share)), max(1, round(10 * size.share))
    rows = [_job("roadrunner", 4 * few, days, {"rtol": rtol}, size.repeats) for rtol in RTOL]
    rows += [
        _job("roadrunner", 4 * few, days, {"rtol": rtol, "settled": True}, size.repeats) for rtol in RTOL[:2]
    ]
    rows += [_job("diffrax", some, days, {"solver": "Tsit5", "rtol": rtol}, 1) for rtol in RTOL[:2]]
    rows += [_job("diffrax", few, short, {"solver": "Kvaerno5", "rtol": RTOL[1]}, 1)]
    rows += [_job("odeint", few, days, {"rtol": rtol}, 1) for rtol in RTOL]
    rows += [_job("solve_ivp", few, days, {"rtol": rtol}, 1) for rtol in RTOL]
    rows += [_job("desolve", few // 2, max(1, days // 3), {"rtol": rtol}, 1) for rtol in RTOL]
    return rows


def people(size: Size, per_hour: int) -> list[Job]:
    """How time grows with people."""
    return [
        _job(
            "equipoise",
            n,
            min(30, size.days),
            {"per_hour": per_hour},
            1 if n > MANY else 2 * size.repeats + 1,
        )
        for n in size.crowds
    ]


def days(size: Size, per_hour: int) -> list[Job]:
    """How time grows with days."""
    return [_job("equipoise", size.people, n, {"per_hour": per_hour}, size.repeats) for n in size.lengths]


def own(size: Size) -> list[Job]:
    """The project's own systems as shipped, their steps halved as a check, and one person's year."""
    if size.share < 1:
        return [{"study": STUDIES[0], "people": size.people, "halve": True}]
    crowds = [{"study": study, "people": size.people, "halve": True} for study in (*STUDIES, YEAR)]
    return [*crowds, {"study": YEAR, "people": 1, "halve": True}]


def drugs(size: Size) -> list[Job]:
    """How time grows with drugs, each with its metabolite."""
    return [
        {"study": STUDIES[0], "people": size.people, "drugs": n}
        for n in ((1, 2, 4) if size.share == 1 else (1, 2))
    ]


def fresh(size: Size, per_hour: int) -> Job:
    """A whole run in a fresh process."""
    return {"people": size.people, "days": size.days, "per_hour": per_hour}


def memory(size: Size) -> list[Job]:
    """A year of diaries, of few and of many."""
    crowds, days = ((1000, 10_000), 365) if size.share == 1 else ((20, 40), 2)
    return [{"people": n, "days": days} for n in crowds]


def workers(size: Size) -> list[Job]:
    """Sixteen parts, long enough that starting workers hardly counts."""
    people, days = (16 * 512, 180) if size.share == 1 else (4 * 512, 1)
    ways: tuple[Job, ...] = ({"workers": 1}, {"workers": 2}, {"workers": 2, "on": "local"})
    return [{"people": people, "days": days, **way} for way in ways]


def gpu(per_hour: int) -> list[Job]:
    """A GPU, to a million people."""
    return [{"people": n, "per_hour": per_hour} for n in (1000, 10_000, 100_000, 1_000_000)]


def _job(peer: str, number: int, length: int, setting: Job, repeats: int) -> Job:
    return {"peer": peer, "people": number, "days": length, "setting": setting, "repeats": repeats}
