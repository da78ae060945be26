"""What came of opening an address, in words."""

from cabinet_tui.locale import _
from cabinet_tui.opening import Opening


def opening_sentence(opening: Opening) -> str:
    """What happened, and what to do instead."""
    match opening:
        case Opening.OPENED:
            return _("Sent to the browser.")
        case Opening.REFUSED:
            return _("This address is not opened from here: it is no https link.")
        case Opening.REMOTE:
            return _("No browser is started over SSH. Scan the QR code or copy the link.")
        case Opening.NO_BROWSER:
            return _("There is no browser here. Scan the QR code or copy the link.")
        case Opening.FAILED:
            return _("The browser did not start. Scan the QR code or copy the link.")
