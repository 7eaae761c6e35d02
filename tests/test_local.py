"""The municipality's own series: from its rows to the values that are shown."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from norberg import series
from norberg.local import HEADER, KINDS, LocalSeries, read

TODAY = date(2026, 6, 1)
GUIDE = Path(__file__).parent.parent / "data" / "local"


def loaded(folder: Path, *rows: str, name: str = "egna.csv") -> LocalSeries:
    """The series after these rows have been put into a file of the folder."""
    folder.mkdir(exist_ok=True)
    folder.joinpath(name).write_text("\n".join([";".join(HEADER), *rows]), encoding="utf-8")
    return read(folder, KINDS, "1962", TODAY)


def shown(frame: pd.DataFrame, kpi: str) -> dict:
    """Value, or status where there is none, by year and gender, and by part where the frame has it."""
    rows = frame[frame["kpi"] == kpi]
    keys = ["period", "gender", "part"] if "part" in frame else ["period", "gender"]
    cells = zip(rows[keys].itertuples(index=False, name=None), rows["value"], rows["status"], strict=True)
    return {key: status if pd.isna(value) else value for key, value, status in cells}


def test_no_folder_is_no_fault(tmp_path):
    """Before the municipality has put a file there, there is nothing, and nothing wrong."""
    own = read(tmp_path / "local", KINDS, "1962", TODAY)
    assert (len(own.frame), len(own.parts), own.faults, own.files) == (0, 0, [], [])


def test_frames_keep_the_contract(tmp_path):
    """Columns, dtypes, municipality, source and the file's date are those of every other series, empty or not."""
    own = loaded(tmp_path, "LOK_NYREG;2024;;;31;Bolagsverket")
    day = date.fromtimestamp((tmp_path / "egna.csv").stat().st_mtime).isoformat()
    for frame in (own.frame, own.parts[list(series.COLUMNS)], read(tmp_path / "no", KINDS, "1962", TODAY).frame):
        assert frame.dtypes.equals(series.frame().dtypes)
    assert own.frame[["municipality", "source", "fetched"]].to_numpy().tolist() == [["1962", "local", day]]
    assert own.parts[["part", "remark"]].to_numpy().tolist() == [["totalt", "Bolagsverket"]]
    assert [(file.name, file.date, file.rows) for file in own.files] == [("egna.csv", day, 1)]


def test_visitors_are_summed_over_their_places(tmp_path):
    """The total of the year is all besöksmål, each of which can be seen by itself."""
    own = loaded(tmp_path, "LOK_BESOK;2024;;Klackberg;12 300;", "LOK_BESOK;2024;;Nya Lapphyttan;8 100;")
    assert shown(own.frame, "LOK_BESOK") == {(2024, "T"): 20_400}
    assert shown(own.parts, "LOK_BESOK") == {(2024, "T", "Klackberg"): 12_300, (2024, "T", "Nya Lapphyttan"): 8_100}
    assert own.faults == []


def test_an_own_total_beats_the_sum(tmp_path):
    """Whoever writes a total knows of visitors that no part has."""
    rows = ["LOK_BESOK;2024;;Klackberg;12300;", "LOK_BESOK;2024;;Totalt;15000;", "LOK_BESOK;2025;;Klackberg;12400;"]
    assert shown(loaded(tmp_path, *rows).frame, "LOK_BESOK") == {(2024, "T"): 15_000, (2025, "T"): 12_400}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["LOK_BESOK;2024;;Skogsmuseet;;stängt"], "Skogsmuseet saknas"),
        (["LOK_BESOK;2023;;Skogsmuseet;900;"], "Skogsmuseet saknas"),
        (["LOK_BESOK;2024;;Skogsmuseet;många;"], "Skogsmuseet saknas"),
        (["LOK_BESOK;2024;alla;Skogsmuseet;900;"], "summan räknas inte förrän raderna med fel är rättade"),
        (["LOK_BESOK;24;;Skogsmuseet;900;"], "summan räknas inte förrän raderna med fel är rättade"),
        (["LOK_BESÖK;2024;;Skogsmuseet;900;"], "summan räknas inte förrän raderna med fel är rättade"),
    ],
)
def test_a_sum_with_a_part_lacking_is_no_sum(tmp_path, rows, why):
    """An empty cell, a place of the year before, or a row that can't be read: no total that is too small."""
    own = loaded(tmp_path, "LOK_BESOK;2024;;Klackberg;12300;", *rows)
    assert shown(own.frame, "LOK_BESOK")[2024, "T"] == "saknas"
    assert shown(own.parts, "LOK_BESOK")[2024, "T", "Klackberg"] == 12_300
    assert f"LOK_BESOK 2024: inget värde visas, {why}." in own.faults


