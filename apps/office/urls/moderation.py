from django.urls import path

from apps.office.views import moderation

urlpatterns = [
    path("reports-of-abuse/", moderation.reports, name="abuse_reports"),
    path("reports-of-abuse/<int:pk>/", moderation.report, name="abuse_report"),
    path("suggestions/", moderation.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/", moderation.suggestion, name="suggestion"),
    path("death-reports/", moderation.death_reports, name="death_reports"),
    path("death-reports/<int:pk>/", moderation.death_report, name="death_report"),
    path("unusual-reading/", moderation.readings, name="readings"),
    path("unusual-reading/<int:pk>/", moderation.unusual_reading, name="unusual_reading"),
    path("suspensions/", moderation.suspensions, name="suspensions"),
    path("suspensions/<int:pk>/lift/", moderation.lift, name="suspension_lift"),
]
