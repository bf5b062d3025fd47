"""Every address of the portal that is a page, seen in two opposite looks by somebody who may. The list is the
URLconf's: a new page is visited by itself."""

from fnmatch import fnmatchcase

import pytest

from apps.core import policy
from tests.architecture.addresses import addresses

from .looks import OPPOSITES

# Addresses that are no page for whoever simply comes to them.
NOT_BY_ITSELF = {
    "account_confirm_login_code": "after asking for a code: test_sign_in.py",
    "account_email_verification_sent": "after signing up: test_sign_in.py",
    "account_set_password": "only without a password: test_sign_in.py",
    "accounts:accept_invitation": "with the mail's link: test_invitation.py",
    "accounts:notice": "leads to the page of which it tells: tests/accounts/test_notices.py",
    "admin:app_list": "leads to the reference data",
    "admin:autocomplete": "answers the admin's scripts, which are not loaded",
    "admin:login": "leads to the portal's own",
    "admin:logout": "leads to the portal's own",
    "admin:password_change": "leads to the portal's own",
    "admin:view_on_site": "nothing has a page of its own on the site",
    **dict.fromkeys(
        ["google_login", "google_callback", "google_login_by_token", "line_login", "line_callback"],
        "only where it is set up: tests/accounts/test_providers.py",
    ),
    "mailings:picture": "a picture: tests/mailings/test_composing_pages.py",
    "mailings:document": "a file: tests/mailings/test_composing_pages.py",
    "mailings:preview": "a letter in its sandbox, seen inside mailings:office_show",
    "mailings:html": "a mail in its sandbox, seen inside mailings:message",
    "mfa_activate_totp": "only without a second factor: test_invitation.py",
    "mfa_authenticate": "after the password: test_sign_in.py",
    "mfa_login_webauthn": "answers the passkey's script",
    "mfa_reauthenticate_webauthn": "answers the passkey's script",
    "office:job_result": "a file: test_selection.py",
    "office:saved_list": "leads to the people page",
    "office:selection_export": "with people chosen: test_selection.py",
    "office:selection_list": "with people chosen: test_selection.py",
    "office:selection_post": "with people chosen: test_selection.py",
    "records:photo": "a picture: tests/records/views/me/test_photo.py",
    "records:claim_verify": "after the name: test_claim.py",
    "records:me_download_file": "a file: tests/records/privacy/test_download.py",
    "payments:qr": "a picture: tests/payments/views/test_paying.py",
    "payments:slip": "a picture: tests/payments/views/test_pictures.py",
    "payments:desk_slip_picture": "a picture: tests/payments/views/test_pictures.py",
    "payments:open": "leads to the payment: tests/payments/views/test_paying.py",
    "events:ticket_qr": "a picture: tests/events/views/test_tickets.py",
    "events:pay": "leads to the payment: tests/events/views/test_registering.py",
    **dict.fromkeys(
        ["events:picture", "events:share_picture", "events:office_picture"], "a picture: tests/events/making"
    ),
    "events:ics": "a file: tests/events/finding/test_calendars.py",
    "calendars:group": "a file: tests/events/finding/test_calendars.py",
    "calendars:mine": "a file: tests/events/finding/test_calendars.py",
    "calendars:public": "a file: tests/events/finding/test_calendars.py",
    "events:this_month": "leads to the month: tests/events/finding/test_list.py",
    "events:desk_paper_file": "a file: tests/events/after/test_papers.py",
    "chapters:photo_picture": "a picture: tests/chapters/test_albums.py",
    "chapters:post_picture": "a picture: tests/chapters/test_posts.py",
    "chapters:document_file": "a file: tests/chapters/test_documents.py",
    "chapters:desk_report_pdf": "a file: tests/chapters/test_yearly.py",
    "office:group_report_pdf": "a file: tests/chapters/test_yearly.py",
    "office:group_picture": "a picture: tests/office/test_group_keeping.py",
    "office:group_post_picture": "a picture: tests/office/test_group_keeping.py",
    "office:group_file": "a file: tests/office/test_group_keeping.py",
    "set_language": "a deed",
    "socialaccount_login_error": "says that it failed: tests/accounts/test_providers.py",
    "socialaccount_signup": "leads to where one signs in",
}
CLOSED_TO_ALL = 403  # what an audited model does not offer: adding a country, deleting a province
WHO = {
    "account_logout": "alumnus",
    "accounts:notices": "keeper",
    "home:me": "keeper",
    "mailings:my_mail": "keeper",
    "payments:desk*": "administrator",
    "payments:*": "keeper",
    "records:me_*": "keeper",
    "chapters:desk*": "keeper",
    "chapters:mine": "keeper",
    "chapters:members": "keeper",
    "chapters:nomination": "keeper",
    "chapters:ask": "alumnus",
    "chapters:post_report": "alumnus",
    "chapters:album": "keeper",
    "chapters:photo_please": "nobody",
    "chapters:photo*": "keeper",
    "chapters:document*": "keeper",
    "chapters:letter": "keeper",
    "chapters:letters": "keeper",
    "chapters:letter_mailing": "keeper",
    **dict.fromkeys(
        [f"mailings:office_{name}" for name in ("show", "write", "audience", "discard")], "writer of the mailing"
    ),
    "mailings:preview": "writer of the mailing",
    "chapters:letters_choose": "keeper",
    "chapters:answer": "alumnus",
    "chapters:leave": "keeper",
    **dict.fromkeys(
        [f"events:{name}" for name in ("new", "mine_to_run", "desk", "change", "cancel", "hosts", "appeal")], "keeper"
    ),
    "events:host_answer": "keeper",
    "events:complain": "alumnus",
    "events:ask": "alumnus",
    "events:desk_*": "keeper",
    "events:door*": "keeper",
    "events:my_*": "keeper",
    "events:mine": "keeper",
    "events:pass_on": "keeper",
    "events:register": "keeper",
    "events:request*": "keeper",
    "directory:message": "alumnus",
    "directory:*": "reader of the letter",
    "office:saved_list_*": "owner of the samples",
    "mfa_add_webauthn": "administrator",
    "mfa_*_webauthn": "owner of the samples",
    "mfa_deactivate_totp": "owner of the samples",
}
NAMED = {address.name: address for address in addresses() if address.is_named}
_kinds = {}  # name: whether it is a page


