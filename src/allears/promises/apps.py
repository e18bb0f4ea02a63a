from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "allears.promises"
    default_auto_field = "django.db.models.BigAutoField"
