"""A page looked at as everybody meets it: what axe finds, what is wider than the screen; its picture when one is wanted."""

from __future__ import annotations

import os
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.serving import ARTEFACTS

EVERYWHERE = "TOUS_LES_ECRANS" in os.environ
"""Every screen in every size and look (make endurance); otherwise each in its share of them."""
PICTURES = EVERYWHERE or "IMAGES" in os.environ
"""Whether pictures are taken of what is looked at, for people to see."""
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async (tags) => {
  await document.fonts.ready;
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame); // what follows a change of size is drawn
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.target)]);
}"""


def findings(page: Page) -> list[Any]:
    """What axe has to say of the page as it is: each rule, and three places where it is broken."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, TAGS)  # type: ignore[no-any-return]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the screen; 0 when it fits."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def keep_picture(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a picture of the page, of all of it or of what is on the screen, when pictures are wanted."""
    if PICTURES:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=whole)
