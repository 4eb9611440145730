"""The balance: pleasure calls up its opposite, and what is left over colours mood."""