def test_a_place_that_closed_is_summed_as_zero(tmp_path):
    """A zero says that a place has closed; the year after it is no longer awaited."""
    closed = ["LOK_BESOK;2023;;Klackberg;0;stängt", "LOK_BESOK;2022;;Klackberg;9;"]
    own = loaded(tmp_path, *closed, *(f"LOK_BESOK;{year};;Lapphyttan;80;" for year in (2022, 2023, 2024)))
    assert shown(own.frame, "LOK_BESOK") == {(2022, "T"): 89, (2023, "T"): 80, (2024, "T"): 80}


def test_an_unreadable_file_makes_sums_doubtful(tmp_path):
    """The file that can't be read may hold a besöksmål."""
    (tmp_path / "fler.csv").write_bytes(b"")
    assert shown(loaded(tmp_path, "LOK_BESOK;2024;;Klackberg;5;").frame, "LOK_BESOK") == {(2024, "T"): "saknas"}


def test_events_are_not_added(tmp_path):
    """Target groups overlap: without an own total there is none, and it is said."""
    own = loaded(tmp_path, "LOK_EVENEMANG;2023;;;140;", "LOK_EVENEMANG;2024;;alla;99;", "LOK_EVENEMANG;2024;;äldre;12;")
    assert shown(own.frame, "LOK_EVENEMANG") == {(2023, "T"): 140, (2024, "T"): "saknas"}
    assert own.faults == ["LOK_EVENEMANG 2024: inget värde visas, totalt saknas."]
    assert shown(own.parts, "LOK_EVENEMANG")[2024, "T", "äldre"] == 12


def test_svenskt_naringsliv_shows_the_grade(tmp_path):
    """The grade is the value; rank and number of answers stand beside, few answers too: firms are no persons."""
    own = loaded(
        tmp_path, *(f"LOK_SN_KONTAKT;2025;;{part};{value};" for part, value in [("Betyg", "3,4"), ("rang", 188)]),
        "LOK_SN_KONTAKT;2025;;antal svar;4;", "LOK_SN_LAGAR;2025;;antal svar;0;",
    )  # fmt: skip
    assert shown(own.frame, "LOK_SN_KONTAKT") == {(2025, "T"): 3.4}
    assert shown(own.parts, "LOK_SN_KONTAKT")[2025, "T", "antal svar"] == 4
    assert own.faults == ["LOK_SN_LAGAR 2025: inget värde visas, betyg saknas."]


def test_energy_is_use_by_area(tmp_path):
    """Use and area of the same year give kWh per square metre; one alone gives nothing."""
    own = loaded(
        tmp_path, "LOK_ENERGI_LOKALER;2023;;kwh;9 000 000;", "LOK_ENERGI_LOKALER;2023;;kvm;50 000;",
        "LOK_ENERGI_LOKALER;2024;;kWh;8 900 000;",
    )  # fmt: skip
    assert shown(own.frame, "LOK_ENERGI_LOKALER") == {(2023, "T"): 180, (2024, "T"): "saknas"}
    assert shown(own.parts, "LOK_ENERGI_LOKALER")[2023, "T", "kWh"] == 9_000_000
    assert own.faults == ["LOK_ENERGI_LOKALER 2024: inget värde visas, kvm saknas."]


@pytest.mark.parametrize(
    ("protected", "sources", "value", "faults"),
    [
        (3, 4, 75, []),
        (5, 4, "saknas", ["LOK_VATTENSKYDD 2024: inget värde visas, med skydd är fler än vattentäkter."]),
        (0, 0, "saknas", ["LOK_VATTENSKYDD 2024: inget värde visas, vattentäkter är 0."]),
    ],
)
def test_water_protection_is_a_share(tmp_path, protected, sources, value, faults):
    """Sources with protection of all sources, in percent; the counts are small and no secret."""
    rows = [f"LOK_VATTENSKYDD;2024;;med skydd;{protected};", f"LOK_VATTENSKYDD;2024;;vattentäkter;{sources};"]
    own = loaded(tmp_path, *rows)
    assert (shown(own.frame, "LOK_VATTENSKYDD"), own.faults) == ({(2024, "T"): value}, faults)
    assert shown(own.parts, "LOK_VATTENSKYDD")[2024, "T", "vattentäkter"] == sources


