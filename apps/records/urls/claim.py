from django.urls import path

from apps.records.views import claim, claim_case

urlpatterns = [
    path("claim/", claim.start, name="claim"),
    path("claim/verify/", claim.verify, name="claim_verify"),
    path("claim/code/", claim.code, name="claim_code"),
    path("claim/help/", claim.ask_for_help, name="claim_help"),
    path("claim/<uuid:public_id>/", claim_case.status, name="claim_status"),
    path("claim/<uuid:public_id>/withdraw/", claim_case.withdraw, name="claim_withdraw"),
    path("claim/join/<str:token>/", claim_case.join, name="claim_join"),
    path("claim/not-me/<str:token>/", claim_case.object_to, name="claim_object"),
]
