"""Entry into the brain of somebody vaccinated against a drug: antibodies hold some of it back in the blood.

    seen = load / (1 + load),   load = sum_i level_i / b_cell_affinity_i
    dprimed/dt = priming seen (1 - primed)
    dmemory/dt = (primed - memory) / maturation
    dcells/dt = seen memory / presentation - cells / cell_life
    dantibody/dt = production cells - ln 2 antibody / igg_half_life
    antibody_sites = binding_sites antibody / igg_mass
    unbound_i = plasma_i / (1 + open / antibody_affinity_i),   open (1 + a / (1 + k open)) = antibody_sites
        a = sum_i plasma_i / antibody_affinity_i,   k = mean of 1 / antibody_affinity_i, weighted by the terms of a
    dentered/dt = entry_rate (partition unbound - entered)
    brain = entered, or partition unbound for a substance whose elimination saturates

A vaccine is a drug whose substance B cells know. A rival of brain_entry, for studies that vaccinate; its step must be a
few minutes, because what enters is no longer linear. Binding is the quadratic of one ligand, and exact for several
that bind alike or not at all.

Source      antibody binding in plasma (raleigh-2013); course of titres over three doses (kosten-2002).
Leaves out  what binding does to clearance and to the metabolism of what is bound; affinity maturation.
"""

import jax.numpy as jnp

from equipoise.engine.symbol import SUBSTANCE, gives, needs, parameter, rate, state

SMALL = jnp.finfo(float).eps

level = needs("nM", "plasma concentration before saturable elimination", axes=("substance",))
plasma = needs("nM", "plasma concentration", axes=("substance",))
entry_rate = parameter("1/h", "rate at which brain follows plasma", axes=("substance",))
partition = parameter("1", "brain concentration over plasma concentration at rest", axes=("substance",))
saturates = parameter("1", "1 for a substance whose elimination saturates, else 0", axes=("substance",))
b_cell_affinity = parameter("nM", "antigen that half of the B cells notice", axes=("substance",))
antibody_affinity = parameter("nM", "concentration that holds half the antibody's sites", axes=("substance",))
priming = parameter("1/h", "rate at which B cells are primed while antigen is seen")
maturation = parameter("h", "time that primed B cells take to become memory")
presentation = parameter("h", "time of seeing antigen in which memory becomes as many plasma cells")
cell_life = parameter("h", "mean life of a plasma cell")
production = parameter("mg/L/h", "IgG made while all memory has become plasma cells")
igg_half_life = parameter("h", "half-life of IgG")
igg_mass = parameter("g/mol", "molar mass of IgG")
binding_sites = parameter("1", "sites of one IgG")
primed = state("1", "share of B cells that have met the antigen")
memory = state("1", "share of B cells that remember it")
cells = state("1", "plasma cells, in units of all memory")
antibody = state("mg/L", "specific IgG in plasma")
entered = state("nM", "free concentration that follows free plasma", axes=("substance",))


@gives("1")
def seen(level, b_cell_affinity):
    """How much antigen B cells see."""
    return 1 - 1 / (1 + (level / b_cell_affinity).sum(axis=SUBSTANCE))


@rate("primed")
def d_primed(seen, primed, priming):
    """Antigen primes those that have not met it."""
    return priming * seen * (1 - primed)


@rate("memory")
def d_memory(primed, memory, maturation):
    """What is primed matures."""
    return (primed - memory) / maturation


@rate("cells")
def d_cells(seen, memory, cells, presentation, cell_life):
    """Memory that sees its antigen makes plasma cells."""
    return seen * memory / presentation - cells / cell_life


@rate("antibody")
def d_antibody(cells, antibody, production, igg_half_life):
    """Plasma cells make antibody."""
    return production * cells - jnp.log(2) * antibody / igg_half_life


@gives("nM")
def antibody_sites(antibody, igg_mass, binding_sites):
    """Sites that antibody offers."""
    return binding_sites * antibody / igg_mass


@gives("1")
def pull(plasma, antibody_affinity):
    """How much drug there is for the sites, in half-occupying concentrations."""
    return (plasma / antibody_affinity).sum(axis=SUBSTANCE)


@gives("1/nM")
def grip(plasma, antibody_affinity, pull):
    """Mean of one over the affinity."""
    return (plasma / antibody_affinity**2).sum(axis=SUBSTANCE) / jnp.maximum(pull, SMALL)


@gives("nM")
def open_sites(antibody_sites, pull, grip):
    """Sites that hold nothing: the positive root of grip x^2 + (1 + pull - grip sites) x = sites."""
    half = (1 + pull - grip * antibody_sites) / 2
    return antibody_sites / (half + jnp.sqrt(half**2 + grip * antibody_sites))


@gives("nM", axes=("substance",))
def unbound(plasma, open_sites, antibody_affinity):
    """Plasma concentration that no antibody holds."""
    return plasma / (1 + open_sites / antibody_affinity)


@rate("entered")
def d_entered(unbound, entered, entry_rate, partition):
    """Brain follows free plasma."""
    return entry_rate * (partition * unbound - entered)


@gives("nM", axes=("substance",))
def brain(entered, unbound, partition, saturates):
    """Free concentration at the receptors."""
    return entered + saturates * (partition * unbound - entered)
