"""What a group writes, and what becomes of it: the office looks at the first posts of a leader, and anybody can ask it
to look at any."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.querysets.posts import PostQuerySet
from apps.core.models import Tracked
from apps.directory.models.cases import Case
from apps.records.models import Person

from .chapters import Chapter


class Objection(models.TextChoices):
    """What speaks against a post."""

    POLITICS = "politics", _("Politics: for or against a party, a candidate or a campaign")
    SELLING = "selling", _("Selling or advertising")
    PRIVACY = "privacy", _("Tells of people what is not everybody's business")
    OFFENCE = "offence", _("Offends or threatens somebody")
    UNTRUE = "untrue", _("Not true, or misleading")
    OTHER = "other", _("Something else")


class Post(Tracked):
    """News that a leader writes in a group's name. Whoever sends it declares that it is politically neutral. What was
    published is not changed any more: it is taken down and written anew."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everybody on the internet")
        ALUMNI = "alumni", _("Alumni who are signed in")
        MEMBERS = "members", _("Members of the group")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waits for the office")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Not published")
        REMOVED = "removed", _("Taken down by the office")
        WITHDRAWN = "withdrawn", _("Taken down by the group")

    EDITABLE = (State.DRAFT, State.REJECTED, State.WITHDRAWN)

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="posts", verbose_name=_("group"))
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by"))
    title = models.CharField(_("headline"), max_length=150)
    text = models.TextField(_("text"), max_length=6000)
    audience = models.CharField(_("who may read it"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    declared_at = models.DateTimeField(_("declared to be neutral"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    is_held = models.BooleanField(_("goes out when the hold is over"), default=False)
    pinned_at = models.DateTimeField(_("pinned"), null=True, blank=True)
    photo = models.CharField(_("photograph"), max_length=80, blank=True)  # under MEDIA_ROOT, without its size
    photo_alt = models.CharField(_("what the photograph shows"), max_length=200, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post of a group")
        verbose_name_plural = _("posts of groups")
        permissions = [("moderate_posts", _("Can decide on posts of groups and hold them for a time"))]
        constraints = [
            models.CheckConstraint(
                name="post_sent_is_declared_neutral",
                condition=Q(state="draft") | Q(declared_at__isnull=False),
                violation_error_message=_("Declare that the post is politically neutral."),
            ),
            models.CheckConstraint(
                name="post_published_has_a_moment",
                condition=~Q(state__in=["published", "removed"]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="post_photo_is_described",
                condition=Q(photo="") | ~Q(photo_alt=""),
                violation_error_message=_("Say in a few words what the photograph shows: not everybody sees it."),
            ),
        ]
        indexes = [
            models.Index(fields=["chapter", "state", "-published_at"], name="posts_of_chapter"),
            models.Index(fields=["declared_at"], name="posts_waiting", condition=Q(state="waiting")),
            models.Index(fields=["author", "chapter"], name="posts_of_author"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE


class Decision(Tracked):
    """What the office has decided about a post, with its reason: the log that the group's leaders read too. An appeal
    asks for another decision, which answers it."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Published")
        REJECTED = "rejected", _("Not published")
        REMOVED = "removed", _("Taken down")
        RESTORED = "restored", _("Published again after an appeal")
        KEPT = "kept", _("Stays as it was decided after an appeal")

    AGAINST = (Outcome.REJECTED, Outcome.REMOVED)

    post = models.ForeignKey(Post, models.CASCADE, related_name="decisions", verbose_name=_("post"))
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    objection = models.CharField(_("what speaks against it"), max_length=8, choices=Objection, blank=True)
    remark = models.CharField(_("to the group"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    at = models.DateTimeField(_("decided"), default=timezone.now)
    appeal = models.TextField(_("the group's appeal"), max_length=1000, blank=True)
    appealed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("appealed by")
    )
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True)
    answers = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="answer", verbose_name=_("answers the appeal")
    )

    class Meta:
        verbose_name = _("decision on a post")
        verbose_name_plural = _("decisions on posts")
        constraints = [
            models.CheckConstraint(
                name="decision_against_says_what_speaks_against",
                condition=~Q(outcome__in=["rejected", "removed"]) | (~Q(objection="") & ~Q(remark="")),
                violation_error_message=_("Say what speaks against the post, and a word to the group."),
            ),
            models.CheckConstraint(
                name="decision_appealed_has_words_and_a_moment",
                condition=Q(appeal="", appealed_at__isnull=True) | (~Q(appeal="") & Q(appealed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="decision_after_an_appeal_answers_it",
                condition=Q(outcome__in=["restored", "kept"], answers__isnull=False)
                | (~Q(outcome__in=["restored", "kept"]) & Q(answers__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="decisions_newest_first")]

    def __str__(self) -> str:
        return f"{self.outcome} #{self.post_id}"


class PostReport(Case):
    """Somebody asks the office to look at a post; a guest too, whom nobody knows."""

    class Outcome(models.TextChoices):
        NOTHING = "nothing", _("Nothing to do")
        REMOVED = "removed", _("Post taken down")

    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reported by")
    )
    post = models.ForeignKey(Post, models.CASCADE, related_name="reports", verbose_name=_("post"))
    objection = models.CharField(_("what is wrong"), max_length=8, choices=Objection)
    note = models.TextField(_("in your words"), max_length=1000, blank=True)

    class Meta(Case.Meta):
        verbose_name = _("report of a post")
        verbose_name_plural = _("reports of posts")
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                "by",
                "post",
                name="post_is_reported_once",
                violation_error_message=_("You have reported this post already."),
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="post_reports_open", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return f"{self.objection} #{self.post_id}"


class Hold(Tracked):
    """From one day to another, both included, no post goes out by itself: each waits for the office. For elections."""

    name = models.CharField(_("what for"), max_length=120)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))

    class Meta:
        verbose_name = _("hold on posts")
        verbose_name_plural = _("holds on posts")
        constraints = [
            models.CheckConstraint(
                name="hold_ends_after_it_begins",
                condition=Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
