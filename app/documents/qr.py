"""The code that headquarters can verify, drawn as an image of one bit a square."""

from math import isqrt
from typing import Any

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from app.documents.page import INK

_MASK = 3
"""The pattern laid over the squares, of eight. What we print is a signature, as good as random:
no pattern suits it better than another, and to try all eight takes six times as long."""

_DIGITS = b"1" + b"0" * 255  # dark is 0 in the image, light 255


def draw_code(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Draw `text` as a QR symbol of level M, `size` points wide, from its lower left corner.

    The quiet zone around it is the caller's: four squares, the paper's white.
    """
    side, rows = squares(text)
    canvas.addLiteral(
        f"q {INK.fill} {size:.2f} 0 0 {size:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {side} /H {side} /IM true /D [1 0] /F /AHx ID {rows.hex()}> EI Q"
    )


def squares(text: str) -> tuple[int, bytes]:
    """Squares on a side, and the rows packed from the left, one bit a square, 1 for dark."""
    symbol = zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK
    )
    image: Any = zxingcpp.write_barcode_to_image(symbol, scale=1, add_quiet_zones=False)
    grey = memoryview(image).tobytes()
    side = isqrt(len(grey))
    width = -(-side // 8)
    rows = bytearray()
    digits = grey.translate(_DIGITS)
    for start in range(0, side * side, side):
        bits = int(digits[start : start + side], 2)
        rows += (bits << (width * 8 - side)).to_bytes(width, "big")
    return side, bytes(rows)
