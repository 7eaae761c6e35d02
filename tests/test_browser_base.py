"""Behind a proxy the app has a path before every address: links and pages must keep to it."""

import pytest
from browser import fresh, opened, serving, settled

pytestmark = pytest.mark.browser


def test_links_stay_under_the_base_path(tmp_path, chromium):
    with serving(tmp_path, base="uppfoljning") as app, fresh(chromium, "laptop") as page:
        opened(page, f"{app.url}/nyckeltal?nr=11")
        assert page.get_by_role("heading", level=1).inner_text() == "Medellivslängd, kvinnor och män"
        opened(page, f"{app.url}/")
        links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
        assert [one for one in links if not one.startswith(f"{app.url}/")] == []
        page.locator("a.n-tile-title").first.click()
        page.wait_for_url(f"{app.url}/nyckeltal?nr=1&**")
        settled(page)
