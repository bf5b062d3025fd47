from django.urls import path

from apps.payments.views import deciding, desk, paying, pictures, taking

app_name = "payments"
paying_urls = [
    path("pay/", paying.mine, name="mine"),
    path("pay/open/<str:token>/", paying.open_link, name="open"),
    path("pay/<uuid:public_id>/", paying.show, name="request"),
    path("pay/<uuid:public_id>/qr.png", paying.qr, name="qr"),
    path("pay/<uuid:public_id>/slips/<uuid:slip>.webp", pictures.of_payer, name="slip"),
    path("pay/<uuid:public_id>/slips/<uuid:slip>/withdraw/", paying.withdraw_slip, name="withdraw_slip"),
    path("pay/<uuid:public_id>/refunds/<int:refund>/", paying.say_where, name="say_where"),
]
desk_urls = [
    path("office/payments/", desk.index, name="desk"),
    path("office/payments/new/", desk.ask, name="desk_ask"),
    path("office/payments/slips/<uuid:slip>/", deciding.show, name="desk_slip"),
    path("office/payments/slips/<uuid:slip>.webp", pictures.of_office, name="desk_slip_picture"),
    path("office/payments/received/<int:payment>/withdraw/", desk.withdraw_payment, name="desk_withdraw_payment"),
    path("office/payments/refunds/file/", taking.refunds, name="desk_export"),
    path("office/payments/refunds/<int:refund>/pay/", desk.pay_out, name="desk_pay_out"),
    path("office/payments/refunds/<int:refund>/drop/", desk.drop_refund, name="desk_drop_refund"),
    path("office/payments/<uuid:public_id>/", desk.show, name="desk_request"),
    path("office/payments/<uuid:public_id>/receive/", desk.receive, name="desk_receive"),
    path("office/payments/<uuid:public_id>/cancel/", desk.cancel, name="desk_cancel"),
    path("office/payments/<uuid:public_id>/refund/", desk.refund, name="desk_refund"),
]
urlpatterns = [*paying_urls, *desk_urls]