def test_hr_figures_keep_their_genders(tmp_path):
    """Women, men and all, each as given; the definition stays with the figure."""
    people = [("", "81,5", 400), ("kvinnor", "80", 320), ("män", "87,5", 80)]
    rows = [f"LOK_FRISKTAL;2024;{who};;{share};högst 5 dagar" for who, share, _ in people]
    own = loaded(tmp_path, *rows, *(f"LOK_FRISKTAL;2024;{who};antal;{count};" for who, _, count in people))
    assert shown(own.frame, "LOK_FRISKTAL") == {(2024, "T"): 81.5, (2024, "K"): 80, (2024, "M"): 87.5}
    assert set(own.parts["remark"]) == {"högst 5 dagar", ""}


def test_work_injuries_need_all_three_kinds(tmp_path):
    """The sum is told when every kind is there, a zero being there too."""
    rows = ["LOK_ARBETSSKADOR;2023;;olycka;20;", "LOK_ARBETSSKADOR;2023;;sjukdom;7;"]
    assert shown(loaded(tmp_path, *rows).frame, "LOK_ARBETSSKADOR") == {(2023, "T"): "saknas"}
    own = loaded(tmp_path, *rows, "LOK_ARBETSSKADOR;2023;;färdolycka;0;")
    assert (shown(own.frame, "LOK_ARBETSSKADOR"), own.faults) == ({(2023, "T"): 27}, [])


def test_those_who_left_are_no_movers_within(tmp_path):
    """Turnover is those who left, pensions included; new employees and moves within are not added."""
    rows = zip(("extern avgång", "pension", "intern", "nyanställd"), (30, 12, 9, 44), strict=True)
    own = loaded(tmp_path, *(f"LOK_RORLIGHET;2024;;{part};{count};" for part, count in rows))
    assert shown(own.frame, "LOK_RORLIGHET") == {(2024, "T"): 42}


def test_twelve_months_make_a_year(tmp_path):
    """A year of months is summed when it is whole; until then the months are there, and the year is not."""
    months = [f"LOK_KIR_BEF;{year}-{month:02};;;{month - 8};" for year in (2025, 2026) for month in range(1, 13)]
    own = loaded(tmp_path, *months[:16])
    assert shown(own.frame, "LOK_KIR_BEF") == {(2025, "T"): -18, (2026, "T"): "saknas"}
    assert shown(own.parts, "LOK_KIR_BEF")[2026, "T", "2026-04"] == -4
    assert own.faults == ["LOK_KIR_BEF 2026: inget värde visas, 2026-05, 2026-06, 2026-07 och 5 till saknas."]


def test_an_empty_cell_is_missing_and_no_zero(tmp_path):
    """A row without a figure says that the figure is missing."""
    own = loaded(tmp_path, "LOK_NYREG;2023;;;;", "LOK_NYREG;2024;;;0;")
    assert shown(own.frame, "LOK_NYREG") == {(2023, "T"): "saknas", (2024, "T"): 0}


def test_the_template_is_read_and_has_no_figures():
    """The file people copy has the right header and nothing else that could be taken for a figure."""
    own = read(GUIDE, KINDS, "1962", TODAY)
    assert [(file.name, file.rows) for file in own.files] == [("mall.csv", 0)]
    assert own.faults == ["instruktion.md: läses inte, bara filer som slutar på .csv eller .xlsx läses."]


@pytest.mark.parametrize("kpi", KINDS)
def test_the_guide_tells_of_every_series(kpi):
    """Every series, its parts and whether its few are hidden stand in the municipality's guide."""
    guide = GUIDE.joinpath("instruktion.md").read_text(encoding="utf-8")
    line = next(line for line in guide.splitlines() if line.startswith(f"| {kpi} |"))
    assert [part for part in KINDS[kpi].parts or () if part not in line] == []
    assert KINDS[kpi].people == (kpi in guide.partition("## För få")[2])
