"""The browsers that tests drive: where they are, and how they get there.

``python tests/browsers.py`` brings what is missing, or says which command does.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "firefox": ("firefox-esr", "firefox"),
}
REQUIRED = {"chromium": "chromium"}  # browser: the Debian package that brings it
# Without these some tests are skipped, each saying so. Program: Debian package, and what is not tested without it.
WANTED = {
    "firefox-esr": ("firefox-esr", "Firefox"),
    "WebKitWebDriver": ("webkit2gtk-driver", "WebKit"),
    "Xvfb": ("xvfb", "WebKit"),
    "pdftotext": ("poppler-utils", "what is printed"),
    "java": ("default-jre-headless", "whether the HTML is valid"),
}


def find(browser: str) -> Path | None:
    """The browser's program: named by CHROMIUM or FIREFOX, on the path, or fetched by Playwright."""
    named = os.environ.get(browser.upper())
    programs = (shutil.which(name) for name in ((named,) if named else NAMES[browser]))
    return next((Path(program) for program in programs if program), None) or _fetched(browser)


def _fetched(browser: str) -> Path | None:
    """What `playwright install` left behind; only its Chromium is of use, it patches its Firefox."""
    if browser != "chromium":
        return None
    from playwright.sync_api import sync_playwright  # slow to import, and mostly not needed

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.exists() else None


def bring(browser: str, package: str) -> bool:
    """Installs the browser with what this machine has, and returns whether it is there now."""
    print(f"==> Installing {browser} for the browser tests", flush=True)
    _apt(package)
    if not find(browser) and browser == "chromium":
        subprocess.run([sys.executable, "-m", "playwright", "install", browser], check=False, capture_output=True)
    return find(browser) is not None


def bring_wanted() -> None:
    """Installs what some tests need, where that can be done, and says what stays untested without it."""
    missing = [program for program in WANTED if not shutil.which(program)]
    if missing:
        print(f"==> Installing for some of the tests: {', '.join(missing)}", flush=True)
        _apt(*(WANTED[program][0] for program in missing))
    lost = [program for program in missing if not shutil.which(program)]
    if lost:
        print(f"NOT TESTED: {', '.join(sorted({WANTED[program][1] for program in lost}))}. To change that:")
        print(f"  sudo apt-get install -y {' '.join(WANTED[program][0] for program in lost)}", flush=True)


def _apt(*packages: str) -> None:
    """Installs Debian packages, if this is Debian and allowed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Exit code 0 if every browser that the tests require is there."""
    missing = [(browser, package) for browser, package in REQUIRED.items() if not find(browser)]
    lost = [package for browser, package in missing if not bring(browser, package)]
    if lost:
        print("The tests drive a real browser, and none could be installed. Run:", file=sys.stderr)
        print(f"  sudo apt-get install -y {' '.join(lost)}", file=sys.stderr)
    bring_wanted()
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
