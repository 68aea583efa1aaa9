"""Which of the eight masks a QR code is drawn with: all weighed at once, for batches of hundreds.

`qrcode` builds and weighs eight symbols in turn, most of its time; here one is built, the others
follow from it, and the finished symbols are weighed together. A reader takes any mask; a light one
has no large blots and no false finder marks.
"""

from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from qrcode import QRCode
from qrcode.image.pure import PyPNGImage

MASKS = 8
Modules = NDArray[np.bool_]
Points = NDArray[np.int_]

# The middle of a finder mark with four light modules after or before it.
FINDER_LIKE = np.array([[1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1]], bool)


def draw_lightest(code: QRCode[PyPNGImage]) -> None:
    """Draw a code, its data and version given, with the mask of the lowest penalty."""
    code.mask_pattern = 0
    code.make(fit=False)
    candidates = np.array(code.modules, bool) ^ differences(code.version, code.error_correction)
    lightest = int(penalties(candidates).argmin())
    code.mask_pattern = lightest
    code.modules = candidates[lightest].tolist()


@lru_cache(maxsize=64)
def differences(version: int, level: int) -> Modules:
    """Give the modules in which each mask differs from mask 0, whatever the data are.

    A mask inverts fixed places, and its number stands in fixed places; both show by drawing the
    same data with every mask once.
    """
    drawn = []
    for mask in range(MASKS):
        sample = QRCode(version=version, error_correction=level, mask_pattern=mask)
        sample.add_data("0")
        sample.make(fit=False)
        drawn.append(sample.modules)
    symbols = np.array(drawn, bool)
    difference: Modules = symbols ^ symbols[0]
    return difference


def penalties(symbols: Modules) -> Points:
    """Weigh each of a stack of symbols by the four rules of ISO/IEC 18004:2015, 7.8.3.1."""
    lines = np.concatenate([symbols, symbols.transpose(0, 2, 1)], axis=1)
    weights: Points = (
        run_points(lines) + block_points(symbols) + finder_points(lines) + balance_points(symbols)
    )
    return weights


def run_points(lines: Modules) -> Points:
    """Give 3 points for five of one colour in a line and 1 for each more.

    A run of n has n - 4 windows of five, and n - 2 points: its windows, and 2 where it begins.
    """
    same = lines[..., 1:] == lines[..., :-1]
    five = same[..., :-3] & same[..., 1:-2] & same[..., 2:-1] & same[..., 3:]
    begins = five.copy()
    begins[..., 1:] &= ~five[..., :-1]
    points: Points = five.sum(axis=(1, 2)) + 2 * begins.sum(axis=(1, 2))
    return points


def block_points(symbols: Modules) -> Points:
    """Give 3 points for each block of two by two of one colour."""
    corner = symbols[:, :-1, :-1]
    same = (
        (corner == symbols[:, 1:, :-1])
        & (corner == symbols[:, :-1, 1:])
        & (corner == symbols[:, 1:, 1:])
    )
    points: Points = 3 * same.sum(axis=(1, 2))
    return points


def finder_points(lines: Modules) -> Points:
    """Give 40 points for each place in a line that looks like a finder mark."""
    windows = sliding_window_view(lines, FINDER_LIKE.shape[1], axis=-1)
    found = [(windows == pattern).all(axis=-1).sum(axis=(1, 2)) for pattern in FINDER_LIKE]
    points: Points = 40 * (found[0] + found[1])
    return points


def balance_points(symbols: Modules) -> Points:
    """Give 10 points for each whole 5 % that the dark share is off a half."""
    off = np.abs(symbols.mean(axis=(1, 2)) - 0.5)
    points: Points = 10 * (off / 0.05).astype(int)
    return points
