"""report.html in a real browser: with and without scripts, on an office screen, a phone and paper."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from report_sample import sample

from lianjing.report import write_all

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine: pages cannot be looked at (apt-get install chromium)", allow_module_level=True)


@pytest.fixture(scope="module")
def browser():
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e '.[dev]')")
    with sync.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, "--no-first-run", "--disable-quic"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    return write_all(*sample(folder / "book", persons=60), folder / "out", False)[3].as_uri()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != address else None)
    page.goto(address)
    yield page
    context.close()
    assert said == []  # no error, no refused style, nothing fetched


def shown(page, what):
    return page.locator(what).filter(visible=True).count()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844), (1024, 600)])
def test_the_page_never_scrolls_sideways(browser, address, width, height):
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(address)
    page.click("#open-all")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_chinese_comes_first_and_english_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(address)
    assert "疑点核对报告" in page.locator("h1").inner_text()
    page.click("label[for=in-en]")
    assert page.locator("h1").inner_text() == "Doubts to check"
    assert shown(page, ".zh") == 0
    assert not page.locator("#finder").is_visible()  # a search box that could not search is not shown
    page.locator("#rule-A01 > summary").click()
    assert page.locator("#rule-A01 .doubt").first.is_visible()
    context.close()


def test_the_language_of_the_document_follows_the_choice(page):
    page.click("label[for=in-en]")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.click("label[for=in-zh]")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_the_search_box_leaves_what_fits_and_clears_again(page):
    page.fill("#find-word", "田小满 u01")
    assert page.locator("#find-count").inner_text() == "1"
    assert shown(page, ".doubt") == 1
    assert shown(page, ".rule") == 1
    page.click("#find-clear")
    assert shown(page, ".rule") == 4
    assert shown(page, ".doubt") == 0  # folded as before


def test_doubts_deep_in_a_fold_are_found(page):
    last = page.locator("#rule-A01 .fold .doubt").last
    page.fill("#find-word", last.get_attribute("id").split("-")[2])
    assert last.is_visible()


def test_town_and_rule_narrow_each_other(page):
    page.select_option("#find-town", "云岭镇")
    page.select_option("#find-rule", "rule-U01")
    assert page.locator("#find-count").inner_text() == "1"


def test_a_figure_opens_the_rule_it_counts(page):
    page.click(".matrix tbody a[href='#rule-U01'] >> nth=0")
    assert page.locator("#rule-U01 .doubt").first.is_visible()


def test_a_bar_of_a_town_finds_its_doubts(page):
    page.click(".charts a[data-find='石桥乡']")
    assert page.input_value("#find-word") == "石桥乡"
    assert shown(page, ".doubt") == shown(page, ".doubt[data-t='石桥乡']") > 0


def test_the_mark_is_colour_outline_and_sign_together(page):
    page.click("#open-all")
    cell = page.locator("td.on.n").first
    plain = page.locator(".sheet tbody td.n:not(.on)").first
    read = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).outlineStyle]"
    assert cell.evaluate(read)[0] != plain.evaluate(read)[0]
    assert cell.evaluate(read)[1] == "solid"
    assert "◀" in cell.inner_text()


def test_on_paper_the_forms_are_gone_and_wide_tables_fit(page):
    page.click("#open-all")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 less its margins
    assert not page.locator("#finder").is_visible()
    assert page.evaluate("Math.max(...Array.from(document.querySelectorAll('.sheet')).map(t => t.getBoundingClientRect().right))") <= 690
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_keyboard_reaches_language_and_rules(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "in-zh"
    page.keyboard.press("ArrowRight")
    assert page.locator("h1").inner_text() == "Doubts to check"
    page.locator("#rule-A01 > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#rule-A01 .doubt").first.is_visible()
