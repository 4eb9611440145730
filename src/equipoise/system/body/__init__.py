"""How a drug arrives: it is absorbed, spreads and is cleared, and enters the brain. A drug is data, not code."""
