"""What must stand beside a figure so that nobody is misled."""

import shutil
from dataclasses import replace

import pytest
from world import COUNTRY, DATA, FAGERSTA, NORBERG, PROGRAM, READ, STANDARD, card_of, pair, publish, source

from norberg import card, lines
from norberg.store import Store

ALONE = replace(STANDARD, sets=())


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def about(no, here, selection=STANDARD):
    return dict(card_of(no, here, selection).about)


@pytest.mark.parametrize(
    ("no", "words"),
    [
        (2, "Värden saknas för Riket."),
        (29, "Riket jämförs inte: värdet är en summa för hela landet."),
        (1, "Senaste värdet för Fagersta och Riket är från 2025."),
        (3, "Elever på IB-programmet räknas inte från 2021."),
        (10, "Femårsmedel: värdet för 2022 gäller 2018–2022."),
    ],
)
def test_what_the_reader_must_know_stands_under_the_chart(here, no, words):
    """Who is missing and why, whose values are older, where the measure broke."""
    assert words in card_of(no, here).remarks


def test_the_chosen_end_year_limits_what_is_said_of_last_values(here, tmp_path):
    """The last value until 2020 is never called the last there is."""
    ended = card_of(9, here, replace(STANDARD, last=2015)).remarks
    assert any("Serien N74811 har upphört; sista värdet till och med 2015 är från 2015." in told for told in ended)
    values = {(NORBERG, 2013): 70.0, (NORBERG, 2019): 71.0, (FAGERSTA, 2012): 60.0, (COUNTRY, 2022): 80.0}
    publish(tmp_path, "N15030", values, asked=(NORBERG, FAGERSTA, COUNTRY))
    here = source(tmp_path)
    early = card_of(4, here, replace(STANDARD, first=2015, last=2018)).remarks
    assert "Inget eget värde ritas: det senaste till och med 2018 är från 2013." in early
    assert "Senaste värdet för Fagersta till och med 2018 är från 2012." in early
    assert "Värden saknas för Riket till och med 2018." in early
    late = card_of(4, here, replace(STANDARD, first=2020)).remarks
    assert "Inget eget värde ritas: det senaste är från 2019." in late
    assert "Senaste värdet för Fagersta är från 2012." in late


def test_a_comparator_that_was_never_read_is_not_called_missing(tmp_path):
    """Not fetched and without value are two things."""
    publish(tmp_path, "N15030", {(NORBERG, 2022): 70.0}, asked=(NORBERG, COUNTRY))
    remarks = card_of(4, source(tmp_path)).remarks
    assert "Värden saknas för Riket." in remarks
    assert "Fagersta och Skinnskatteberg: inte hämtat än." in remarks


def test_a_median_of_few_is_not_drawn_and_that_is_said(tmp_path):
    """The country is not the dozen that happens to be read."""
    codes = sorted(set(source(tmp_path).municipalities) - {NORBERG})
    values = {(code, 2022): 50.0 for code in codes[:200]} | {(NORBERG, 2022): 60.0}
    publish(tmp_path, "N15030", values, asked=(NORBERG, *codes[:200]))
    one = card_of(4, source(tmp_path), replace(ALONE, sets=("alla",)))
    assert one.comparison == ""
    assert "Mitten av 290 kommuner visas inte: för få av dem är inlästa eller har värden." in one.remarks
    publish(tmp_path, "N15030", {(code, 2022): 50.0 for code in codes[:240]}, asked=tuple(codes[:240]))
    one = card_of(4, source(tmp_path), replace(ALONE, sets=("alla",)))
    assert one.comparison == "Mitten av 290 kommuner 50,0"


def test_many_comparators_are_told_by_their_middle(here):
    """Nine neighbours in a row say nothing: their median, in the year most of them have, with their number."""
    one = card_of(1, here, replace(ALONE, sets=("vastmanland",)))
    rows = here.kpi("N15428").query("gender == 'T' and period == 2025")
    rows = rows[rows["municipality"].isin([*here.groups["G33626"].members]) & (rows["municipality"] != NORBERG)]
    assert one.comparison == f"Mitten av 9 jämförda: {rows['value'].median():.1f} (2025)".replace(".", ",")


