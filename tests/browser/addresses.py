"""Every page of the product, and every state of a page that looks different, in one table.

A page that is not in the table fails `test_every_page.py`. To add one: a line in `PAGES`.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.province import Province

EVERYBODY, EVALUATOR, ADMINISTRATOR = "everybody", "evaluator", "administrator"
AUDITOR = "auditor"
HALFWAY, NEWCOMER = "halfway", "newcomer"
"""Who has given the password alone, and who has no second factor yet."""

NUMBERS = itertools.count(1)

Deed = Callable[[Any], None]
"""What a visitor does on a page, given as Playwright's page; it ends with a form that is sent."""


@dataclass(frozen=True)
class PageToLookAt:
    """A page, who opens it, and what is done there to bring about the state meant."""

    name: str
    who: str
    path: Callable[[Province], str]
    status: int = 200
    deed: Deed | None = None

    def address(self, province: Province, language: str) -> str:
        """The address in a language; Vietnamese goes unsaid."""
        path = self.path(province)
        if language == "vi":
            return path
        return f"{path}{'&' if '?' in path else '?'}lang={language}"


def send(page: Any) -> None:
    """Send the questionnaire or go on to its next part."""
    page.locator(".buttons button").first.click()


def answer_first_part(page: Any) -> None:
    """Give the first answer to every question and go on."""
    for group in page.locator("form fieldset").all():
        if group.is_visible():
            group.locator("label.r").first.click()
    send(page)


def type_into(field: str, text: str) -> Deed:
    """Fill in one field and send its form."""

    def deed(page: Any) -> None:
        page.fill(field, text)
        page.press(field, "Enter")

    return deed


def fill_in(**fields: str) -> Deed:
    """Fill in fields by their ids and send the form of the page."""

    def deed(page: Any) -> None:
        for name, value in fields.items():
            page.fill(f"#{name}", value)
        page.click("main form:not([role=search]) button[type=submit]")

    return deed


