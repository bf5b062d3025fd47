from django.urls import path

from apps.office.views import claims, handing_over

urlpatterns = [
    path("claims/", claims.index, name="claims"),
    path("claims/<uuid:public_id>/", claims.show, name="claim"),
    path("alumni/<uuid:public_id>/hand-over/", handing_over.counter, name="person_hand_over"),
    path("alumni/<uuid:public_id>/claim-letter/", handing_over.letter, name="person_claim_letter"),
    path("alumni/<uuid:public_id>/take-back/", handing_over.take_back, name="person_take_back"),
]
