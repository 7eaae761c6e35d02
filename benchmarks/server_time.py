"""Server time for one chart: a ready specification with cached Arrow bytes against Altair built in each rerun."""

from measure import Row, compared, milliseconds
from servers import APPS
from streamlit.testing.v1 import AppTest

PATIENCE = 60  # s


def run() -> list[Row]:
    """One row; the script runs in this process without a browser."""
    test = AppTest.from_file(str(APPS / "timed.py"), default_timeout=PATIENCE).run()
    if test.exception:
        raise RuntimeError(test.exception[0].message)
    ready, naive = test.session_state["taken"]["ready"][5:], test.session_state["taken"]["naive"][5:]
    note = f"{milliseconds(ready)} against {milliseconds(naive)} a chart"
    return [compared("server time per chart / naive Altair", ready, naive, 1 / 20, note)]
