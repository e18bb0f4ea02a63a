from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "allears.events"
    default_auto_field = "django.db.models.BigAutoField"
