"""Strings that do harm where they are drawn as they come."""

ZALGO = "Z" + "\u0301\u0316\u035c\u0489" * 30 + "a" + "\u0308\u0325" * 40

TEXTS = (
    "\x1b[31mred\x1b[0m and \x1b[2Jcleared",
    "\x1b]0;pwned\x07title, \x1b]52;c;cHduZWQ=\x1b\\clipboard",
    "\x9b31m8-bit CSI, \x9d0;pwned\x9c 8-bit OSC",
    "[/bold] closing tag that was never opened",
    "[@click=app.quit]x[/] a live action",
    "[link=https://evil.example]bank[/link] [red]red",
    "\u202egnp.exe\u202c bidi, \u2066isolated\u2069, \u200fmark",
    ZALGO,
    "un\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 hyperlink",
    "unterminated \x1b]0;",
    "NUL \x00, BEL \x07, BS \x08\x08\x08, DEL \x7f, CR \rover",
    "line\nbreaks\r\nand\u2028separators\ttabs",
    "👩‍👩‍👧‍👦 🇳🇱 🏴󠁧󠁢󠁥󠁮󠁧󠁿 wide emoji, zero\u200bwidth\ufeff",
    "javascript:alert(1) file:///etc/passwd https://example.com\u3002evil.example/",
    "x" * 6_000,
    "{curly} %s %(name)s \\u001b[31m",
    "   ",
    "",
)


def hostile_text(place: int) -> str:
    """One of the texts, going round."""
    return TEXTS[place % len(TEXTS)]
