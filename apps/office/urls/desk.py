from django.urls import path

from apps.office.views import audit, dashboard, jobs, reference, reports, staff

jobs_urls = [
    path("jobs/", jobs.index, name="jobs"),
    path("jobs/<uuid:public_id>/", jobs.show, name="job"),
    path("jobs/<uuid:public_id>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<uuid:public_id>/result/", jobs.result, name="job_result"),
]
reports_urls = [
    path("reports/", reports.index, name="reports"),
    path("reports/cohorts/", reports.cohorts, name="report_cohorts"),
    path("reports/cohorts.csv", reports.cohorts_csv, name="report_cohorts_csv"),
    path("reports/provinces/", reports.provinces, name="report_provinces"),
    path("reports/provinces.csv", reports.provinces_csv, name="report_provinces_csv"),
]
staff_urls = [
    path("staff/", staff.index, name="staff"),
    path("staff/invite/", staff.invite, name="staff_invite"),
    path("staff/<int:pk>/", staff.show, name="staff_member"),
    path("staff/<int:pk>/resend/", staff.resend, name="staff_resend"),
    path("staff/<int:pk>/close/", staff.close, name="staff_close"),
    path("staff/<int:pk>/reopen/", staff.reopen, name="staff_reopen"),
]
urlpatterns = [
    path("", dashboard.show, name="dashboard"),
    path("reference/", reference.index, name="reference"),
    path("audit/", audit.index, name="audit"),
    path("audit.csv", audit.as_csv, name="audit_csv"),
    *jobs_urls,
    *reports_urls,
    *staff_urls,
]
