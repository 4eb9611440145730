"""Each slip gets one message with place, trouble and remedy, exit code 2, and leaves nothing behind."""

import pytest

from cli.answers import refused
from cli.conftest import say, write

SLIPS = [
    (["--people", "0"], '--people: 0 is less than 1.', "Write --people 34."),
    (["--people", "-3"], '--people: -3 is less than 1.', "Write --people 34."),
    (["--people", "9" * 80], "--people: a number of more than 60 digits is more than 1,000,000.", "Write --people 34."),
    (["--repeats", "0"], "--repeats: 0 is less than 1.", "Write --repeats 1000."),
    (["--people", "1000000", "--repeats", "1000000"], "--people: 1,000,000 people in each of", "fewer"),
    (["--repeats", "1000000", "--people", "34"], "--people: 34 people in each of", "fewer"),
    (["--seed", "-1"], "--seed: -1 is not between 0 and 2^63 - 1.", "Write --seed 1."),
    (["--seed", str(2**70)], f"--seed: {2**70} is not between", "Write --seed 1."),
    (["--workers", "0"], "--workers: 0 is not between 1 and 256.", "Write --workers 2."),
    (["--step", "15"], '--step: "15" has no unit.', 'Write --step "15 min".'),
    (["--step", "7 min"], '--step: "7 min" does not divide the hour.', 'Write --step "15 min".'),
    (["--step", "5 h"], '--step: "5 h" is not between 1 min and 20 min.', 'Write --step "15 min".'),
]  # fmt: skip


@pytest.mark.parametrize(("words", "trouble", "remedy"), SLIPS, ids=lambda value: str(value)[:24])
def test_an_option_that_cannot_be(tiny, words, trouble, remedy):
    first, advice = refused(say("run", tiny, *words))
    assert first.startswith(trouble)
    assert remedy in advice
    assert [path.name for path in tiny.parent.iterdir()] == ["tiny.toml"]


def test_a_step_that_the_times_of_the_study_do_not_fall_on(tmp_path):
    path = write(tmp_path, old='times = "day 1 at 09:00"', new='times = "day 1 at 09:15"')
    first, advice = refused(say("run", path, "--step", "20 min"))
    assert first == "--step: in naltrexone, day 1 at 09:15 falls between two steps of 20 min."
    assert "shorter step" in advice


def test_a_mistyped_study_gets_a_suggestion():
    first, advice = refused(say("run", "naltrexone-conection"))
    assert first == '"naltrexone-conection": there is no such study.'
    assert 'Did you mean "naltrexone-connection"?' in advice


def test_a_mistyped_command_gets_a_suggestion():
    answer = say("stuides")
    assert answer.exit_code == 2
    assert "Did you mean 'studies'?" in answer.stderr


def test_a_file_that_is_not_toml(tiny):
    tiny.write_text("title = ", encoding="utf-8")
    first, _ = refused(say("run", "tiny.toml"))
    assert first.startswith("tiny.toml, at its end: this is not TOML")


def test_a_file_that_is_not_there():
    first, _ = refused(say("run", "nowhere.toml"))
    assert first.startswith("nowhere.toml")


def test_a_file_in_place_of_the_folder(tiny):
    taken = tiny.parent / "taken"
    taken.write_text("mine", encoding="utf-8")
    first, advice = refused(say("run", tiny, "--out", "taken"))
    assert (first, advice) == ("taken: is a file.", "Choose a folder with --out.")
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_folder_with_other_things_is_left_alone(tiny):
    first, _ = refused(say("run", tiny, "--out", tiny.parent))
    assert "is a folder with other things in it" in first
    assert [path.name for path in tiny.parent.iterdir()] == ["tiny.toml"]


def test_a_place_that_cannot_be_written(tiny):
    first, advice = refused(say("run", tiny, "--out", tiny / "within-a-file"))
    assert "cannot be written" in first
    assert "--out" in advice


def test_control_characters_of_a_name_do_not_reach_the_terminal(tmp_path):
    answer = say("run", "bad\x1b[31m.toml")
    assert answer.exit_code == 2
    assert "\x1b" not in answer.output


@pytest.mark.parametrize(
    "words", [["run"], ["run", "a", "b"], ["run", "x", "--people", "many"], ["--nonsense"]]
)
def test_wrong_usage(words):
    assert say(*words).exit_code == 2