def test_comparators_name_their_year_where_it_is_older(here):
    """84,2 of last year never passes for this year's."""
    assert card_of(1, here).comparison == "Fagersta 74,2 (2025) · Skinnskatteberg 89,2 · Riket 84,2 (2025)"


def test_women_are_compared_with_women(here):
    """With both genders chosen each is set against its own."""
    told = card_of(73, here, replace(STANDARD, gender="bada", sets=("riket",))).comparison
    assert told == "Kvinnor: Riket 8,8. Män: Riket 5,7"


def test_women_and_men_beside_the_total(here):
    """The latest year with both, and their difference in percentage points."""
    told = card_of(73, here).genders
    assert (told.year, told.women, told.men, told.gap) == (2022, "9,3\u00a0%", "5,7\u00a0%", "3,6 procentenheter")
    assert card_of(73, here, replace(STANDARD, gender="kvinnor")).genders is None
    assert card_of(73, here, replace(STANDARD, first=2024)).genders is None


def test_women_and_men_of_an_election_stand_at_the_election(here):
    """A repeated value is told with the year it was measured."""
    assert card_of(25, here, replace(STANDARD, last=2021)).genders.year == 2018


@pytest.mark.parametrize(
    ("no", "words"), [(5, "Finns inte uppdelat på kön."), (2, "Uppdelning på kön är inte hämtad än.")]
)
def test_why_there_is_no_split(here, no, words):
    """Not divided, and divided but not fetched, are two answers."""
    assert card_of(no, here).gender_note == words


def test_kolada_had_no_split_when_asked(tmp_path):
    """After a fetch without women and men the card says when it was asked."""
    publish(tmp_path, "N15030", {(NORBERG, 2022): 70.0})
    assert card_of(4, source(tmp_path)).gender_note == "Kolada hade ingen uppdelning på kön för Norberg 2026-06-01."


def test_an_id_with_another_title_is_an_alarm(tmp_path):
    """Ids keep, meanings don't: the card says so before anything else."""
    fact = {"id": "N15428", "title": "Något helt annat", "divided": True, "read": READ}
    Store(tmp_path / "store").put_facts("kpis", [fact], READ)
    assert card_of(1, source(tmp_path)).remarks[0].startswith("OBS: N15428 heter nu ”Något helt annat” i Kolada.")


def test_a_value_that_stretches_the_axis_is_named_and_kept(tmp_path):
    """The library's 245 is never removed, and never allowed to flatten the rest in silence."""
    values = dict(zip(range(2008, 2016), [76, 54, 79, 77, 245, 80, 82, 78], strict=True))
    publish(tmp_path, "N15030", {(NORBERG, year): value for year, value in values.items()})
    one = card_of(4, source(tmp_path), ALONE)
    assert any(remark.startswith("Värdet 245,0 (Norberg 2012) avviker mycket") for remark in one.remarks)
    assert not any("avviker" in remark for remark in card_of(4, source(tmp_path), replace(ALONE, first=2013)).remarks)


def test_the_source_line_says_where_and_when(here, tmp_path):
    """Kolada, the statistics behind it, and each reading with its years."""
    assert about(1, here)["Källa"] == (
        "Källa: Kolada (N15428), statistik från SCB och Skolverket. Inläst 2024-08-30; 2023–2026 inläst 2026."
    )
    publish(tmp_path, "N15428", {(NORBERG, 2026, gender): 84.0 for gender in "TKM"})
    assert about(1, source(tmp_path))["Källa"].endswith("2023–2025 inläst 2026; 2026 inläst 2026-06-01.")


