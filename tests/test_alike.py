"""Who is like whom, read off the titles of Kolada's groups."""

from norberg import alike

AREAS = [{"id": "1962", "title": "Norberg"}, {"id": "1982", "title": "Fagersta"}, {"id": "0000", "title": "Riket"}]
GROUPS = [
    {"id": "G1", "title": "Liknande kommuner, övergripande, Norberg, 2025", "members": ["1060", "1962"]},
    {"id": "G2", "title": "Liknande kommuner grundskola, Norberg, 2024", "members": ["2401"]},
    {"id": "G3", "title": "Liknande kommuner grundskola, Norberg, 2023", "members": ["9999"]},
    {"id": "G4", "title": "Liknande kommuner, övergripande, Fagersta, 2025", "members": ["1980"]},
    {"id": "G5", "title": "Västmanlands läns kommuner (ovägt medel)", "members": ["1962"]},
    {"id": "G6", "title": "Liknande kommuner, övergripande, Ingenstans, 2025", "members": ["1"]},
]


def test_each_operating_area_has_its_own_group():
    """The newest group of its kind, else the one for all in all; never the municipality itself."""
    found = alike.of(GROUPS, AREAS)
    assert found.of("Grundskola åk 0-9 inkl förskoleklass") == {"1962": ("2401",), "1982": ("1980",)}
    assert found.of("Kultur") == found.of("") == {"1962": ("1060",), "1982": ("1980",)}


def test_without_groups_nobody_is_alike():
    assert alike.of([], AREAS).of("Kultur") == {}
