"""A neighbour uses the app by editing files and renaming pages: Fagersta with a small program of its own."""

import csv

import pytest
from browser import ROOT, copied, fresh, opened, serving
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PROGRAM = """
title = "Fagersta mot 2035"
adopted = 2021
first_year = 2010
default_sets = ["grannar", "riket"]
groups = ["G2328"]

[municipality]
code = "1982"
name = "Fagersta"
genitive = "Fagerstas"
county_region = "0019"
country = "0000"
inhabitants = 13000

[[areas]]
title = "Skola i Fagersta"
short = "Skola"
address = "skola"
text = "Alla barn ska lyckas."

[[areas.goals]]
no = 1
text = "Alla elever blir behöriga."
short = "Behöriga elever"

[[sets]]
address = "grannar"
title = "grannarna"
members = ["1962", "1904"]

[[sets]]
address = "riket"
title = "riket"
kind = "country"
"""
FOLLOWED = ("N15428", "N17461", "N11808")


@pytest.fixture(scope="module")
def neighbour(tmp_path_factory):
    """The project as the neighbour has it, on the embedded figures."""
    root = copied(tmp_path_factory.mktemp("fagersta"))
    (root / "pages" / "att-vaxa-upp.py").rename(root / "pages" / "skola.py")
    (root / "data" / "program.toml").write_text(PROGRAM, encoding="utf-8")
    (root / "data" / "themes.csv").unlink()
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["use_id"] in FOLLOWED]
    with (root / "data" / "indicators.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        own = {"goal": "1", "entity": "1982", "themes": "", "similar_group": "", "explanation": "Så stor andel."}
        writer.writerows({**row, **own} for row in rows)
    folder = tmp_path_factory.mktemp("var")
    with serving(folder, root=root) as app:
        yield app


def test_the_wall_is_the_neighbours(neighbour, chromium):
    with fresh(chromium, "laptop") as page:
        opened(page, neighbour.url)
        expect(page).to_have_title("Väggen – Fagersta mot 2035")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hur går det för Fagersta?")
        assert page.locator("a.n-tile-title").count() == len(FOLLOWED)


def test_its_page_shows_its_figures_beside_norbergs(neighbour, chromium):
    with fresh(chromium, "laptop") as page:
        opened(page, f"{neighbour.url}/skola")
        expect(page.get_by_role("heading", level=1)).to_have_text("Skola i Fagersta")
        seen = page.locator("[data-testid=stMain]").inner_text()
        assert "grannarna" in seen
        charts = page.locator("[data-testid=stVegaLiteChart]")
        assert charts.count() == len(FOLLOWED)
        assert "Fagersta" in (charts.first.locator("svg").text_content() or "")


@pytest.mark.parametrize("address", ["", "skola", "nyckeltal?nr=1", "mote", "uppfoljning", "metod", "om-data"])
def test_no_page_speaks_of_another_municipality_as_its_own(neighbour, chromium, address):
    with fresh(chromium, "laptop") as page:
        opened(page, f"{neighbour.url}/{address}")
        seen = page.locator("body").inner_text()
        assert page.locator("[data-testid=stAlert]").count() == 0, seen
        for words in ("Norbergs ", "i Norberg", "för Norberg", "Tillsammans för"):
            assert words not in seen
