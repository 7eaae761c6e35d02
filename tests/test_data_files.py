"""The municipality's data files say what the program and Kolada say."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[1] / "data"
NORBERG, REGION = "1962", "0019"
ROWS_PER_AREA = {  # counted in the program's appendix, goals sorted by its main text
    "att-vaxa-upp": 16,
    "leva-och-verka": 11,
    "arbete-och-foreningsliv": 16,
    "miljo-och-klimat": 14,
    "att-bli-aldre": 5,
    "nytankande": 13,
}
RETIRED = {2, 6, 9, 16, 19, 23, 39, 40, 44, 52, 53, 55}
NEUTRAL = {16, 58, 59, 61, 62, 63, 64, 65, 66, 67, 71, 75}
DEFINITION_WORDS = r"(?i)dividera|multiplicera|Källa: |\bAvser\b.*\bexkl\b"  # how Kolada's definition texts are worded


def rows(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


INDICATORS, THEMES, KPIS = (rows(DATA / f"{name}.csv") for name in ("indicators", "themes", "kpis"))
AREAS, GROUPS = rows(DATA / "areas.csv"), rows(DATA / "groups.csv")
TITLES = rows(Path(__file__).with_name("titles.csv")).set_index("id")["title"]
PROGRAM = tomllib.loads((DATA / "program.toml").read_text(encoding="utf-8"))
NO = INDICATORS.set_index(INDICATORS["no"].astype(int))


def numbers(chosen: pd.Series) -> set[int]:
    return set(NO.index[chosen.to_numpy()])


def test_every_row_of_the_program_is_there_once_in_order():
    """75 rows are counted everywhere, numbered as they stand in the appendix."""
    assert list(NO.index) == list(range(1, 76))


def test_goals_belong_to_the_areas_of_the_main_text():
    """Every nyckeltal lands on its area's page; the appendix contradicts itself, the main text decides."""
    counts = INDICATORS["goal"].astype(int).value_counts()
    found = {one["address"]: sum(int(counts[goal["no"]]) for goal in one["goals"]) for one in PROGRAM["areas"]}
    assert found == ROWS_PER_AREA
    assert sorted(counts.index) == list(range(1, 11))


@pytest.mark.parametrize("column", ["title", "short_title", "question", "explanation"])
def test_no_two_nyckeltal_are_told_in_the_same_words(column):
    """A person must be able to tell them apart, so these texts are all there and all different."""
    assert INDICATORS[column].str.strip().ne("").all()
    assert INDICATORS[column].is_unique


@pytest.mark.parametrize(
    ("column", "most", "ends"),
    [("explanation", 25, r"[^.!?]*\."), ("successor_note", 40, r"(.*\.)?"), ("note", 30, r"(.*\.)?")],
)
def test_texts_are_short_sentences(column, most, ends):
    """Texts fit their place; an explanation is one sentence."""
    assert INDICATORS[column].str.split().str.len().max() <= most
    assert INDICATORS[column].str.fullmatch(ends).all()


def test_questions_and_short_titles_fit_their_places():
    """A question fits one line of meeting mode, a short title one tile of the wall."""
    assert INDICATORS["question"].str.fullmatch(r"[A-ZÅÄÖ][^?]{1,58}\?").all()
    assert INDICATORS["short_title"].str.len().max() <= 38


@pytest.mark.parametrize(
    ("frame", "id_column", "title_column"),
    [
        (INDICATORS, "kolada_id", "kolada_title"),
        (INDICATORS, "use_id", "use_title"),
        (INDICATORS, "related_id", "related_title"),
        (THEMES, "kpi", "kolada_title"),
        (KPIS, "id", "title"),
    ],
)
def test_official_titles_are_kept_letter_by_letter(frame, id_column, title_column):
    """An id whose title is not the official one would show another measure under its name."""
    known = frame[frame[id_column].isin(TITLES.index)]
    assert len(known)
    assert known[title_column].tolist() == TITLES[known[id_column]].tolist()
    assert (frame[id_column].eq("") == frame[title_column].eq("")).all()


def test_the_ids_asked_for_are_those_of_program_and_themes():
    """71 ids of the program and 97 with the deep-dives have their facts embedded, no other."""
    columns = INDICATORS[["use_id", "kolada_id", "related_id"]]
    program = {kpi for kpi in columns.to_numpy().ravel() if kpi in set(KPIS["id"])}
    assert len(program) == 71
    assert set(KPIS["id"]) == program | set(THEMES["kpi"]) == set(TITLES.index)
    assert len(KPIS) == len(TITLES) == 97


def test_replaced_and_ended_measures_say_so():
    """Whoever looks for the program's measure is told what became of it."""
    gone = INDICATORS["kolada_id"].ne("") & ~INDICATORS["kolada_id"].isin(TITLES.index)
    ended = INDICATORS["kolada_id"].ne(INDICATORS["use_id"]) & INDICATORS["use_id"].ne("")
    assert numbers(gone | ended) == RETIRED
    assert NO.loc[sorted(RETIRED), "successor_note"].ne("").all()
    replaced = INDICATORS["match"].isin(["successor", "ended"]) | INDICATORS["use_kind"].eq("proxy")
    assert numbers(INDICATORS["successor_note"].ne("")) == numbers(replaced)


def test_directions_without_a_wanted_side_stay_neutral():
    """Population, volumes, balances and a code are never coloured; every direction has its reason."""
    assert numbers(INDICATORS["direction"] == "neutral") == NEUTRAL
    assert INDICATORS["direction_reason"].ne("").all()


