"""Breathing under an opioid and its antagonist: drug and rescue reach the receptor, which quiets the drive to breathe;
gases fall out of balance, the chemoreflex answers after the blood's delay, and the circulation holds or collapses."""
