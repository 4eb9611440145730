"""What a drug meets: ligands compete for receptors, and what is bound is turned into a signal."""
