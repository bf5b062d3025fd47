"""What the records of a domain say, with a name server that says what a test wants."""

import pytest

from apps.mailings.lib.domain import Grade, NoAnswer, Setup, check, within

KEY = "A" * 392
GOOD = {
    ("example.ac.th", "MX"): ["10 mail.example.ac.th."],
    ("example.ac.th", "TXT"): ["v=spf1 mx ~all", "google-site-verification=x"],
    ("portal._domainkey.example.ac.th", "TXT"): [f"v=DKIM1; k=rsa; p={KEY}"],
    ("_dmarc.example.ac.th", "TXT"): ["v=DMARC1; p=reject; rua=mailto:x@example.ac.th"],
}
SETUP = Setup("example.ac.th", "portal", KEY, "example.ac.th", "mail.example.ac.th")


def checked(setup=SETUP, **more):
    records = GOOD | {tuple(key.split(" ")): value for key, value in more.pop("records", {}).items()}
    found = check(setup, lambda name, kind: records.get((name, kind), []))
    return {each.check: each for each in found}


def test_a_domain_that_is_well_set_up():
    assert {each.grade for each in checked().values()} == {Grade.GOOD}
    assert list(checked()) == ["mx", "spf", "dkim", "dmarc"]


@pytest.mark.parametrize(
    ("name", "records", "grade", "problem"),
    [
        ("mx", {"example.ac.th MX": []}, Grade.BAD, "no_mx"),
        ("mx", {"example.ac.th MX": ["0 ."]}, Grade.BAD, "null_mx"),
        ("mx", {"example.ac.th MX": [], "example.ac.th A": ["192.0.2.1"]}, Grade.WEAK, "no_mx_but_host"),
        ("spf", {"example.ac.th TXT": []}, Grade.BAD, "no_spf"),
        ("spf", {"example.ac.th TXT": ["v=spf1 mx ~all", "v=spf1 -all"]}, Grade.BAD, "two_spf"),
        ("spf", {"example.ac.th TXT": ["v=spf1 +all"]}, Grade.BAD, "spf_lets_everybody"),
        ("spf", {"example.ac.th TXT": ["v=spf1 mx"]}, Grade.WEAK, "spf_says_nothing_of_others"),
        ("spf", {"example.ac.th TXT": ["v=spf1 " + "a:x.example " * 11 + "-all"]}, Grade.BAD, "spf_too_many_lookups"),
        (
            "spf",
            {
                "example.ac.th TXT": ["v=spf1 include:a.example ~all"],
                "a.example TXT": ["v=spf1 include:a.example ~all"],
            },
            Grade.BAD,
            "spf_too_many_lookups",
        ),
        ("dkim", {"portal._domainkey.example.ac.th TXT": []}, Grade.BAD, "no_dkim"),
        ("dkim", {"portal._domainkey.example.ac.th TXT": ["v=DKIM1; p="]}, Grade.BAD, "dkim_revoked"),
        ("dkim", {"portal._domainkey.example.ac.th TXT": ["v=DKIM1; p=BBB"]}, Grade.BAD, "dkim_other_key"),
        ("dkim", {"portal._domainkey.example.ac.th TXT": [f"v=DKIM1; t=y; p={KEY}"]}, Grade.WEAK, "dkim_testing"),
        ("dmarc", {"_dmarc.example.ac.th TXT": []}, Grade.BAD, "no_dmarc"),
        ("dmarc", {"_dmarc.example.ac.th TXT": ["v=DMARC1; p=none"]}, Grade.WEAK, "dmarc_only_watches"),
        ("dmarc", {"_dmarc.example.ac.th TXT": ["v=DMARC1"]}, Grade.BAD, "dmarc_without_policy"),
        ("dmarc", {"_dmarc.example.ac.th TXT": ["v=DMARC1; p=reject"]}, Grade.WEAK, "dmarc_no_reports"),
    ],
)
def test_what_is_wrong_is_named(name, records, grade, problem):
    finding = checked(records=records)[name]
    assert (finding.grade, finding.problem) == (grade, problem)


