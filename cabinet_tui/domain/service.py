"""The service behind the cabinet: its name, its looks and how to reach it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceInfo:
    """How the service is called and where its people and papers are."""

    name: str = ""
    support_email: str = ""
    support_telegram: str = ""
    terms_url: str = ""
    privacy_url: str = ""
    website: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Branding:
    """The brand; colours as ``#rrggbb``, empty where there is none."""

    name: str = ""
    logo_url: str = ""
    primary: str = ""
    secondary: str = ""
