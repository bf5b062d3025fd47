"""What is true of every page, whoever opens it and however it is looked at."""

import os

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

SQUEEZED = {390: 320, 1280: 640}  # pixels: WCAG 1.4.10 on a telephone, 1.4.4 (twice as large) at a desk
SCREENSHOTS = settings.BASE_DIR / "var" / "screenshots"
KEEPS_PICTURES = bool(os.environ.get("PICTURES"))  # of every page, for people to look at; else of faulty ones

AXE = Axe().axe_script
RUN_AXE = "axe.run({ resultTypes: ['violations'], iframes: false }).then((found) => found.violations)"
# WCAG 1.4.12: as a reader's own stylesheet would set it, which the content policy leaves alone.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        + "word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets.push(sheet);
}"""
NOT_SPACED = "() => { document.adoptedStyleSheets.pop() }"
OUTLINE = """() => {
    const isFree = (each) => {
        for (let box = each.parentElement; box; box = box.parentElement)
            if (box !== document.body && getComputedStyle(box).overflowX !== "visible") return false;
        return true;
    };
    return {
        language: document.documentElement.lang,
        title: document.title,
        headings: Array.from(document.querySelectorAll("h1")).map((each) => each.textContent.trim()),
        sideways: document.documentElement.scrollWidth - innerWidth,
        wider: Array.from(document.querySelectorAll("body *"))
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && isFree(each))
            .map((each) => each.outerHTML.slice(0, 100)).slice(0, 8),
    };
}"""


def outline_faults(page, look):
    """Language, title, one heading, nothing that makes the page scroll sideways, also on half of the screen and with
    letters and words set wide."""
    seen = page.evaluate(OUTLINE)
    if seen["language"] != look.language:
        yield f"the page says that its language is {seen['language']!r}"
    if not seen["title"].strip(" ·"):
        yield "the page has no title"
    if len(seen["headings"]) != 1 or not seen["headings"][0]:
        yield f"not exactly one h1: {seen['headings']}"
    if seen["sideways"] > 0:
        yield f"scrolls sideways by {seen['sideways']} px: {seen['wider']}"
    yield from _squeezed_faults(page, look)


def _squeezed_faults(page, look):
    width = SQUEEZED[look.width]
    page.set_viewport_size({**look.size, "width": width})
    plain = page.evaluate(OUTLINE)
    page.evaluate(SPACED)
    spaced = page.evaluate(OUTLINE)
    page.evaluate(NOT_SPACED)
    page.set_viewport_size(look.size)
    for seen, how in ((plain, ""), (spaced, " with wide letters")):
        if seen["sideways"] > 0:
            yield f"at {width} px{how} scrolls sideways by {seen['sideways']} px: {seen['wider']}"


def axe_faults(page):
    """What axe finds, one line for each element. The only frame of the portal holds a mail in its sandbox, where no
    script runs: axe would wait for it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for violation in page.evaluate(RUN_AXE):
        for node in violation["nodes"]:
            yield f"axe {violation['id']}: {node['target'][0]} {node['failureSummary']!r} {node['html'][:200]}"


def keep_picture(page, name, look):
    page.screenshot(path=SCREENSHOTS / f"{name}-{look}.jpeg", full_page=True, type="jpeg", quality=75)
