"""``python -m norberg report`` as a scheduled job meets it."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_files import docx_text, pdf_text

from norberg import report
from norberg.__main__ import main
from norberg.report import task


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("KOLADA_URL", "http://127.0.0.1:9/v3")
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ut.odt"], "Filen ut.odt har ingen ändelse som går att skriva: välj bland .pdf, .docx, .pptx, .xlsx."),
        (["ut.pdf", "--goal", "11"], "Programmet har inget mål 11: välj ett från 1 till 10."),
        (["ut.pdf", "--theme", "sport"], "Temat ”sport” finns inte: välj bland brott-och-trygghet"),
        (["ut.docx", "--theme", "folkhalsa", "--sheet"], "Ett A4 finns bara av ett tema och som PDF: skriv --theme"),
        (["ut.pdf", "--sheet"], "Ett A4 finns bara av ett tema och som PDF: skriv --theme"),
        (["ut.pdf", "--until", "1850"], "Slutåret 1850 går inte att använda: skriv ett från 1994 till "),
    ],
)
def test_what_does_not_exist_is_named_in_a_sentence(folder, capsys, arguments, words):
    """Exit code 1, one line, no file."""
    name, *rest = arguments
    assert main(["report", str(folder / name), *rest]) == 1
    told = capsys.readouterr().err
    assert told.startswith(words)
    assert len(told.splitlines()) == 1
    assert not list(folder.glob("*ut*"))


def test_a_goal_as_it_was_then(folder, capsys):
    """The end year holds for the file; the link leads to the same view."""
    file = folder / "ut.xlsx"
    asked = ["report", str(file), "--goal", "1", "--until", "2019", "--address", "https://app.example.se/"]
    assert main(asked) == 0
    assert capsys.readouterr().out == (
        f"Skrev Mål 1: Vi har den bästa skolan för varje barn och ungdom (5\u00a0nyckeltal) till {file}."
        " Saknar värden: Trygga i skolan, åk 8 och Lärare med pedagogisk examen, åk 1–9.\n"
    )
    values = load_workbook(io.BytesIO(file.read_bytes()))["Värden"]
    assert max(row[4].value for row in values.iter_rows(min_row=5)) == 2019
    link = "https://app.example.se/uppfoljning?kon=totalt&fran=2008&till=2019&jamfor=norra-vastmanland,riket"
    assert values["A3"].value == link
    assert [one.name for one in folder.glob("*ut*")] == ["ut.xlsx"]


def test_a_theme_of_made_up_figures_says_so(folder, capsys, monkeypatch):
    """In what is told, and in the file."""
    monkeypatch.setenv("NORBERG_DEMO", "1")
    file = folder / "ut.DOCX"
    assert main(["report", str(file), "--theme", "Folkhälsa"]) == 0
    assert capsys.readouterr().out.startswith("DEMO: påhittade värden. Skrev Tema: Folkhälsa (14")
    text = docx_text(file.read_bytes())
    assert "DEMO: påhittade värden" in text
    assert "\nUtanför programmet\nTemat Folkhälsa\nProgrammet följer inte de här nyckeltalen.\n" in text


def test_a_theme_on_one_sheet(folder, capsys):
    """One page that leads to the deep-dive; what has no value is named."""
    file = folder / "ut.pdf"
    asked = ["report", str(file), "--theme", "attraktiv-arbetsgivare", "--sheet", "--address", "https://app.example.se"]
    assert main(asked) == 0
    assert "Saknar värden: Kvinnor bland kommunens anställda, " in capsys.readouterr().out
    assert len(PdfReader(file).pages) == 1
    told = pdf_text(file.read_bytes()).replace(" ", "")  # a long link runs over two lines
    assert "https://app.example.se/fordjupning?tema=attraktiv-arbetsgivare&kon=totalt&" in told


def test_a_place_that_cannot_be_written_is_a_sentence(folder, capsys):
    """What was there before stays."""
    assert main(["report", str(folder / "finns-inte" / "ut.xlsx"), "--goal", "6"]) == 1
    assert capsys.readouterr().err.startswith(f"Filen {folder / 'finns-inte' / 'ut.xlsx'} kan inte skrivas: ")


def test_a_task_tells_how_far_it_is_and_stops_when_asked():
    """Stopped, nothing is made, and it says so; left alone, the file is there."""
    started = task.Task()
    started.stop()
    started.work(lambda tell: tell(1, 2, "halva") or b"")
    assert (started.made, started.error, started.running) == (None, "Filen blev inte gjord: avbruten.", False)
    done = task.Task()
    done.work(lambda tell: tell(1, 2, "halva") or b"fil")
    assert (done.made, done.share, done.words) == (b"fil", 0.5, "halva")


def test_kinds_know_their_endings():
    """Every kind has a module that writes it."""
    assert set(report.KINDS) == {"pdf", "docx", "pptx", "xlsx"}
