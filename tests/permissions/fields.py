"""Every field that tells something of a person: shown to those to whom its fact is open, or never shown to anybody
but the person and the office. A new field stands in neither until somebody decides; a test fails until then."""

from django.apps import apps

from apps.records.models import Person

# How and when something came to be recorded.
BOOKKEEPING = {"id", "version", "created_at", "updated_at"}
_FACT = {"source", "source_ref", "recorded_at", "confirmed_at", "confirmed_by"}
_NAMES = {f"{part}_{script}" for part in ("title", "first", "middle", "last") for script in ("th", "en")}
_CASE = {"outcome", "decided_by", "decided_at", "remark"}

SHOWN = {
    "records.Person": {"public_id", "birth_date", "home_province"},
    "records.PersonName": {*_NAMES, "nickname", "is_current", "reason"},
    "records.Degree": {
        *("level", "title", "programme", "faculty", "campus", "cohort", "is_first", "honours", "status"),
        *("entry_year_be", "entry_cohort", "graduation_year_be"),
    },
    "records.Contact": {"kind", "value", "label", "is_primary"},
    "records.Address": {
        *("kind", "house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
        *("province", "postcode", "country", "foreign_lines"),
    },
    "records.Employment": {
        *("employer", "position", "sector", "field", "province", "country", "is_current", "valid_from", "valid_to"),
    },
    "records.HelpOffer": {"kind", "note"},
    "records.Profile": {"about", "interests", "photo"},
}
NEVER = {
    "records.Person": {
        *("account", "gender", "birth_date_source", "nationality", "national_id", "national_id_hash", "passport_no"),
        *("language", "note"),
    },
    "records.PersonName": {*_FACT, "person", "audience", "valid_from", "valid_to"},
    "records.Degree": {
        *_FACT,
        *("person", "audience", "institution", "student_id", "conferred_on", "gpa", "valid_from", "valid_to"),
    },
    "records.Contact": {*_FACT, "person", "audience", "status", "valid_from", "valid_to"},
    "records.Address": {*_FACT, "person", "audience", "status", "valid_from", "valid_to"},
    "records.Employment": {*_FACT, "person", "audience"},
    "records.HelpOffer": {*_FACT, "person", "audience", "valid_from", "valid_to"},
    "records.Profile": {
        *("person", "in_directory", "card_code", "card_shows", "confirmed_at", "asked_at"),
        *(f"{name}_audience" for name in ("about", "interests", "photo", "birth_date", "home_province")),
    },
    "records.Death": {
        *("person", "died_on", "first_source", "first_evidence", "first_at"),
        *("second_source", "second_evidence", "confirmed_at"),
    },
    "records.ContactLogEntry": {
        *("person", "at", "channel", "summary", "by", "follow_up_on", "follow_up_by", "done_at"),
    },
    "records.DoNotContact": {"person", "channel", "since", "until", "reason"},
    "records.FamilyLink": {"person", "relative", "relation"},
    "records.SavedListMember": {"person", "saved_list", "added_at"},
    "records.Claim": {
        *("public_id", "kind", "state", "obstacle", "account", "person", "name", "former_name", "student_id"),
        *("year_be", "birth_date", "faculty_text", "email", "phone", "message", "language", "network", "browser"),
        *("target", "decided_by", "decided_at", "reply", "appeal", "appealed_at", "linked_at"),
    },
    "records.OneTimeCode": {
        *("purpose", "person", "claim", "contact", "address", "digest", "sent_at", "expires_at", "tries", "used_at"),
    },
    "records.Consent": {"person", "purpose", "is_given", "text_version", "language", "at", "by", "how"},
    "records.Disclosure": {"person", "to", "kind", "what", "reason", "at"},
    "records.Restriction": {"person", "begun_at", "ended_at", "reason"},
    "records.ErasureRequest": {
        *("person", "account", "state", "asked_at", "due_at", "language", "hold_reason", "held_by", "ended_at"),
        "outcome",
    },
    "records.HeldChange": {
        *("person", "table", "key", "values", "source", "source_ref", "reason", "note", "state"),
        *("decided_by", "decided_at"),
    },
    "records.SearchRow": {
        *("person", "tier", "text", "sort_key", "cohort", "province", "country", "sector", "offers"),
        *("is_graduate", "is_reachable", "is_deceased"),
    },
    "directory.Conversation": {"public_id", "starter", "recipient", "started_at", "latest_at"},
    "directory.Letter": {"conversation", "writer", "text", "sent_at", "mailed_at", "read_at"},
    "directory.Block": {"person", "blocked"},
    "directory.LostSuggestion": {
        *_CASE,
        *("by", "person", "name", "year_be", "faculty_text", "channel", "contact", "note"),
    },
    "directory.DeathReport": {*_CASE, "by", "person", "name", "year_be", "source", "evidence", "died_on"},
    "directory.AbuseReport": {*_CASE, "by", "person", "letter", "reason", "note"},
    "directory.Suspension": {"person", "what", "since", "until", "reason"},
    "mailings.Message": {
        *(
            "mailing",
            "person",
            "occasion",
            "to",
            "domain",
            "channel",
            "language",
            "user",
            "purpose",
            "subject",
            "body_text",
        ),
        *("body_html", "body_erased_at", "from_email", "headers", "message_id", "provider_id", "priority", "state"),
        *("reason", "attempts", "not_before", "claimed_at", "claimed_by", "sent_at", "error"),
    },
    "mailings.Preference": {"person", "frequency", "paused_until", "left_all_at", "left_via"},
    "mailings.TopicStop": {"person", "topic", "sender_key", "at", "via", "mailing"},
    "mailings.Reminder": {"rule", "person", "thing", "due_on", "state", "noted_at"},
    "mailings.InboxItem": {
        *("sender_key", "mailing", "person", "from_name", "from_address", "subject", "text", "state", "at"),
        *("answered_by", "answered_at", "digest", "message_id"),
    },
    "payments.PaymentRequest": {
        *("public_id", "reference", "payee", "person", "account", "payer_name", "payer_email", "language"),
        *("purpose_kind", "purpose_key", "title_th", "title_en", "amount_satang", "received_satang"),
        *("refunded_satang", "due_on", "state", "asked_by", "asked_at", "settled_at", "cancel_reason"),
    },
    "chapters.Membership": {
        *("chapter", "person", "state", "rank", "origin", "link", "note", "since", "until", "decided_by"),
        *("decided_at", "reason"),
    },
    "chapters.Due": {"chapter", "person", "year_be", "amount", "paid_on", "how", "reference", "noted_by"},
    "chapters.OfficerTerm": {"seat", "person", "since", "until", "ended_why", "minutes"},
    "chapters.Post": {
        *("chapter", "author", "title", "text", "audience", "state", "declared_at", "published_at"),
        *("is_held", "pinned_at", "photo", "photo_alt"),
    },
    "chapters.Decision": {
        *("post", "outcome", "objection", "remark", "by", "at", "appeal", "appealed_by", "appealed_at", "answers"),
    },
    "chapters.PostReport": {*_CASE, "by", "post", "objection", "note"},
    "chapters.GroupLetter": {
        *("chapter", "author", "to", "subject", "text", "state", "is_held", "declared_at", "sent_at"),
        *("objection", "remark", "decided_by", "decided_at"),
    },
    "chapters.LetterRecipient": {"letter", "person", "left_out", "message", "written_at"},
    "chapters.Introduction": {*_CASE, "chapter", "by", "about_th", "about_en", "declared_at", "is_held", "objection"},
    "chapters.Complaint": {*_CASE, "by", "photo", "document", "chapter", "why", "note", "is_guest", "guest_email"},
    "chapters.Nomination": {
        *("seat", "person", "replaces", "since", "until", "state", "proposed_by", "answered_at", "note"),
    },
    "events.Registration": {
        *("public_id", "event", "person", "account", "state", "number", "seats", "source", "language", "code"),
        *("lapses_at", "confirmed_at", "payment", "note", "reason", "ended_at", "ended_by", "taken_over_from"),
        *("forgotten_at", "link_ends_at"),
    },
    "events.Complaint": {*_CASE, "by", "event", "objection", "note"},
    "events.DoorKeeper": {"event", "person", "until"},
    "events.Invitation": {
        *("event", "person", "account", "serial", "sent_at", "reply", "replied_at"),
    },
    "duplicates.Pair": {
        *("person_a", "person_b", "grade", "score", "reasons", "state", "put_off_at", "decided_by", "decided_at"),
        "reason",
    },
    "duplicates.Merge": {
        *("public_id", "kept", "kept_key", "gone_key", "gone_public_id", "card_code", "kept_name", "gone_name"),
        *("held", "batch", "by", "at", "reason", "undone_by", "undone_at", "purged_at"),
    },
    "imports.ImportRow": {
        *("of", "number", "outcome", "reasons", "person", "joins", "student_id", "national_id_hash"),
        *("name_key", "values", "cells", "changes", "decision", "decided_by", "decided_at"),
    },
}


def tables():
    """The models that tell something of a person: Person, and whatever points at it."""
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        if not model._meta.proxy and (model is Person or any(field.related_model is Person for field in fields)):
            yield model


def undecided():
    """Fields in neither table, or in both, and entries of fields that are no more."""
    known = {model._meta.label: {field.name for field in model._meta.concrete_fields} for model in tables()}
    for label in sorted(known | SHOWN | NEVER):
        shown, never = SHOWN.get(label, set()), NEVER.get(label, set())
        for name in sorted((shown & never) | (known.get(label, set()) - BOOKKEEPING) ^ (shown | never)):
            yield f"{label}.{name}"
