"""Efficacies at the mu receptor: `python -m equipoise.fit.efficacy` works them out from published relative ones and
writes them to the drugs' files.

A published efficacy is the largest response to a drug over that to DAMGO, a full agonist, in the same cells. Here the
response to all receptors held is tau / (1 + tau) (black-leff-1983), and DAMGO is given the efficacy of the body's own
peptide. So a relative response r belongs to tau = r top / (1 - r top) with top = tau_full / (1 + tau_full). Nothing is
fitted: it is one published number for one of ours, and what a receptor reserve elsewhere would change is left out.
"""

from equipoise import evidence
from equipoise.evidence.files import find
from equipoise.evidence.rewrite import update_values
from equipoise.evidence.target import targets

PENTAZOCINE = "rc-efficacy-g-pentazocine"
MORPHINE = "rc-efficacy-g-morphine"
METHADONE = "rc-efficacy-g-methadone"
FENTANYL = 0.91  # of breathing, recalled (yassen-2007): the drug's file calls it an assumption


def tau(relative: float, full: float) -> float:
    """Efficacy whose largest response is `relative` of a full agonist's with efficacy `full`."""
    top = relative * full / (1 + full)
    return top / (1 - top)


def efficacies() -> dict[tuple[str, str], float]:
    """(drug, substance) -> efficacy."""
    full = evidence.numbers("system/receptor/transduction")["peptide_efficacy"].single
    row = {name: targets()[name].value for name in (PENTAZOCINE, MORPHINE, METHADONE)}
    partial = (row[PENTAZOCINE] * row[MORPHINE]) ** 0.5  # a weak partial agonist lies between the two
    morphine = tau(row[MORPHINE], full)
    found = {
        ("methadone", "methadone"): tau(row[METHADONE], full),
        ("buprenorphine", "buprenorphine"): tau(partial, full),
        ("fentanyl", "fentanyl"): tau(FENTANYL, full),
        ("carfentanil", "carfentanil"): full,
        ("codeine", "codeine"): morphine,
    }
    holders = ("heroin", "morphine", "codeine")
    return found | {(drug, name): morphine for drug in holders for name in ("morphine", "m6g")}


def main() -> None:
    """Print the efficacies and write them."""
    for (drug, substance), value in efficacies().items():
        print(f"{drug:<16}{substance:<16}{value:.3f}")
        update_values(find("drugs", drug), {f"substances.{substance}.mu_efficacy": float(f"{value:.3g}")})


if __name__ == "__main__":
    main()
