"""Security headers on every answer, errors and static files included."""

from __future__ import annotations

from flask import Flask, Response, request

from kparole.config import Settings

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


HSTS = "max-age=31536000; includeSubDomains"
"""A year of https only, said by a server for a network; on one's own machine there is no https to ask for."""


def install(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer; pages are personal and are never kept by a cache."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.network:
            response.headers["Strict-Transport-Security"] = HSTS
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response
