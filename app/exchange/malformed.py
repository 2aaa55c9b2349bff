"""What the inner readers of travelling files raise; it never leaves `app.exchange`."""


class Malformed(ValueError):
    """These bytes are not what they should be; the text is technical and names nobody."""
