"""Who somebody is, what they studied, how they are reached, where they work, what they tell of themself."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Part, Subject, Table
from apps.records.actions import erasing, photos
from apps.records.models import Profile
from apps.records.privacy import merging

FACT = (
    *("source", "source_ref", "recorded_at", "confirmed_at", "confirmed_by"),
    *("audience", "valid_from", "valid_to"),
)
KEPT_WITH_RECORD = _("as long as the university keeps its register of degrees")
KEPT_UNTIL_ERASED = _("until you take it out or ask us to erase it")


def _photo(subject: Subject) -> Iterator[tuple[str, str]]:
    for profile in Profile.objects.filter(person=subject.person_id).exclude(photo=""):
        yield "photo", photos.file_of(profile.photo, "large")


PARTS = {
    "identity": Part(
        order=10,
        label=_("Who you are"),
        purpose=_("To tell you from others of the same name, and to write to you rightly."),
        basis=Basis.PUBLIC_TASK,
        kept_for=KEPT_WITH_RECORD,
        erased=_("date of birth, gender, nationality, home province, national id, passport number, the office's note"),
        erase=erasing.forget_identity,
        tables=(
            Table(
                "records.person",
                (
                    *("public_id", "account", "gender", "birth_date", "birth_date_source", "nationality"),
                    *("home_province", "national_id", "passport_no", "language", "note"),
                ),
                owner="pk",
                withheld=("national_id_hash",),
            ),
            Table(
                "records.death",
                (
                    *("died_on", "first_source", "first_evidence", "first_at"),
                    *("second_source", "second_evidence", "confirmed_at"),
                ),
                merging=merging.DEATH,
            ),
        ),
    ),
    "names": Part(
        order=11,
        label=_("Your names"),
        purpose=_("To find your record, to address you, and to confirm your degree to whoever you show it."),
        basis=Basis.PUBLIC_TASK,
        kept_for=KEPT_WITH_RECORD,
        erased=_("your nickname, and names that the registrar did not give us"),
        stays=_("the name on your degree: the university must be able to confirm for ever who was given one"),
        erase=erasing.forget_names,
        tables=(
            Table(
                "records.personname",
                (
                    *("title_th", "first_th", "middle_th", "last_th", "title_en", "first_en", "middle_en", "last_en"),
                    *("nickname", "is_current", "reason", *FACT),
                ),
                merging=merging.NAME,
            ),
        ),
    ),
    "degrees": Part(
        order=12,
        label=_("Your studies"),
        purpose=_("To keep the register of degrees, and to count the university's graduates."),
        basis=Basis.PUBLIC_TASK,
        kept_for=KEPT_WITH_RECORD,
        erased=_("your grade point average, and studies without a degree"),
        stays=_(
            "your degree, its year, faculty and student id, seen by the office alone: that is the register itself"
        ),
        erase=erasing.forget_studies,
        tables=(
            Table(
                "records.degree",
                (
                    *("institution", "student_id", "status", "level", "title", "programme", "faculty", "campus"),
                    *("entry_year_be", "entry_cohort", "graduation_year_be", "conferred_on", "cohort", "is_first"),
                    *("honours", "gpa", *FACT),
                ),
                merging=merging.DEGREE,
            ),
        ),
    ),
    "contacts": Part(
        order=13,
        label=_("How you can be reached"),
        purpose=_("To write to you and call you, and to prove that a record is yours when you claim it."),
        basis=Basis.LEGITIMATE,
        kept_for=KEPT_UNTIL_ERASED,
        erased=_("all e-mail addresses, telephone numbers, LINE ids and postal addresses"),
        tables=(
            Table(
                "records.contact",
                ("kind", "value", "label", "status", "is_primary", *FACT),
                merging=merging.CONTACT,
            ),
            Table(
                "records.address",
                (
                    *("kind", "status", "house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
                    *("province", "postcode", "country", "foreign_lines", *FACT),
                ),
                merging=merging.ADDRESS,
            ),
        ),
    ),
    "work": Part(
        order=14,
        label=_("Your work"),
        purpose=_("To report what becomes of graduates, and for other alumni to find you as far as you let them."),
        basis=Basis.LEGITIMATE,
        kept_for=KEPT_UNTIL_ERASED,
        erased=_("every post that you hold or held"),
        tables=(
            Table(
                "records.employment",
                ("employer", "position", "sector", "field", "province", "country", "is_current", *FACT),
                merging=merging.POST,
            ),
        ),
    ),
    "profile": Part(
        order=15,
        label=_("What you tell of yourself"),
        purpose=_(
            "For the directory, seen by whom you choose, and to bring you together with those whom you can help."
        ),
        basis=Basis.CONTRACT,
        kept_for=KEPT_UNTIL_ERASED,
        erased=_("your photo, the words about you, your interests, offers of help and alumni card"),
        erase=erasing.forget_profile,
        files=_photo,
        tables=(
            Table(
                "records.profile",
                (
                    *("in_directory", "about", "about_audience", "interests", "interests_audience", "photo"),
                    *("photo_audience", "birth_date_audience", "home_province_audience", "card_code", "card_shows"),
                    *("confirmed_at", "asked_at"),
                ),
                merging=merging.PROFILE,
            ),
            Table("records.helpoffer", ("kind", "note", *FACT), merging=merging.OFFER),
        ),
    ),
    "search": Part(
        order=16,
        label=_("What finds you in a search"),
        purpose=_("To find people quickly; made from the facts above, for each kind of reader apart."),
        basis=Basis.LEGITIMATE,
        kept_for=_("as long as the facts that it is made of"),
        erased=_("everything but what finds your degree for the office"),
        tables=(
            Table(
                "records.searchrow",
                (
                    *("tier", "text", "sort_key", "cohort", "province", "country", "sector", "offers"),
                    *("is_graduate", "is_reachable", "is_deceased"),
                ),
                is_derived=True,
            ),
        ),
    ),
}
