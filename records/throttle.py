"""How often somebody may do what is open to anybody: counted by address, shared by all web workers."""

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

LIMITS = {"check_pdf": (30, 10 * 60)}  # times, in so many seconds


def may(action: str, request: HttpRequest) -> bool:
    """Whether this address may do it once more now. Asking counts."""
    times, seconds = LIMITS[action]
    address = get_client_ip_address(request) or ""
    key = f"throttle/{action}/{salted_hmac('records.throttle', address).hexdigest()}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # it ran out between the two
        cache.set(key, 1, timeout=seconds)
        return True
