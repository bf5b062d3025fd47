"""The findings about our domain in words that somebody understands who is no mail server's administrator: what it is
for, what is wrong, what to ask of the computer centre."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.mailings.lib.domain import Finding

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TITLES: dict[str, tuple["_StrPromise", "_StrPromise"]] = {
    "mx": (_("Where mail to us arrives (MX)"), _("Without it answers and returned mail are lost.")),
    "return_mx": (_("Where returned mail arrives (MX)"), _("The address to which returned mail goes needs one too.")),
    "spf": (_("Who may send in our name (SPF)"), _("Readers' mail servers look here whether ours is one of them.")),
    "dkim": (_("Our signature (DKIM)"), _("It proves that a mail is from us and that nobody changed it.")),
    "dmarc": (_("What becomes of forged mail (DMARC)"), _("Large providers ask for it from all who send to many.")),
}
PROBLEMS: dict[str, "_StrPromise"] = {
    "no_answer": _("The name server did not answer in time. Look again in a few minutes."),
    "no_mx": _("There is none: mail to this domain arrives nowhere. Ask the computer centre to add one."),
    "null_mx": _("The domain says that it takes no mail at all. Ask the computer centre to change that."),
    "no_mx_but_host": _("There is none; some servers try the host of the same name. An entry of its own is safer."),
    "no_spf": _("There is none: everybody can send in our name, and much of our mail is taken for spam."),
    "two_spf": _("There is more than one, and then none counts. Ask the computer centre to make them one."),
    "spf_too_many_lookups": _("It leads to more than ten further questions, and then it does not count. Take out what "
                              "is no longer used."),
    "spf_lets_everybody": _("It lets everybody send in our name. Its end should be ~all."),
    "spf_says_nothing_of_others": _("It does not say what becomes of mail by others. Its end should be ~all."),
    "dkim_no_key": _("The portal has no key, so it signs nothing. Perhaps the university's mail server does; ask the "
                     "computer centre, or set DKIM_KEY (docs/operations.md)."),
    "no_dkim": _("The portal signs, but its public key is not to be found: the signatures count for nothing. Ask the "
                 "computer centre to add this entry."),
    "dkim_revoked": _("The entry says that the key no longer counts. Ask for the one below."),
    "dkim_other_key": _("The entry holds another key than ours: every signature is taken for forged. This is urgent."),
    "dkim_testing": _("The entry says that this is only a test (t=y). Take that out."),
    "dkim_short_key": _("The key is short (fewer than 2,048 bits). Make a longer one when you next change it."),
    "no_dmarc": _("There is none. Large providers refuse mail to many from such a domain."),
    "two_dmarc": _("There is more than one, and then none counts. Only one may stay."),
    "dmarc_without_policy": _("It does not say what to do (p=…), so it does not count."),
    "dmarc_only_watches": _("Forged mail still arrives (p=none). That is right for the first weeks; then ask for "
                            "p=quarantine."),
    "dmarc_no_reports": _("Nobody gets the reports of other servers (rua=…). They show who sends in our name."),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One check as the page shows it."""

    grade: str
    title: str
    purpose: str
    problem: str
    found: str
    wanted: str


def told(findings: list[Finding]) -> list[Told]:
    return [_told(finding) for finding in findings]


def _told(finding: Finding) -> Told:
    title, purpose = TITLES[finding.check]
    problem = str(PROBLEMS[finding.problem]) if finding.problem else ""
    return Told(finding.grade.value, str(title), str(purpose), problem, finding.found, finding.wanted)