def test_a_subdomain_goes_by_the_dmarc_record_above_it():
    setup = Setup("mail.example.ac.th", "portal", KEY)
    assert checked(setup)["dmarc"].grade is Grade.GOOD


def test_the_domain_of_returns_is_looked_at_too():
    setup = Setup("example.ac.th", "portal", KEY, "mail.example.ac.th")
    assert checked(setup)["return_mx"].problem == "no_mx"


def test_no_key_and_a_short_one():
    assert checked(Setup("example.ac.th", "portal", ""))["dkim"].problem == "dkim_no_key"
    short = {"portal._domainkey.example.ac.th TXT": ["v=DKIM1; k=rsa; p=" + "A" * 216]}
    assert checked(Setup("example.ac.th", "portal", "A" * 216), records=short)["dkim"].problem == "dkim_short_key"


def test_a_name_server_that_is_silent():
    def silent(name, kind):
        raise NoAnswer("timeout")

    assert {each.problem for each in check(SETUP, silent)} == {"no_answer"}


def test_the_signature_is_looked_up_where_it_says_it_is():
    """A domain may be signed for by the one above it."""
    setup = Setup("alumni.example.ac.th", "portal", KEY, signing_domain="example.ac.th")
    assert checked(setup)["dkim"].grade is Grade.GOOD
    other = checked(setup, records={"portal._domainkey.example.ac.th TXT": []})["dkim"]
    assert other.wanted.startswith("portal._domainkey.example.ac.th. TXT")


def test_spf_is_asked_of_the_domain_to_which_mail_is_returned():
    setup = Setup("example.ac.th", "portal", KEY, "bounce.example.ac.th", "mail.example.ac.th")
    finding = checked(setup)["spf"]
    assert (finding.problem, finding.wanted) == (
        "no_spf",
        'bounce.example.ac.th. TXT "v=spf1 mx a:mail.example.ac.th ~all"',
    )


def test_the_domain_above_may_say_something_else_of_those_below():
    records = {"_dmarc.example.ac.th TXT": ["v=DMARC1; p=reject; sp=none; rua=mailto:x@example.ac.th"]}
    assert (
        checked(Setup("mail.example.ac.th", "portal", KEY), records=records)["dmarc"].problem == "dmarc_only_watches"
    )
    assert checked(records=records)["dmarc"].grade is Grade.GOOD


def test_an_old_key_beside_ours_does_no_harm():
    name = "portal._domainkey.example.ac.th TXT"
    assert checked(records={name: ["v=DKIM1; p=BBB", f"v=DKIM1; p={KEY}"]})["dkim"].grade is Grade.GOOD


def test_an_include_whose_name_ends_in_all_is_no_end():
    records = {"example.ac.th TXT": ["v=spf1 include:spf.mall"], "spf.mall TXT": ["v=spf1 mx -all"]}
    assert checked(records=records)["spf"].problem == "spf_says_nothing_of_others"


def test_whoever_waits_for_the_page_waits_for_all_questions_together():
    lookup = within(-1)
    assert {each.problem for each in check(SETUP, lookup)} == {"no_answer"}


@pytest.mark.parametrize(
    ("name", "records", "wanted"),
    [
        (
            "spf",
            {"example.ac.th TXT": ["v=spf1 mx include:a.example ~all", "v=spf1 ip4:192.0.2.1 mx -all"]},
            'example.ac.th. TXT "v=spf1 mx include:a.example ip4:192.0.2.1 ~all"',
        ),
        (
            "dmarc",
            {"_dmarc.example.ac.th TXT": ["v=DMARC1; p=none; rua=mailto:it@example.ac.th; pct=50"]},
            '_dmarc.example.ac.th. TXT "v=DMARC1; p=quarantine; rua=mailto:it@example.ac.th; pct=50"',
        ),
        (
            "dmarc",
            {"_dmarc.example.ac.th TXT": ["v=DMARC1; p=reject;"]},
            '_dmarc.example.ac.th. TXT "v=DMARC1; p=reject; rua=mailto:postmaster@example.ac.th"',
        ),
    ],
)
def test_what_is_asked_for_keeps_what_others_need(name, records, wanted):
    assert checked(records=records)[name].wanted == wanted
