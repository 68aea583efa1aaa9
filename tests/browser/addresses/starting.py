"""The index of rooms, the first steps, help, and a page that is refused."""

from tests.browser.addresses.look import ADMINISTRATOR, EVALUATOR, PageToLookAt, literally

PAGES = [
    PageToLookAt("no permission", EVALUATOR, literally("/manage/points/"), 403),
    PageToLookAt("manage", ADMINISTRATOR, literally("/manage/")),
    PageToLookAt("manage, nothing open", EVALUATOR, literally("/manage/")),
    PageToLookAt("first steps", ADMINISTRATOR, literally("/manage/first-steps/")),
    PageToLookAt("help", EVALUATOR, literally("/help/")),
    PageToLookAt("help: first steps", EVALUATOR, literally("/help/first-steps")),
    PageToLookAt("help: survey administrator", EVALUATOR, literally("/help/survey-administrator")),
]
