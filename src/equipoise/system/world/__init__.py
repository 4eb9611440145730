"""What reaches a person: company first, which calls for an answer, then the small rewards and losses of a day."""
