"""Every act that the audit knows, and what a page calls it. An act not listed here is refused.

A room's acts stand under its own heading. The name is `thing.verb` and never changes: events that
were recorded under it stay for years.
"""

from typing import Any

from flask_babel import lazy_gettext

ACTS: dict[str, Any] = {
    # --- signing in and doors ---
    "session.sign_in": lazy_gettext("Signed in"),
    "session.sign_out": lazy_gettext("Signed out"),
    "session.fail": lazy_gettext("Failed to sign in"),
    "access.refuse": lazy_gettext("Was refused a page"),
    # --- people and rights ---
    "account.create": lazy_gettext("Created an account"),
    "account.make_link": lazy_gettext("Made a link to set a password"),
    "account.change_password": lazy_gettext("Changed a password"),
    "account.add_factor": lazy_gettext("Added a second factor"),
    "account.remove_factor": lazy_gettext("Removed a second factor"),
    "account.reset_factors": lazy_gettext("Took all second factors of an account away"),
    "account.new_recovery_codes": lazy_gettext("Made new recovery codes"),
    "account.use_recovery_code": lazy_gettext("Signed in with a recovery code"),
    "account.rename": lazy_gettext("Changed the own name"),
    "account.choose_mails": lazy_gettext("Chose which mails to get"),
    "account.lock": lazy_gettext("Was locked after five wrong attempts"),
    "account.unlock": lazy_gettext("Unlocked an account"),
    "account.shut": lazy_gettext("Shut an account off"),
    "account.reopen": lazy_gettext("Opened an account again"),
    "session.end": lazy_gettext("Ended a session"),
    "role.give": lazy_gettext("Gave a role"),
    "role.end": lazy_gettext("Took a role back"),
    "role.carry_over": lazy_gettext("Carried roles over to a merged unit"),
    # --- units ---
    "unit.import": lazy_gettext("Imported units"),
    "unit.create": lazy_gettext("Created a unit"),
    "unit.rename": lazy_gettext("Renamed a unit"),
    "unit.move": lazy_gettext("Moved a unit"),
    "unit.close": lazy_gettext("Closed a unit"),
    "unit.merge": lazy_gettext("Merged units"),
    "unit.split": lazy_gettext("Split a unit"),
    "unit.staffing": lazy_gettext("Said whether one person serves at a unit"),
    "unit.undo": lazy_gettext("Took a change of units back"),
    # --- populations, services and targets ---
    "service.add": lazy_gettext("Added a procedure"),
    "service.change": lazy_gettext("Changed a procedure"),
    "service.import": lazy_gettext("Imported a list of procedures"),
    "population.take_back": lazy_gettext("Took a dossier count back"),
    "population.enter": lazy_gettext("Entered or corrected dossier counts"),
    "target.add": lazy_gettext("Set a target"),
    "target.end": lazy_gettext("Ended a target"),
    "target.correct": lazy_gettext("Corrected a target"),
    # --- collection points and access codes ---
    "code.issue": lazy_gettext("Issued an access code"),
    "code.reissue": lazy_gettext("Replaced the access codes of a point"),
    "code.revoke": lazy_gettext("Revoked access codes"),
    "code.limit": lazy_gettext("Set the last day of a point's codes"),
    "point.create": lazy_gettext("Made a collection point"),
    "point.create_many": lazy_gettext("Made many collection points"),
    "point.move": lazy_gettext("Moved a collection point"),
    "point.attach": lazy_gettext("Changed the surveys of a collection point"),
    "code.lead_on": lazy_gettext("Led an access code on to another"),
    # --- invitations, interviews and help at the counter ---
    "invitations.make": lazy_gettext("Made invitations"),
    "invitations.revoke": lazy_gettext("Revoked invitations"),
    "assisted.begin": lazy_gettext("Began to enter answers for other people"),
    # --- kiosks ---
    "kiosk.set_code": lazy_gettext("Set the staff code of a kiosk"),
    "kiosk.leave": lazy_gettext("Left a kiosk with the staff code"),
    "kiosk.lock": lazy_gettext(
        "Refused a connection that tried more than five staff codes at a kiosk"
    ),
    # --- paper ---
    "paper.open": lazy_gettext("Opened a batch of paper sheets"),
    "paper.close": lazy_gettext("Closed a batch of paper sheets"),
    "paper.check_alone": lazy_gettext("Typed paper sheets again that the same person had typed"),
    "paper.settle": lazy_gettext("Settled two typings of a paper sheet"),
    # --- questionnaires ---
    "draft.begin": lazy_gettext("Began a questionnaire"),
    "draft.delete": lazy_gettext("Deleted the draft of a questionnaire"),
    "draft.open_trial": lazy_gettext("Made a link to try a questionnaire"),
    "draft.end_trial": lazy_gettext("Took a trial's link back and deleted its answers"),
    "draft.take_over": lazy_gettext("Took a questionnaire over from somebody else"),
    "questionnaire.ask": lazy_gettext("Asked that a questionnaire be published"),
    "questionnaire.publish": lazy_gettext("Published a questionnaire version"),
    "questionnaire.retire": lazy_gettext("Retired a questionnaire"),
    "questionnaire.offer": lazy_gettext("Offered a retired questionnaire again"),
    # --- surveys ---
    "survey.create": lazy_gettext("Created a survey"),
    "survey.change": lazy_gettext("Changed a survey"),
    "survey.remove": lazy_gettext("Removed the plan of a survey"),
    "survey.open": lazy_gettext("Opened a survey"),
    "survey.pause": lazy_gettext("Paused a survey"),
    "survey.resume": lazy_gettext("Resumed a survey"),
    "survey.extend": lazy_gettext("Extended a survey"),
    "survey.close": lazy_gettext("Closed a survey before its last day was over"),
    "survey.switch_version": lazy_gettext("Let a survey ask a newer version"),
    # --- answers ---
    "text.read": lazy_gettext("Read free text"),
    "text.export": lazy_gettext("Downloaded free text"),
    "text.tag": lazy_gettext("Put a tag on a comment"),
    "text.untag": lazy_gettext("Took a tag off a comment"),
    "text.mask": lazy_gettext("Took words out of a comment"),
    "text.unmask": lazy_gettext("Put words back into a comment"),
    "text.make_tag": lazy_gettext("Made a tag of comments"),
    "text.change_tag": lazy_gettext("Changed a tag of comments"),
    "text.delete_tag": lazy_gettext("Deleted a tag of comments"),
    "response.import": lazy_gettext("Imported answers"),
    "response.take_back": lazy_gettext("Took an import of answers back"),
    "response.exclude": lazy_gettext("Left answers out"),
    "hours.set": lazy_gettext("Set the opening hours of a unit"),
    "response.keep": lazy_gettext("Kept suspected answers"),
    "answers.download": lazy_gettext("Downloaded single answers"),
    "results.download": lazy_gettext("Downloaded results"),
    "report.make": lazy_gettext("Made a report"),
    "report.sign": lazy_gettext("Signed a report off"),
    "report.discard": lazy_gettext("Threw the draft of a report away"),
    "report.download": lazy_gettext("Downloaded a file of a report"),
    "report.compare": lazy_gettext("Made a report again to compare it"),
    "funnel.download": lazy_gettext("Downloaded numbers of forms"),
    # --- what is public ---
    "publication.propose": lazy_gettext("Asked a second person to publish results"),
    "publication.drop": lazy_gettext("Dropped results that waited for a second person"),
    "publication.make": lazy_gettext("Published results"),
    "publication.withdraw": lazy_gettext("Withdrew published results"),
    "improvement.write": lazy_gettext("Published what was changed because of answers"),
    "improvement.take_down": lazy_gettext("Took down what was said to be changed"),
    # --- the demonstration ---
    "demonstration.load": lazy_gettext("Loaded the demonstration"),
    "demonstration.remove": lazy_gettext("Removed the demonstration"),
    # --- the audit itself ---
    "audit.read": lazy_gettext("Read the audit"),
    "audit.export": lazy_gettext("Exported the audit"),
    "audit.verify": lazy_gettext("Verified the audit"),
    "audit.prune": lazy_gettext("Removed audit events that were kept long enough"),
    # --- the seal ---
    "seal.make": lazy_gettext("Sealed a day"),
    "seal.verify": lazy_gettext("Verified the seals"),
    # --- personal data ---
    "account.erase": lazy_gettext("Erased an account"),
    "account.export": lazy_gettext("Took along the data of the own account"),
    "retention.remove": lazy_gettext("Removed data that was kept long enough"),
    "breach.look": lazy_gettext("Asked who could have seen data"),
    "register.export": lazy_gettext("Downloaded the register of personal data"),
    "notice.publish": lazy_gettext("Published a notice to citizens"),
    # --- settings ---
    "setting.change": lazy_gettext("Changed a setting"),
    # --- tasks ---
    "task.start": lazy_gettext("Started a task by hand"),
    # --- mails ---
    "digest.send": lazy_gettext("Sent mails to heads of units"),
    "mail.try": lazy_gettext("Tried whether mails arrive"),
    # --- programming interface ---
    "service_account.create": lazy_gettext("Created a service account"),
    "service_account.revoke": lazy_gettext("Revoked a service account"),
    "service_account.use": lazy_gettext("Used a right of its key for the first time on a day"),
    "service_account.read": lazy_gettext("Read results for the first time on a day"),
}
