"""All Ears: a customer-service desk that listens."""

from importlib.metadata import version

__version__ = version("allears")