@pytest.mark.parametrize("look", [OPPOSITES[0], pytest.param(OPPOSITES[1], marks=pytest.mark.looks)], ids=str)
@pytest.mark.parametrize("name", sorted(set(NAMED) - set(NOT_BY_ITSELF)))
def test_page_is_sound(name, look, seat, university, settings):
    declared = policy.of(NAMED[name].match)
    settings.DEMO = declared == policy.DEMO
    reader = seat(_who_may(declared, name), look)
    url = reader.address(name, **university.arguments(NAMED[name]))

    if name not in _kinds:  # which is the same in every look
        _kinds[name] = is_page(name, reader.context.request.get(url, max_redirects=0))
    if _kinds[name]:
        reader.open(url)


@pytest.mark.parametrize("name", NOT_BY_ITSELF)
def test_exception_is_still_needed(name, seat, university):
    declared = policy.of(NAMED[name].match)
    reader = seat(_who_may(declared, name), OPPOSITES[0])
    url = reader.address(name, **university.arguments(NAMED[name]))

    assert not is_page(name, reader.context.request.get(url, max_redirects=0), strict=False)


def is_page(name, response, *, strict=True):
    """Neither a file nor a deed that wants to be posted; what answers otherwise is named above."""
    no_page = {405, CLOSED_TO_ALL} if name.startswith("admin:") else {405}
    if name.endswith("_history") and name.startswith("admin:"):
        no_page = {302}  # to the audit log
    assert not strict or response.status in {200, *no_page}, f"{response.url} answered {response.status}"
    return response.status == 200 and response.headers["content-type"].startswith("text/html")


def _who_may(declared, name):
    chosen = next((who for pattern, who in WHO.items() if fnmatchcase(name, pattern)), None)
    return chosen or ("nobody" if declared in {policy.PUBLIC, policy.DEMO} else "administrator")
