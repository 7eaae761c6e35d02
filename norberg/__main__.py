"""``python -m norberg``: fetch, look, export, judge, calibrate and check from the command line, in Swedish.

Exit codes: 0 everything asked for was answered or is right; 1 something was not; 2 the command was not understood;
3 another refresh is under way; 130 interrupted.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from norberg import (
    evidence,
    exports,
    findings_csv,
    freshness,
    probe,
    program,
    progress,
    refresh,
    scan,
    settings,
    snapshot,
)
from norberg.catalogue import reading
from norberg.demo import DemoSource
from norberg.discover import areas
from norberg.errors import FileFaults, NorbergError
from norberg.findings import Findings
from norberg.kolada import Kolada
from norberg.lake import command as lake
from norberg.lake import place
from norberg.memory import record
from norberg.program import Program
from norberg.report import ordered
from norberg.report.ordered import Order
from norberg.sentences import counted
from norberg.series import DEMO
from norberg.source import Source
from norberg.store import Store
from norberg.summary import told
from norberg.turn import Busy, taken
from norberg.watch import files, row


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: without the program's name; None for those of the process.

    Returns:
        The exit code.
    """
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return chosen.command(chosen)
    except FileFaults as error:
        print("\n".join(error.faults), file=sys.stderr)
    except Busy as error:
        print(str(error), file=sys.stderr)
        return 3
    except NorbergError as error:
        print(str(error), file=sys.stderr)
    except KeyboardInterrupt:
        resumed = "Det som redan hämtats är kvar, och nästa körning fortsätter där."
        kept = {_report: "Ingen fil skrevs.", _scan: "Ingenting sparades."}.get(chosen.command, resumed)
        print(f"Avbrutet. {kept}", file=sys.stderr)
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m norberg", description="Uppföljning av kommunens program.")
    commands = parser.add_subparsers(required=True, metavar="kommando")

    def add(name: str, command: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(command=command)
        return made

    fetching = add("refresh", _refresh, "Hämta programmets och fördjupningarnas nyckeltal från Kolada.")
    fetching.add_argument("--all", action="store_true", help="för landets alla kommuner")
    fetching.add_argument("--whole", action="store_true", help="hela serier, också där ändringarna räcker")
    fetching.add_argument("--write-snapshot", action="store_true", help="skriv om de inbäddade värdena i data/")
    add("status", _status, "Visa varje nyckeltals senaste år, nästa publicering och ålder.")
    add("export", _export, "Skriv alla värden för maskiner.").add_argument("file", type=Path, metavar="FIL.csv")
    finding = add("findings", _findings, "Skriv vad reglerna säger om varje nyckeltal, för maskiner.")
    finding.add_argument("file", type=Path, metavar="FIL.csv")
    finding.add_argument("--municipality", metavar="KOD", help="en annan kommuns kod, eller all för alla")
    finding.add_argument("--until", type=int, metavar="ÅR", help="så såg det ut då: senare år räknas inte")
    changed = add("changes", _changes, "Skriv vad hämtningarna har ändrat, för maskiner.")
    changed.add_argument("file", type=Path, metavar="FIL.csv")
    changed.add_argument("--since", default="", metavar="DATUM", help="från och med en dag, som 2026-01-31")
    report = add("report", _report, "Skriv uppföljningen som fil: hela, ett mål eller ett tema.")
    report.add_argument("file", type=Path, metavar="FIL.pdf|.docx|.pptx|.xlsx")
    part = report.add_mutually_exclusive_group()
    part.add_argument("--goal", type=int, metavar="N", help="bara ett mål")
    part.add_argument("--theme", metavar="NAMN", help="bara ett temas nyckeltal")
    report.add_argument("--until", type=int, metavar="ÅR", help="så såg det ut då: senare år räknas inte")
    report.add_argument("--address", default="", metavar="URL", help="appens adress, för länken i filen")
    report.add_argument("--sheet", action="store_true", help="temat på ett enda A4")
    scanning = add("scan", _scan, "Granska alla nyckeltal i hela Kolada (efter lake update).")
    scanning.add_argument("--all", action="store_true", help="för landets alla kommuner")
    scanning.add_argument(
        "--scheduler", default="", metavar="ADRESS", help="på ett Dask-kluster, som tcp://10.0.0.5:8786"
    )
    lake.add(commands).set_defaults(command=_lake)
    add("calibrate", _calibrate, "Räkna om hur säkra reglerna är, ur alla kommuners värden och ur slumpen.")
    checking = add("check", _check, "Kontrollera filerna, eller med --live antagandena om Kolada.")
    checking.add_argument("--live", action="store_true", help="fråga Kolada")
    return parser


def _loaded() -> Program:
    return program.load(settings.DATA, settings.themes())


def _real(loaded: Program) -> tuple[Store, Source]:
    folder = settings.written()
    store = Store(folder / "store")
    return store, Source(loaded, settings.DATA, store, folder / "local")


def _shown(loaded: Program) -> Source:
    return DemoSource(loaded, settings.DATA) if settings.demo() else _real(loaded)[1]


def _refresh(chosen: argparse.Namespace) -> int:
    loaded = _loaded()
    store, source = _real(loaded)
    asked = refresh.wanted(loaded, source, chosen.all, files.kpis(files.folder(settings.written())))
    with taken(settings.written()), progress.bar() as tell:
        whole = chosen.whole or chosen.write_snapshot
        summary = refresh.run(Kolada(), store, asked, source, tell, whole_series=whole)
        listed = reading.tried(Kolada(), store)
    print("\n".join([*told(summary, loaded.municipality), listed]))
    if chosen.write_snapshot and summary.complete:
        print(snapshot.write(settings.DATA, _real(loaded)[1], refresh.wanted(loaded, source, chosen.all)))
    return 0 if summary.complete else 1


def _status(chosen: argparse.Namespace) -> int:
    source = _shown(_loaded())
    found = freshness.readings(source)
    today = date.today()
    for one in found:
        print(freshness.line(one, source, today))
    print(f"\n{freshness.counts(found)} {freshness.sentence(found)}")
    for problem in source.problems:
        print(problem)
    return 0


def _export(chosen: argparse.Namespace) -> int:
    source = _shown(_loaded())
    text = exports.machine(source.everything())
    exports.save(chosen.file, text)
    mark = f"{DEMO}. " if source.demo else ""
    print(f"{mark}Skrev {counted(text.count(chr(10)) - 1, 'värde', 'värden')} till {chosen.file}.")
    for problem in source.problems:
        print(problem, file=sys.stderr)
    return 0


def _findings(chosen: argparse.Namespace) -> int:
    source = _shown(_loaded())
    found = Findings(source, chosen.until or freshness.FAR, date.today().isoformat())
    text = findings_csv.text(findings_csv.rows(found, findings_csv.areas(chosen.municipality, source)))
    exports.save(chosen.file, text)
    mark = f"{DEMO}. " if source.demo else ""
    print(f"{mark}Skrev {counted(text.count(chr(10)) - 1, 'rad', 'rader')} till {chosen.file}.")
    for problem in source.problems:
        print(problem, file=sys.stderr)
    return 0


def _changes(chosen: argparse.Namespace) -> int:
    count = record.save(chosen.file, settings.written() / "ledger", chosen.since)
    print(f"Skrev {counted(count, 'ändring', 'ändringar')} till {chosen.file}.")
    return 0


def _report(chosen: argparse.Namespace) -> int:
    source = _shown(_loaded())
    with progress.bar() as tell:
        order = Order(chosen.file, chosen.goal, chosen.theme, chosen.until, chosen.address, chosen.sheet)
        words = ordered.write(order, source, date.today(), tell)
    print(words)
    for problem in source.problems:
        print(problem, file=sys.stderr)
    return 0


def _scan(chosen: argparse.Namespace) -> int:
    here = place.opened(settings.lake())
    with progress.bar() as tell:
        found = scan.run(here, "" if chosen.all else _loaded().municipality.code, chosen.scheduler, tell)
    scan.save(here, found)
    print(found.told)
    print("".join(f"{sentence}\n" for sentence in found.faults), end="", file=sys.stderr)
    return 1 if found.unread else 0


def _lake(chosen: argparse.Namespace) -> int:
    alone = nullcontext() if chosen.part == "status" else taken(settings.written())
    with alone, progress.bar(lines=True) as tell:
        lines, code = lake.run(chosen, _loaded(), tell)
    print("\n".join(lines))
    return code


def _calibrate(chosen: argparse.Namespace) -> int:
    source = _real(_loaded())[1]
    print("\n".join(evidence.calibrate(settings.DATA, source, date.today().isoformat())))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    if chosen.live:
        return _check_live()
    loaded = _loaded()
    source = _real(loaded)[1]
    problems = [*source.problems, *files.read(files.folder(settings.written()), row.known(loaded))[1]]
    problems += areas.read(settings.DATA / areas.FILE, loaded)[1]
    print("\n".join(problems) if problems else f"Filerna är hela: {len(loaded.indicators)} nyckeltal, inga fel.")
    return 1 if problems else 0


def _check_live() -> int:
    words = {True: "stämmer", False: "STÄMMER INTE", None: "går inte att säga"}
    findings = probe.probe()
    for one in findings:
        print(f"{words[one.holds]}: {one.sentence}")
    return 0 if findings[0].holds else 1


if __name__ == "__main__":
    sys.exit(main())
