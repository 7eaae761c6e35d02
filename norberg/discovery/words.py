"""The Swedish sentences that say what was done and how little chance may explain."""

from norberg.discovery.chosen import Discoveries
from norberg.sentences import counted, number


def told(found: Discoveries) -> tuple[str, ...]:
    """How many were tested, how many chance would give, what was done about it, and what can't be found."""
    return (
        f"{counted(found.tested, 'prövning', 'prövningar')} har gjorts. Om inget alls hade hänt skulle slumpen ändå ge "
        f"omkring {number(found.by_chance, 0)} utslag, om varje prövning stod för sig.",
        "Därför krävs mycket mer här: av fynden beräknas högst 5 % bero på slumpen.",
        "Små förändringar går inte att hitta bland så många mått.",
    )