@pytest.mark.parametrize(
    ("no", "direction"), [(2, "higher"), (12, "lower"), (24, "lower"), (26, "lower"), (60, "lower"), (69, "lower")]
)
def test_directions_follow_what_the_values_count(no, direction):
    """A share of people without trust is better low, whatever its theme is called."""
    assert NO.loc[no, "direction"] == direction


def test_only_the_derived_row_shares_an_id():
    """The share of men is worked out from the share of women, and nothing else is shown twice."""
    used = INDICATORS[INDICATORS["use_id"] != ""]
    assert numbers(INDICATORS["derive"] != "") == {66}
    assert set(used.loc[used["use_id"].duplicated(keep=False), "no"]) == {"65", "66"}
    assert NO.loc[66, "derive"] == "100 - N00222"


def test_pairs_are_the_two_that_share_a_card():
    """Women stand first in both pairs."""
    pairs = INDICATORS[INDICATORS["pair"] != ""].groupby("pair")["no"].apply(list)
    assert sorted(pairs) == [["10", "11"], ["65", "66"]]


def test_measures_that_exist_for_the_region_only_show_the_region():
    """Norberg has no public transport figures of its own."""
    assert numbers(INDICATORS["entity"] == REGION) == {54, 55}
    assert set(INDICATORS["entity"]) == {NORBERG, REGION}
    kinds = KPIS.set_index("id")["municipality_type"]
    assert set(NO.loc[[54, 55], "use_id"].map(kinds)) == {"L"}


def test_what_kolada_lacks_says_what_is_awaited():
    """A nyckeltal without Kolada names its own series and from whom it is awaited."""
    own = INDICATORS[INDICATORS["use_id"] == ""]
    assert len(own) == 9
    assert own["local_id"].str.startswith("LOK_").all()
    assert own["local_note"].str.startswith("Väntas från ").all()
    assert (INDICATORS["local_id"].eq("") == INDICATORS["local_note"].eq("")).all()


def test_breaks_name_their_year_and_reason():
    """A series is never drawn as one across a change of definition."""
    found = {int(no): [part[:4] for part in cell.split(" | ")] for no, cell in NO["breaks"].items() if cell}
    assert found == {
        1: ["2012"], 3: ["2021"], 7: ["2017"], 8: ["2019"], 43: ["2015", "2021"],
        45: ["2010", "2017"], 46: ["2010", "2017"], 56: ["2015"],
    }  # fmt: skip
    assert NO.loc[list(found), "breaks"].str.fullmatch(r"\d{4}: [^|]+\.( \| \d{4}: [^|]+\.)*").all()


@pytest.mark.parametrize(
    ("no", "cadence", "window"),
    [(2, "every 2 years", "1"), (10, "yearly", "5"), (25, "every 4 years", "1"), (60, "yearly", "3")],
)
def test_slow_measures_say_how_often_they_are_measured(no, cadence, window):
    """Repeated values and rolling means are not taken for yearly measurements."""
    assert tuple(NO.loc[no, ["cadence", "window_years"]]) == (cadence, window)


def test_no_target_is_invented():
    """The program has no targets until the council sets them."""
    assert INDICATORS[["target", "target_year"]].eq("").all(axis=None)


def test_themes_are_the_four_of_the_program():
    """Each deep-dive has its 14 measures in chart order, and the rows of the program point to them."""
    order = THEMES.groupby("theme")["order"].apply(lambda cells: cells.astype(int).tolist())
    assert order.tolist() == [list(range(1, 15))] * 4
    assert set(";".join(INDICATORS["themes"]).split(";")) - {""} == set(THEMES["theme"])
    both = THEMES.merge(INDICATORS[INDICATORS["derive"] == ""], left_on="kpi", right_on="use_id")
    for column in ("direction", "unit", "decimals"):
        assert both[f"{column}_x"].tolist() == both[f"{column}_y"].tolist(), column


def test_every_area_and_group_is_there():
    """Filters and comparison sets work without network."""
    assert AREAS["type"].value_counts().to_dict() == {"K": 290, "L": 22}
    assert set(PROGRAM["groups"]) == set(GROUPS["id"])
    assert len(GROUPS) == 17
    members = {code for cell in GROUPS["members"] for code in cell.split("|")}
    chosen = {code for one in PROGRAM["sets"] for code in one.get("members", [])}
    named = set(INDICATORS["similar_group"]) | {one["group"] for one in PROGRAM["sets"] if "group" in one}
    assert members | chosen <= set(AREAS["id"])
    assert named <= set(GROUPS["id"])
    assert set(PROGRAM["default_sets"]) <= {one["address"] for one in PROGRAM["sets"]}


def test_the_program_keeps_its_words():
    """Goals read as the council adopted them, without the doubled "vi" of the first."""
    goals = {goal["no"]: goal["text"] for area in PROGRAM["areas"] for goal in area["goals"]}
    assert list(goals) == list(range(1, 11))
    assert goals[1] == "Vi har den bästa skolan för varje barn och ungdom."
    assert PROGRAM["adopted"] == 2019


def test_no_definition_text_is_copied():
    """Kolada's own definitions come from Kolada, never from a file of ours."""
    for frame in (INDICATORS, THEMES, KPIS):
        assert "description" not in frame.columns
        assert not frame.apply(lambda column: column.str.contains(re.compile(DEFINITION_WORDS))).any(axis=None)
