"""Security headers of every answer, static files included: nothing from elsewhere, nothing inline, no framing."""

from flask import Flask, Response

from app.extensions import current_settings

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # data: Tabler's marks and the QR code; blob: Plotly's PNG button
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{kind} {sources}" for kind, sources in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TWO_YEARS = 63_072_000


def register(app: Flask) -> None:
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # Pages hold personal data: no shared cache, and none left behind on a borrowed phone.
    response.headers.setdefault("Cache-Control", "no-store")
    settings = current_settings()
    if settings.public_url.startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}")
    return response
