from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "allears.learning"
    default_auto_field = "django.db.models.BigAutoField"