def upload_sheet(text: str, **fields: str) -> Deed:
    """Choose a CSV file of this text, fill in the other fields, and send the form."""

    def deed(page: Any) -> None:
        file = {"name": "bang.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.set_input_files("#sheet", file)
        for name, value in fields.items():
            page.fill(f"#{name}", value)
        page.click("main form button[type=submit]")

    return deed


def upload_and_look(text: str) -> Deed:
    """Upload answers and go on with the mapping as it is proposed."""

    def deed(page: Any) -> None:
        upload_sheet(text)(page)
        page.wait_for_url("**/mapping")
        page.click("button[name=look]")
        page.wait_for_url("**/review")

    return deed


def try_wrong_password(page: Any) -> None:
    """Sign in as nobody."""
    page.fill("#email", "nobody@langnghe.example")
    page.fill("#password", "wrong password")
    page.press("#password", "Enter")


def change_password_wrongly(page: Any) -> None:
    """Give a short new password, twice differently."""
    page.fill("#present", "chỉ dành cho kiểm thử 2026")
    page.fill("#new", "năm từ ngắn ngủi thôi")
    page.fill("#again", "khác")
    page.press("#again", "Enter")


def press_button(page: Any) -> None:
    """Press the one button of a page's form."""
    page.click("main form button")


def send_unchecked(page: Any) -> None:
    """Send the page's own form as it is, past the browser's own checks."""
    page.eval_on_selector("main form[method=post]", "form => form.noValidate = true")
    page.locator("main form[method=post] button[type=submit]").last.click()


def make_key(page: Any) -> None:
    """Make a service account with a name that no other has."""
    page.fill("#name", f"Phần mềm một cửa {next(NUMBERS)}")
    page.locator("input[name=acts]").first.check()
    page.check("#unit-whole")
    page.locator("main form[method=post] button[type=submit]").last.click()


def at(use: str) -> Callable[[Province], str]:
    """The address a code leads to."""
    return lambda province: f"/s/{province.codes[use]}"


def point(use: str, more: str = "") -> Callable[[Province], str]:
    """The page of a collection point."""
    return lambda province: f"/manage/points/{province.points[use]}{more}"


def counts_of(use: str, more: str = "") -> Callable[[Province], str]:
    """The dossier counts of a unit."""
    return lambda province: f"/manage/populations/units/{province.units[use]}{more}"


def batch(use: str, more: str = "") -> Callable[[Province], str]:
    """A page of a batch of paper sheets."""
    return lambda province: f"/manage/paper/batches/{province.batches[use]}{more}"


def to_open_a_batch(province: Province) -> str:
    """Where a batch is opened at the waiting room."""
    survey = province.current["counters"]
    return f"/manage/paper/points/{province.points['waiting room']}/{survey}/begin"


def table(subject: str, more: str = "") -> Callable[[Province], str]:
    """The results of a finished survey."""
    return lambda province: f"/results/?survey={province.past[subject]}{more}"


def below(use: str, more: str = "") -> Callable[[Province], str]:
    """The counters' results below one unit."""
    return lambda p: f"/results/?survey={p.past['counters']}&under={p.units[use]}{more}"


def unit(use: str, subject: str = "counters") -> Callable[[Province], str]:
    """The results of one unit in a finished survey."""
    return lambda province: f"/results/{province.past[subject]}/{province.units[use]}"


def draft(use: str, more: str = "") -> Callable[[Province], str]:
    """A page of a draft in the designer."""
    return lambda province: f"/design/{province.drafts[use]}{more}"


def survey(use: str, more: str = "") -> Callable[[Province], str]:
    """The page of a survey."""
    return lambda province: f"/manage/surveys/{province.surveys[use]}{more}"


def trend(use: str, more: str = "") -> Callable[[Province], str]:
    """The trend of a unit over the surveys of counters."""
    return lambda province: f"/results/trend/one_stop_short/{province.units[use]}{more}"


def tree_unit(use: str, more: str = "", *, under: bool = False) -> Callable[[Province], str]:
    """A unit's page among the units, or what stands below it."""
    if under:
        return lambda province: f"/manage/units/?under={province.units[use]}"
    return lambda province: f"/manage/units/{province.units[use]}{more}"


def literally(path: str) -> Callable[[Province], str]:
    """An address that is always the same."""
    return lambda _: path


def imported(more: str = "") -> Callable[[Province], str]:
    """The page of an import."""
    return lambda province: f"/manage/imports/{province.imported}{more}"


ANSWERS = (
    "Dấu thời gian;Quầy;Nhìn chung, Ông/Bà hài lòng hay không hài lòng về việc phục vụ?\n"
    "2026/03/02 9:05:11 SA GMT+7;25-HCC-05;Rất hài lòng\n"
    "2026/03/02 9:15:11 SA GMT+7;25-HCC-05;Tạm được\n"
)
"""Answers as Google Forms writes them, one of them in words nobody knows."""

PAGES = [
    PageToLookAt("home", EVERYBODY, literally("/")),
    PageToLookAt("home, code mistyped", EVERYBODY, literally("/go?code=abc"), 404),
    PageToLookAt("privacy", EVERYBODY, literally("/privacy")),
    PageToLookAt("accessibility", EVERYBODY, literally("/accessibility")),
    PageToLookAt("no such page", EVERYBODY, literally("/nowhere"), 404),
    PageToLookAt("questionnaire", EVERYBODY, at("counter")),
    PageToLookAt("questionnaire, sent empty", EVERYBODY, at("counter"), deed=send),
    PageToLookAt("questionnaire of outpatients", EVERYBODY, at("outpatients")),
    PageToLookAt("questionnaire of inpatients", EVERYBODY, at("inpatients")),
    PageToLookAt(
        "questionnaire of inpatients, second part",
        EVERYBODY,
        at("inpatients"),
        deed=answer_first_part,
    ),
    PageToLookAt("questionnaire of parents", EVERYBODY, at("school")),
    PageToLookAt("questionnaire, led on from an old code", EVERYBODY, at("led on")),
    PageToLookAt("code unknown", EVERYBODY, literally("/s/BBBBBBBB"), 404),
    PageToLookAt("code replaced", EVERYBODY, at("code replaced"), 410),
    PageToLookAt("survey over", EVERYBODY, at("survey over"), 410),
    PageToLookAt("no survey", EVERYBODY, at("no survey"), 404),
    PageToLookAt("receipt", EVERYBODY, lambda province: f"/receipt/{province.receipt}"),
    PageToLookAt("withdraw", EVERYBODY, literally("/withdraw")),
    PageToLookAt(
        "withdraw, code unknown",
        EVERYBODY,
        literally("/withdraw"),
        deed=type_into("#receipt-code", "BBBB-BBBB-BBBB"),
    ),
    PageToLookAt("withdrawn", EVERYBODY, literally("/withdraw/done")),
    PageToLookAt("sign in", EVERYBODY, literally("/account/sign-in")),
    PageToLookAt(
        "sign in, refused", EVERYBODY, literally("/account/sign-in"), deed=try_wrong_password
    ),
    PageToLookAt("second step", HALFWAY, literally("/account/second-step")),
    PageToLookAt(
        "second step, refused",
        HALFWAY,
        literally("/account/second-step"),
        deed=type_into("#code", "111222"),
    ),
    PageToLookAt("set up the second step", NEWCOMER, literally("/account/set-up")),
    PageToLookAt("set up an app", NEWCOMER, literally("/account/authenticator")),
    PageToLookAt(
        "set up an app, wrong code",
        NEWCOMER,
        literally("/account/authenticator"),
        deed=type_into("#code", "111222"),
    ),
    PageToLookAt("add a passkey", ADMINISTRATOR, literally("/account/passkeys/new")),
    PageToLookAt("own account", ADMINISTRATOR, literally("/account/")),
    PageToLookAt("change the password", ADMINISTRATOR, literally("/account/password")),
    PageToLookAt(
        "change the password, wrong",
        EVALUATOR,
        literally("/account/password"),
        deed=change_password_wrongly,
    ),
    PageToLookAt("recovery codes", ADMINISTRATOR, literally("/account/recovery-codes")),
    PageToLookAt(
        "new recovery codes", EVALUATOR, literally("/account/recovery-codes"), deed=press_button
    ),
    PageToLookAt("remove the app", ADMINISTRATOR, literally("/account/authenticator/remove")),
    PageToLookAt("remove a passkey", ADMINISTRATOR, literally("/account/passkeys/1/remove")),
    PageToLookAt("set a password", EVERYBODY, lambda p: f"/account/link/{p.invitation}"),
    PageToLookAt("set a password, link gone", EVERYBODY, literally("/account/link/x"), 404),
    PageToLookAt("results", EVALUATOR, literally("/results/")),
    PageToLookAt("results of counters", EVALUATOR, below("provincial centre", "&level=counter")),
    PageToLookAt(
        "results of counters, mean",
        EVALUATOR,
        below("provincial centre", "&level=counter&formula=mean_100&sort=verdict"),
    ),
    PageToLookAt("results of hospitals", EVALUATOR, table("inpatient", "&level=hospital")),
    PageToLookAt("results of schools", EVALUATOR, table("parents", "&level=school")),
    PageToLookAt(
        "results of a day without answers",
        EVALUATOR,
        lambda p: below("provincial centre", f"&from={p.sunday}&to={p.sunday}")(p),
    ),
    PageToLookAt("results in the tree of today", EVALUATOR, table("counters", "&tree=now")),
    PageToLookAt("results, no such day", EVALUATOR, literally("/results/?from=yesterday"), 400),
    PageToLookAt("unit: province", EVALUATOR, unit("province")),
    PageToLookAt("unit: centre", EVALUATOR, unit("provincial centre")),
    PageToLookAt("unit: met", EVALUATOR, unit("met")),
    PageToLookAt("unit: not met", EVALUATOR, unit("not met")),
    PageToLookAt("unit: near the target", EVALUATOR, unit("near the target")),
    PageToLookAt("unit: straight-lining", EVALUATOR, unit("straight-lining")),
    PageToLookAt("unit: one answer", EVALUATOR, unit("one answer")),
    PageToLookAt("unit: no answers", EVALUATOR, unit("no answers")),
    PageToLookAt("unit: hospital", EVALUATOR, unit("hospital", "inpatient")),
    PageToLookAt("unit: school", EVALUATOR, unit("school", "parents")),
    PageToLookAt("method", EVALUATOR, literally("/results/method")),
    PageToLookAt("no permission", EVALUATOR, literally("/manage/points/"), 403),
    PageToLookAt("manage", ADMINISTRATOR, literally("/manage/")),
    PageToLookAt("manage, nothing open", EVALUATOR, literally("/manage/")),
    PageToLookAt("first steps", ADMINISTRATOR, literally("/manage/first-steps/")),
    PageToLookAt("help", EVALUATOR, literally("/help/")),
    PageToLookAt("help: first steps", EVALUATOR, literally("/help/first-steps")),
    PageToLookAt("help: survey administrator", EVALUATOR, literally("/help/survey-administrator")),
    PageToLookAt("surveys", ADMINISTRATOR, literally("/manage/surveys/")),
    PageToLookAt("surveys, none found", ADMINISTRATOR, literally("/manage/surveys/?q=khong-co")),
    PageToLookAt("survey open", ADMINISTRATOR, survey("open")),
    PageToLookAt("survey planned", ADMINISTRATOR, survey("planned")),
    PageToLookAt("survey, choose questionnaire", ADMINISTRATOR, literally("/manage/surveys/new")),
    PageToLookAt("survey new", ADMINISTRATOR, lambda p: f"/manage/surveys/new/{p.version}"),
    PageToLookAt(
        "survey new, sent with mistakes",
        ADMINISTRATOR,
        lambda p: f"/manage/surveys/new/{p.version}",
        deed=type_into("#code", "ke-hoach"),
    ),
    PageToLookAt("survey, change the plan", ADMINISTRATOR, survey("planned", "/edit")),
    PageToLookAt("survey, change the titles", ADMINISTRATOR, survey("open", "/edit")),
    PageToLookAt("survey, open it", ADMINISTRATOR, survey("planned", "/open")),
    PageToLookAt("survey, close it", ADMINISTRATOR, survey("open", "/close")),
    PageToLookAt("survey, extend it", ADMINISTRATOR, survey("open", "/extend")),
    PageToLookAt("survey, newer version", ADMINISTRATOR, survey("open", "/version")),
    PageToLookAt("survey planner", ADMINISTRATOR, survey("open", "/planner")),
    PageToLookAt(
        "survey planner, counters", ADMINISTRATOR, survey("open", "/planner?level=counter&truth=90")
    ),
    PageToLookAt("people", ADMINISTRATOR, literally("/manage/people/")),
    PageToLookAt("people, none found", ADMINISTRATOR, literally("/manage/people/?q=khong-co")),
    PageToLookAt("invite", ADMINISTRATOR, literally("/manage/people/invite")),
    PageToLookAt(
        "invite, sent empty", ADMINISTRATOR, literally("/manage/people/invite"), deed=send_unchecked
    ),
    PageToLookAt("person", ADMINISTRATOR, literally("/manage/people/1")),
    PageToLookAt("give a role", ADMINISTRATOR, literally("/manage/people/2/roles/new")),
    PageToLookAt("take a role back", ADMINISTRATOR, literally("/manage/people/1/roles/1/end")),
    PageToLookAt("shut an account off", ADMINISTRATOR, literally("/manage/people/1/do/shut")),
    PageToLookAt("link for a password", ADMINISTRATOR, literally("/manage/people/4/link")),
    PageToLookAt(
        "link for a password, made",
        ADMINISTRATOR,
        literally("/manage/people/4/link"),
        deed=press_button,
    ),
    PageToLookAt("service accounts", ADMINISTRATOR, literally("/manage/service-accounts/")),
    PageToLookAt("new service account", ADMINISTRATOR, literally("/manage/service-accounts/new")),
    PageToLookAt(
        "new service account, sent empty",
        ADMINISTRATOR,
        literally("/manage/service-accounts/new"),
        deed=send_unchecked,
    ),
    PageToLookAt(
        "new service account, made",
        ADMINISTRATOR,
        literally("/manage/service-accounts/new"),
        deed=make_key,
    ),
    PageToLookAt("revoke a key", ADMINISTRATOR, literally("/manage/service-accounts/1/revoke")),
    PageToLookAt("points", ADMINISTRATOR, literally("/manage/points/")),
    PageToLookAt("points found", ADMINISTRATOR, literally("/manage/points/?q=truong&page=1")),
    PageToLookAt("points, none found", ADMINISTRATOR, literally("/manage/points/?q=khong-co")),
    PageToLookAt("point", ADMINISTRATOR, point("counter")),
    PageToLookAt("point with two codes", ADMINISTRATOR, point("code replaced")),
    PageToLookAt("point without a code", ADMINISTRATOR, point("no code")),
    PageToLookAt("point without a survey", ADMINISTRATOR, point("no survey")),
    PageToLookAt("point new", ADMINISTRATOR, literally("/manage/points/new")),
    PageToLookAt("points, many", ADMINISTRATOR, literally("/manage/points/many")),
    PageToLookAt(
        "points, many counted",
        ADMINISTRATOR,
        literally("/manage/points/many"),
        deed=lambda page: page.click("button[name=count]"),
    ),
    PageToLookAt("points, upload", ADMINISTRATOR, literally("/manage/points/upload")),
    PageToLookAt(
        "points, sheet looked at",
        ADMINISTRATOR,
        literally("/manage/points/upload"),
        deed=upload_sheet("place;touchpoint\n25-HCC;kiosk\n"),
    ),
    PageToLookAt(
        "points, sheet with mistakes",
        ADMINISTRATOR,
        literally("/manage/points/upload"),
        deed=upload_sheet("place;touchpoint\nnowhere;wall\n"),
    ),
    PageToLookAt("point, move", ADMINISTRATOR, point("counter", "/move")),
    PageToLookAt("point, last day", ADMINISTRATOR, point("counter", "/limit")),
    PageToLookAt("point, surveys", ADMINISTRATOR, point("counter", "/surveys")),
    PageToLookAt("reissue", ADMINISTRATOR, point("counter", "/reissue")),
    PageToLookAt("reissue, no code", ADMINISTRATOR, point("no code", "/reissue")),
    PageToLookAt("revoke", ADMINISTRATOR, point("counter", "/revoke")),
    PageToLookAt("designer", ADMINISTRATOR, literally("/design/")),
    PageToLookAt("designer, none found", ADMINISTRATOR, literally("/design/?q=khong-co")),
    PageToLookAt("designer, begin", ADMINISTRATOR, literally("/design/new")),
    PageToLookAt("designer, bring in", ADMINISTRATOR, literally("/design/bring-in")),
    PageToLookAt(
        "designer, begin, sent empty",
        ADMINISTRATOR,
        literally("/design/new"),
        deed=type_into("#title", " "),
    ),
    PageToLookAt("designer, delete draft", ADMINISTRATOR, draft("fine", "/throw-away")),
    PageToLookAt("designer, outline", ADMINISTRATOR, draft("fine")),
    PageToLookAt("designer, outline of mistakes", ADMINISTRATOR, draft("mistaken")),
    PageToLookAt("designer, outline, empty", ADMINISTRATOR, draft("empty")),
    PageToLookAt("designer, frame", ADMINISTRATOR, draft("fine", "/frame")),
    PageToLookAt("designer, section", ADMINISTRATOR, draft("fine", "/sections/access")),
    PageToLookAt("designer, question", ADMINISTRATOR, draft("fine", "/questions/signs")),
    PageToLookAt(
        "designer, question of mistakes", ADMINISTRATOR, draft("mistaken", "/questions/posting")
    ),
    PageToLookAt("designer, choice", ADMINISTRATOR, draft("fine", "/questions/age_group")),
    PageToLookAt(
        "designer, rule", ADMINISTRATOR, draft("fine", "/questions/fees/shown_if?item=posting")
    ),
    PageToLookAt("designer, languages", ADMINISTRATOR, draft("fine", "/languages")),
    PageToLookAt(
        "designer, words of the frame", ADMINISTRATOR, draft("fine", "/languages/en?part=")
    ),
    PageToLookAt(
        "designer, words of a section",
        ADMINISTRATOR,
        draft("mistaken", "/languages/en?part=access"),
    ),
    PageToLookAt("designer, indices", ADMINISTRATOR, draft("fine", "/indices")),
    PageToLookAt("designer, index", ADMINISTRATOR, draft("fine", "/indices/items_top2")),
    PageToLookAt("designer, scales", ADMINISTRATOR, draft("fine", "/scales")),
    PageToLookAt("designer, preview", ADMINISTRATOR, draft("mistaken", "/preview")),
    PageToLookAt("designer, preview itself", ADMINISTRATOR, draft("mistaken", "/preview/vi")),
    PageToLookAt("designer, trial without a link", ADMINISTRATOR, draft("fine", "/trial")),
    PageToLookAt("designer, trial", ADMINISTRATOR, draft("published", "/trial")),
    PageToLookAt("trial of a draft", EVERYBODY, lambda province: f"/t/{province.trial}"),
    PageToLookAt("trial of a draft, done", EVERYBODY, lambda province: f"/t/{province.trial}/done"),
    PageToLookAt("designer, dry run", ADMINISTRATOR, draft("fine", "/dry-run")),
    PageToLookAt("designer, no dry run yet", ADMINISTRATOR, draft("empty", "/dry-run")),
    PageToLookAt("designer, publish", ADMINISTRATOR, draft("fine", "/publish")),
    PageToLookAt("designer, publish with mistakes", ADMINISTRATOR, draft("mistaken", "/publish")),
    PageToLookAt("designer, publish changes", ADMINISTRATOR, draft("published", "/publish")),
    PageToLookAt("designer, versions", ADMINISTRATOR, draft("published", "/versions")),
    PageToLookAt("designer, no versions", ADMINISTRATOR, draft("fine", "/versions")),
    PageToLookAt("designer, version", ADMINISTRATOR, literally("/design/versions/1")),
    PageToLookAt(
        "designer, version itself", ADMINISTRATOR, literally("/design/versions/1/preview/vi")
    ),
    PageToLookAt("trend", EVALUATOR, trend("provincial centre")),
    PageToLookAt("trend, survey by survey", EVALUATOR, trend("counter", "?step=surveys")),
    PageToLookAt("services", ADMINISTRATOR, literally("/manage/services/")),
    PageToLookAt("services, none found", ADMINISTRATOR, literally("/manage/services/?q=khong-co")),
    PageToLookAt("service", ADMINISTRATOR, literally("/manage/services/1")),
    PageToLookAt("service, retired", ADMINISTRATOR, literally("/manage/services/1/retire")),
    PageToLookAt("service, new", ADMINISTRATOR, literally("/manage/services/new")),
    PageToLookAt(
        "service, new, code taken",
        ADMINISTRATOR,
        literally("/manage/services/new"),
        deed=fill_in(name_vi="Cấp phép", code="MH-01"),
    ),
    PageToLookAt("settings", ADMINISTRATOR, literally("/manage/settings/")),
    PageToLookAt(
        "settings, refused",
        ADMINISTRATOR,
        literally("/manage/settings/"),
        deed=type_into("#default_minimum_cell", "1"),
    ),
    PageToLookAt("units", ADMINISTRATOR, literally("/manage/units/")),
    PageToLookAt("units found", ADMINISTRATOR, literally("/manage/units/?q=vinh+yen")),
    PageToLookAt("units, none found", ADMINISTRATOR, literally("/manage/units/?q=khong-co")),
    PageToLookAt("units below", ADMINISTRATOR, tree_unit("province", under=True)),
    PageToLookAt("units, no such day", ADMINISTRATOR, literally("/manage/units/?on=qua"), 400),
    PageToLookAt("units: one", ADMINISTRATOR, tree_unit("provincial centre")),
    PageToLookAt("units, add", ADMINISTRATOR, literally("/manage/units/new")),
    PageToLookAt("units, rename", ADMINISTRATOR, tree_unit("school", "/rename")),
    PageToLookAt(
        "units, rename, shown",
        ADMINISTRATOR,
        tree_unit("school", "/rename"),
        deed=fill_in(name_vi="Trường Tiểu học Hoa Mai"),
    ),
    PageToLookAt("units, move", ADMINISTRATOR, tree_unit("school", "/move")),
    PageToLookAt(
        "units, move, refused",
        ADMINISTRATOR,
        tree_unit("school", "/move"),
        deed=fill_in(parent="khong-co"),
    ),
    PageToLookAt("units, merge", ADMINISTRATOR, tree_unit("school", "/merge")),
    PageToLookAt("units, split", ADMINISTRATOR, tree_unit("school", "/split")),
    PageToLookAt("units, close", ADMINISTRATOR, tree_unit("school", "/close")),
    PageToLookAt("units, changes", ADMINISTRATOR, literally("/manage/units/changes")),
    PageToLookAt("units, one change", ADMINISTRATOR, lambda p: f"/manage/units/changes/{p.change}"),
    PageToLookAt("units, import", ADMINISTRATOR, literally("/manage/units/import")),
    PageToLookAt(
        "units, import with mistakes",
        ADMINISTRATOR,
        literally("/manage/units/import"),
        deed=upload_sheet("kind;sector;code;name_vi;from\nfarm;health;;A;2025-13-01\n"),
    ),
    PageToLookAt(
        "units, import to confirm",
        ADMINISTRATOR,
        literally("/manage/units/import"),
        deed=upload_sheet(
            "kind;sector;code;name_vi;parent;from\nschool;education;T9;A;province/25;2026-01-05\n"
        ),
    ),
    PageToLookAt("audit", AUDITOR, literally("/manage/audit/")),
    PageToLookAt("audit, none found", AUDITOR, literally("/manage/audit/?thing=khong-co")),
    PageToLookAt("audit, no such day", AUDITOR, literally("/manage/audit/?from=hom-qua"), 400),
    PageToLookAt("audit event", AUDITOR, literally("/manage/audit/1")),
    PageToLookAt("personal data", AUDITOR, literally("/manage/personal-data/")),
    PageToLookAt("personal data, breach", AUDITOR, literally("/manage/personal-data/breach")),
    PageToLookAt(
        "personal data, breach found",
        AUDITOR,
        literally("/manage/personal-data/breach?kind=audit&first=2026-01-01&last=2027-12-31"),
    ),
    PageToLookAt("personal data, mine", EVALUATOR, literally("/manage/personal-data/mine")),
    PageToLookAt("personal data, erase", EVALUATOR, literally("/manage/personal-data/mine/erase")),
    PageToLookAt(
        "personal data, erase, refused",
        EVALUATOR,
        literally("/manage/personal-data/mine/erase"),
        deed=type_into("#email", "khac@example.vn"),
    ),
    PageToLookAt("notices", ADMINISTRATOR, literally("/manage/personal-data/notices")),
    PageToLookAt(
        "notice of schools", ADMINISTRATOR, literally("/manage/personal-data/notices/education")
    ),
    PageToLookAt(
        "notice, refused",
        ADMINISTRATOR,
        literally("/manage/personal-data/notices/health"),
        deed=type_into("#law", ""),
    ),
    PageToLookAt(
        "notice of a survey",
        ADMINISTRATOR,
        lambda p: f"/manage/personal-data/notices/survey/{p.current['parents']}",
    ),
    PageToLookAt("tasks", ADMINISTRATOR, literally("/manage/tasks/")),
    PageToLookAt("task", ADMINISTRATOR, literally("/manage/tasks/audit.verify")),
    PageToLookAt("catalogue", ADMINISTRATOR, literally("/manage/catalogue/")),
    PageToLookAt(
        "catalogue, a questionnaire", ADMINISTRATOR, literally("/manage/catalogue/csm_philippines")
    ),
    PageToLookAt("paper", ADMINISTRATOR, literally("/manage/paper/")),
    PageToLookAt(
        "paper, new batch",
        ADMINISTRATOR,
        lambda p: f"/manage/paper/new?survey={p.current['counters']}",
    ),
    PageToLookAt(
        "paper, no such place",
        ADMINISTRATOR,
        lambda p: f"/manage/paper/new?survey={p.current['counters']}&q=khong-co",
    ),
    PageToLookAt("paper, open a batch", ADMINISTRATOR, to_open_a_batch),
    PageToLookAt("paper, batch", ADMINISTRATOR, batch("open")),
    PageToLookAt("paper, batch to type again", ADMINISTRATOR, batch("to type again")),
    PageToLookAt("paper, batch to settle", ADMINISTRATOR, batch("to settle")),
    PageToLookAt("paper, sheet", ADMINISTRATOR, batch("open", "/sheet")),
    PageToLookAt(
        "paper, sheet with mistakes",
        ADMINISTRATOR,
        batch("open", "/sheet"),
        deed=type_into("#a_comment", "x"),
    ),
    PageToLookAt("paper, close", ADMINISTRATOR, batch("open", "/close")),
    PageToLookAt("paper, check", ADMINISTRATOR, batch("to type again", "/check")),
    PageToLookAt("paper, typed alone", ADMINISTRATOR, batch("to type again", "/alone")),
    PageToLookAt("paper, settle", ADMINISTRATOR, batch("to settle", "/settle")),
    PageToLookAt("services, upload", ADMINISTRATOR, literally("/manage/services/upload")),
    PageToLookAt(
        "services, upload with mistakes",
        ADMINISTRATOR,
        literally("/manage/services/upload"),
        deed=upload_sheet("code;name_vi;sector\n1.001;;farming\n1.002;Khai sinh;health\n"),
    ),
    PageToLookAt(
        "services, upload to confirm",
        ADMINISTRATOR,
        literally("/manage/services/upload"),
        deed=upload_sheet("code;name_vi;sector\n1.002;Khai sinh;administration\n"),
    ),
    PageToLookAt("populations", ADMINISTRATOR, literally("/manage/populations/")),
    PageToLookAt(
        "populations, none found", ADMINISTRATOR, literally("/manage/populations/?q=khong-co")
    ),
    PageToLookAt("populations, checks", ADMINISTRATOR, literally("/manage/populations/checks")),
    PageToLookAt("populations of a unit", ADMINISTRATOR, counts_of("met")),
    PageToLookAt("populations, nothing counted", ADMINISTRATOR, counts_of("school")),
    PageToLookAt("populations, enter", ADMINISTRATOR, counts_of("met", "/enter")),
    PageToLookAt(
        "populations, enter, refused",
        ADMINISTRATOR,
        counts_of("met", "/enter"),
        deed=fill_in(
            first_day="2026-03-01",
            last_day="2026-02-01",
            on_time="100",
            late="5",
            refused="200",
            source="Báo cáo",
        ),
    ),
    PageToLookAt("populations, history", ADMINISTRATOR, literally("/manage/populations/counts/1")),
    PageToLookAt(
        "populations, correct", ADMINISTRATOR, literally("/manage/populations/counts/1/correct")
    ),
    PageToLookAt(
        "populations, take back",
        ADMINISTRATOR,
        literally("/manage/populations/counts/1/take-back"),
    ),
    PageToLookAt("populations, upload", ADMINISTRATOR, literally("/manage/populations/upload")),
    PageToLookAt(
        "populations, upload with mistakes",
        ADMINISTRATOR,
        literally("/manage/populations/upload"),
        deed=upload_sheet("unit_code;first_day;on_time;late\n25;13/2026;1;\nx;03/2026;1;0\n"),
    ),
    PageToLookAt("targets", ADMINISTRATOR, literally("/manage/targets/")),
    PageToLookAt("targets, new", ADMINISTRATOR, literally("/manage/targets/new")),
    PageToLookAt(
        "targets, new, refused",
        ADMINISTRATOR,
        literally("/manage/targets/new"),
        deed=fill_in(percent="85", source_vi="Quyết định 1/QĐ", source_en="Decision 1"),
    ),
    PageToLookAt("targets, correct", ADMINISTRATOR, literally("/manage/targets/1/correct")),
    PageToLookAt("targets, end", ADMINISTRATOR, literally("/manage/targets/1/end")),
    PageToLookAt(
        "unit: history of verdicts",
        EVALUATOR,
        lambda province: f"{unit('met')(province)}/history",
    ),
    PageToLookAt("imports", ADMINISTRATOR, literally("/manage/imports/")),
    PageToLookAt("imports, new", ADMINISTRATOR, literally("/manage/imports/new")),
    PageToLookAt(
        "imports, mapping",
        ADMINISTRATOR,
        literally("/manage/imports/new"),
        deed=upload_sheet(ANSWERS),
    ),
    PageToLookAt(
        "imports, mapping with mistakes",
        ADMINISTRATOR,
        literally("/manage/imports/new"),
        deed=upload_and_look("Dấu thời gian;Nơi;overall\n2026;x;lạ\n"),
    ),
    PageToLookAt(
        "imports, review",
        ADMINISTRATOR,
        literally("/manage/imports/new"),
        deed=upload_and_look(ANSWERS),
    ),
    PageToLookAt("imports, done", ADMINISTRATOR, imported()),
    PageToLookAt("imports, take back", ADMINISTRATOR, imported("/take-back")),
]

FILES = {
    "static": "style sheets",
    "design.translation_sheet": "XLSX and PO",
    "design.version_file": "JSON and XLSX",
    "design.schema": "JSON",
    "design.trial_code": "SVG",
    "trend.download": "CSV and XLSX",
    "bootstrap.static": "style sheets",
    "security.static": "closed to everybody",
    "public.health": "one word for a load balancer",
    "catalogue.form": "PDF",
    "paper.version_form": "PDF",
    "paper.point_form": "PDF",
    "points.poster": "PDF",
    "points.posters": "PDF",
    "points.qr_svg_file": "SVG",
    "points.qr_png_file": "PNG",
    "services.template": "CSV and XLSX",
    "services.export": "CSV and XLSX",
    "services.review": "looked at after an upload",
    **dict.fromkeys(
        ["api.units", "api.services", "api.surveys", "api.populations", "api-docs.openapi_json"],
        "JSON for programs",
    ),
    "populations.template": "CSV and XLSX",
    "populations.export": "CSV and XLSX",
    "guide.example_units": "CSV",
    "points.review": "looked at after an upload",
    "points.template": "CSV and XLSX",
    "populations.review": "looked at after an upload",
    "imports.mapping": "looked at after an upload",
    "imports.review": "looked at after an upload",
    "imports.mapping_file": "TOML",
    "audit.export": "CSV",
    "personal_data.register_file": "CSV",
    "personal_data.breach_file": "CSV",
    "units.export": "CSV",
    "units.review": "looked at after an upload",
    "results.download": "CSV and XLSX",
    "security.verify": "closed to everybody",
    "public.go": "leads on; its page is the home page",
    "staff.start": "leads on to the first page of a role",
}
"""What answers GET and is no page of its own, and why it is not looked at."""
