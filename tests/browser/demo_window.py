"""A window on the demonstration, for one page after the other, in any size and look and as anybody."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.looking import findings, keep_picture, too_wide
from tests.browser.serving import Watched

SCREENS = {
    "tablette": {"width": 1024, "height": 768},
    "portrait": {"width": 768, "height": 1024},
    "telephone": {"width": 360, "height": 640},
    "bureau": {"width": 1440, "height": 900},
}


class Window:
    """What one person has open."""

    def __init__(self, page: Page, demo: str) -> None:
        self.page, self.demo = page, demo
        self.watched = Watched(page)

    def be(self, who: str) -> None:
        """See as this one does from here on."""
        self.page.goto(f"{self.demo}/compte")
        chosen = self.page.get_by_role("option", name=who).first.get_attribute("value")
        self.page.get_by_label("Voir comme").select_option(chosen)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Voir", exact=True).click()

    def look_at(self, name: str, address: str, screen: str, look: str) -> None:
        """Nothing for axe, nothing wider than the screen, nothing said on the console, nothing asked elsewhere."""
        self.page.set_viewport_size(SCREENS[screen])  # type: ignore[arg-type]
        self.page.emulate_media(color_scheme=look, reduced_motion="reduce")  # type: ignore[arg-type]
        self.watched.forget()
        self.page.goto(self.demo + address)
        keep_picture(self.page, f"{name}-{screen}-{look}")
        assert findings(self.page) == []
        assert too_wide(self.page) <= 0
        assert self.watched.elsewhere == []
        odd = [said for said in self.watched.console if "404" not in said and "403" not in said]
        assert odd == []
