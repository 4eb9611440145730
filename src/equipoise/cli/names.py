"""Names that a shell can complete."""


def study_names(incomplete: str) -> list[str]:
    """Shipped studies that start with what is typed so far."""
    from equipoise import evidence

    return [name for name in evidence.names("studies") if name.startswith(incomplete)]


def claim_ids(incomplete: str) -> list[str]:
    """Claims that start with what is typed so far."""
    from equipoise import evidence

    return [name for name in evidence.names("claims") if name.startswith(incomplete.upper())]


def shown_names(incomplete: str) -> list[str]:
    """Everything that `show` knows and that starts with what is typed so far."""
    from equipoise.cli.show import known

    return [name for name in known() if name.startswith(incomplete)]
