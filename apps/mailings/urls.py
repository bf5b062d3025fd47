app_name = "mailings"
urlpatterns: list[object] = []
