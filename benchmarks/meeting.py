"""What a committee waits for in meeting mode: from the press to the last stroke of the next screen, all nyckeltal."""

from statistics import median, quantiles

from measure import Row, compared, exact
from paint import TEXT, choice, chromium, watched
from servers import APP, FLOOR, Server

from norberg import program, settings

SHOWN = ".n-meeting, .st-key-meeting_chart"
NEXT = '[data-go="1"]'
WORDS = ("Kvinnor", "Män", "Båda", "Totalt")
MOST = 1000  # ms at the 95th percentile (issue 3)
WARM_UP = 3  # steps before measuring: the browser compiles what draws a chart
EVERY = 6  # steps to one click on the empty script


def run() -> list[Row]:
    """The rows on steps, the first screen, and an empty script clicked in turn."""
    numbers = [one.no for one in program.load(settings.DATA).indicators]
    with Server(APP) as app, Server(FLOOR) as floor, chromium() as browser:
        meeting, empty = watched(browser, SHOWN), watched(browser, TEXT)
        empty.open(floor.url)
        first = meeting.open(f"{app.url}/mote?lista={','.join(map(str, numbers))}")
        again = meeting.open(f"{app.url}/mote?lista={','.join(map(str, numbers))}")
        steps, clicks = list[float](), list[float]()
        for at in range(len(numbers) - 1):
            taken = meeting.click(NEXT)
            if at >= WARM_UP:
                steps.append(taken)
            if at % EVERY == 0:
                clicks.append(empty.click(choice(WORDS[at // EVERY % len(WORDS)])))
    slowest = quantiles(steps, n=20)[-1]
    note = f"{len(steps)} steps: median {median(steps):.0f} ms, slowest {max(steps):.0f} ms"
    opened = f"all {len(numbers)} screens at once; a new server {first:.0f} ms, then {again:.0f} ms"
    return [
        compared("next screen of a meeting / click on an empty script", steps, clicks, None, note),
        exact("next screen of a meeting, 95th percentile", slowest, MOST, note, "ms"),
        exact("a meeting opened", again, None, opened, "ms"),
    ]
