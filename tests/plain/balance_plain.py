"""The plain page of the balance: exposure, opponent pair, stress axis, withdrawal, cues, craving and mood.

Written from the docstrings of the mechanisms; no cue is shown, nobody is rejected and nothing stresses from outside.
"""

from math import log

BALANCE = ("excess_load", "wear", "pleasure", "pain", "pain_weight", "pituitary", "adrenal", "cortisol",
           "calm_expected", "spark_expected", "cue_value", "ripeness", "freshness", "wanting")  # fmt: skip


def exposure(p, s, dopamine):
    """Excess now, how far the last days push set points, and how both are remembered."""
    q = p["balance/exposure"]
    over = max(log(dopamine) - q["ordinary"], 0)
    burden = s["excess_load"] ** 2 / (s["excess_load"] ** 2 + q["load_half"] ** 2)
    moved = {
        "excess_load": (over - s["excess_load"]) / q["t_load"],
        "wear": burden / q["year"] - s["wear"] / q["t_wear"],
    }
    return over, burden, moved


def opponent(p, s, dopamine, burden):
    """Pleasure, its opposite, and how heavy that has become."""
    q = p["balance/opponent"]
    liking = s["d2"] ** q["sensitivity"] * log(dopamine)
    gap, slower, quicker = 1 + q["growth"] * burden - s["pain_weight"], q["t_ease"], q["t_grow"]
    return {
        "pleasure": (liking - s["pleasure"]) / q["rise"],
        "pain": (s["pleasure"] * (s["pain_weight"] if s["pleasure"] > 0 else 1) - s["pain"]) / q["fall"],
        "pain_weight": gap / (quicker if gap > 0 else slower),
    }


def withdrawal(p, s, seen, dopamine):
    """Withdrawal of all kinds together, and how drugs come to be expected."""
    q = p["balance/withdrawal"]
    opioid = max(seen["dependence"] - max(seen["mu_drive"], 0), 0)
    alcohol = max(s["calm_expected"] - seen["gaba_signal"], 0)
    nicotine = max(s["spark_expected"] - seen["nicotinic_signal"], 0)
    crash = max(-log(dopamine) - q["slack"], 0)
    moved = {
        "calm_expected": (seen["gaba_signal"] - s["calm_expected"]) / q["t_alcohol"],
        "spark_expected": (seen["nicotinic_signal"] - s["spark_expected"]) / q["t_nicotine"],
    }
    return opioid + alcohol + nicotine + q["by_crash"] * crash, moved


def stress_axis(p, s, burden, withdrawn):
    """Beta-endorphin, and how cortisol and the glands move."""
    q = p["balance/stress_axis"]
    push = q["by_use"] * burden + q["by_withdrawal"] * withdrawn
    half, slope, x3 = q["feedback_half"], q["feedback_slope"], s["cortisol"]
    feedback = (1 + 1 / half**slope) / (1 + (x3 / half) ** slope)
    x1 = (1 + push) * feedback / x3
    x2 = x1 * s["pituitary"] * feedback
    moved = {
        "cortisol": log(2) / q["t_cortisol"] * (x2 * s["adrenal"] - x3),
        "pituitary": log(2) / q["t_pituitary"] * s["pituitary"] * (x1 - 1),
        "adrenal": log(2) / q["t_adrenal"] * s["adrenal"] * (x2 - 1),
    }
    return x2, moved


def hedonic_level(p, s, endorphin, withdrawn):
    """Where the balance settles."""
    q = p["balance/allostasis"]
    lasting = q["by_inherited"] * log(q["inherited"]) + q["by_capacity"] * log(s["capacity"])
    heavy = q["tilt"] * (s["pain_weight"] - 1)
    return lasting - heavy + q["by_endorphin"] * log(endorphin) - q["by_withdrawal"] * withdrawn


def remembered(p, s, over, burden):
    """How cues are learned and ripen, and how wanting grows and decays."""
    q, r = p["learning/cue"], p["balance/craving"]
    gap, decay, rise = burden - s["wanting"], r["t_decay"], r["t_rise"]
    return {
        "cue_value": q["learn"] * over * (1 - s["cue_value"]) - s["cue_value"] / q["forget"],
        "ripeness": (1 - s["ripeness"]) / q["ripen"] - q["reset"] * over * s["ripeness"],
        "freshness": q["reset"] * over * (1 - s["freshness"]) - s["freshness"] / q["fade"],
        "wanting": gap / (rise if gap > 0 else decay),
    }


def positive_affect(p, s, level):
    """What a diary reads."""
    q = p["balance/mood"]
    return q["trait"] + q["gain"] * (s["pleasure"] - s["pain"] + level)