def test_the_definition_comes_from_kolada_only(here, tmp_path):
    """Before a fetch there is none; afterwards it is Kolada's text, and the official title stands by the id."""
    assert "Koladas definition" not in about(1, here)
    assert about(1, here)["N15428"] == pair(1)[0].use_title
    fact = {"id": "N15428", "title": pair(1)[0].use_title, "divided": True, "read": READ, "description": "Antal elever"}
    Store(tmp_path / "store").put_facts("kpis", [fact], READ)
    assert about(1, source(tmp_path))["Koladas definition"] == "Antal elever"


def coming(folder, kpi, title, period, shown):
    """What the card of a nyckeltal says of the next publication, when Kolada tells of this period's."""
    fact = {"id": kpi, "title": title, "divided": True, "read": READ}
    promise = {"publication_date": "2027-02-01", "publ_period": period}
    Store(folder / "store").put_facts("kpis", [fact | promise], READ)
    return [text for heading, text in card_of(shown, source(folder)).about if heading == "Nästa publicering"]


def test_a_publication_that_has_come_is_not_promised(tmp_path):
    """A date for a period whose value is already here says nothing of the next one."""
    title = pair(1)[0].use_title
    assert coming(tmp_path, "N15428", title, "2026", 1) == ["Ingen uppgift om publicering efter 2026 är inläst."]
    assert coming(tmp_path, "N15428", title, "2027", 1) == [
        "Värden för 2027 kommer 2027-02-01 enligt uppgift 2026-06-01."
    ]


def test_the_old_id_of_a_series_does_not_answer_for_the_new(tmp_path):
    """Values of the id that has ended never make the publication of its successor a past one."""
    one = pair(39)[0]
    told = coming(tmp_path, one.use_id, one.use_title, "2020", 39)
    assert told[-1] == "Värden för 2020 kommer 2027-02-01 enligt uppgift 2026-06-01."


def test_a_card_explains_all_it_shows(here):
    """A pair has both explanations and both ids; an id that was replaced stands under its own title."""
    both = dict(card_of(10, here).about)
    assert all(one.explanation in both["Vad det säger"] for one in pair(10))
    assert "(N00925 och N00923)" in both["Källa"]
    one, told = pair(39)[0], about(39, here)
    assert (told[one.kolada_id], told[one.use_id]) == (one.kolada_title, one.use_title)
    assert f"({one.kolada_id})" in told["Källa"]


def test_an_own_series_names_its_file(tmp_path):
    """The municipality's own figures never say Kolada, and are set against nobody."""
    (tmp_path / "local").mkdir()
    text = "lokal_id;period;kön;delmått;värde;anmärkning\nLOK_SN_LAGAR;2024;;betyg;3,1;\n"
    (tmp_path / "local" / "enkat.csv").write_text(text, encoding="utf-8")
    one = card_of(42, source(tmp_path))
    assert dict(one.about)["Källa"].startswith("Kommunens egen serie LOK_SN_LAGAR, fil från 20")
    assert one.comparison == ""
    assert one.gender_note == "Den egna serien är inte uppdelad på kön."


def test_every_card_names_the_comparators_of_its_chart(here):
    """Chart, table and remarks agree: each chosen area has a column, or a sentence on why not."""
    for indicators in PROGRAM.pairs():
        one, table = card.build(indicators, here, STANDARD, "2026-11-24"), card.table(indicators, here, STANDARD)
        if one.absent or one.indicators[0].codes:
            continue
        for area in lines.compared(STANDARD, indicators[0], here):
            named = any(area.name in str(column) for column in table)
            assert named or any(area.name in remark and "." in remark for remark in one.remarks), (one.title, area.name)


def test_without_a_group_nothing_is_compared_in_silence(tmp_path):
    """A broken file of groups is a fault in words, and the card still shows."""
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / "groups.csv").unlink()
    here = source(tmp_path, data)
    assert card_of(1, here, replace(ALONE, sets=("liknande",))).figures[0].value == "84,4"
    assert any("groups.csv" in problem for problem in here.problems)
    assert FAGERSTA in here.areas
