"""The science: a world reaches a body, meets receptors, moves dopamine and opioids, and tips the balance.

Equations only: no numbers, no files, no randomness. `MECHANISMS` is the causal order in which a reader should meet
them; the engine sorts the equations itself. `RIVALS` names, for each module beside them, the mechanism that a study may
replace by it.
"""

MECHANISMS = (
    "world/company",
    "world/reward",
    "body/absorption",
    "body/disposition",
    "body/elimination",
    "body/brain_entry",
    "opioid/peptide",
    "receptor/binding",
    "receptor/transduction",
    "receptor/adaptation",
    "receptor/transporter",
    "receptor/nicotinic",
    "receptor/gaba",
    "receptor/kappa",
    "receptor/serotonin",
    "receptor/regulation",
    "opioid/disinhibition",
    "opioid/connection",
    "opioid/rejection",
    "dopamine/phasic",
    "dopamine/tonic",
    "dopamine/dorsal",
    "dopamine/receptors",
    "dopamine/capacity",
    "balance/exposure",
    "balance/opponent",
    "balance/stress_axis",
    "balance/withdrawal",
    "balance/allostasis",
    "learning/cue",
    "balance/craving",
    "balance/mood",
)

# Breathing under an opioid, on the moment clock: a system of its own, in the order from drug to arrest.
BREATHING = (
    "breathing/agonist",
    "breathing/rescue",
    "breathing/binding",
    "breathing/drive",
    "breathing/chemoreflex",
    "breathing/blood",
    "breathing/stores",
    "breathing/circulation",
)

RIVALS = {"body/vaccine": "body/brain_entry"}
