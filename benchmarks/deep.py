"""Server time of a deep-dive, fourteen small charts and a table of gaps, warm, against a script that does the least."""

import os
import tempfile
from time import perf_counter

from measure import Row, compared, milliseconds
from servers import FLOOR, NOWHERE, ROOT
from streamlit.testing.v1 import AppTest

PATIENCE = 120  # s
ROUNDS, WARM_UP = 12, 3
THEME = "folkhalsa"


def run() -> list[Row]:
    """One row; both scripts run in this process in turn, without a browser, on the embedded figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NORBERG_DATA": folder, "KOLADA_URL": NOWHERE}
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE).run()
        page.query_params["tema"] = THEME
        page.switch_page("pages/fordjupning.py")
        floor = AppTest.from_file(str(FLOOR), default_timeout=PATIENCE)
        ours, theirs = list[float](), list[float]()
        for at in range(WARM_UP + ROUNDS):
            for test, taken in ((page, ours), (floor, theirs)):
                start = perf_counter()
                test.run()
                if test.exception:
                    raise RuntimeError(test.exception[0].message)
                if at >= WARM_UP:
                    taken.append(perf_counter() - start)
    charts = len(page.get("vega_lite_chart"))
    note = f"{charts} charts: {milliseconds(ours)} against {milliseconds(theirs)}"
    return [compared("server time of a deep-dive, warm / empty script", ours, theirs, None, note)]
