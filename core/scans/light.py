"""Even light: shadows taken out of a picture, paper made white, seals made invisible."""

import cv2
import numpy as np
from cv2.typing import MatLike

REACH = 24
"""Pixels of the reduced picture over which there is paper somewhere."""


def background(picture: MatLike) -> MatLike:
    """Return how bright the paper is at each place of a picture, in its size and channels."""
    height, width = picture.shape[:2]
    scale = max(1.0, max(height, width) / 480)
    size = max(1, round(width / scale)), max(1, round(height / scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    # what is darker than what stands round it is ink: closed, then smoothed
    core = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (REACH // 2 + 1, REACH // 2 + 1))
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, core, borderType=cv2.BORDER_REPLICATE)
    paper = cv2.GaussianBlur(paper, (0, 0), REACH / 3, borderType=cv2.BORDER_REPLICATE)
    return cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)


def even(picture: MatLike) -> MatLike:
    """Return a picture whose paper is white everywhere."""
    paper = np.maximum(background(picture), 24)
    return cv2.divide(picture, paper, scale=245)


def ink(picture: MatLike) -> MatLike:
    """Return a picture in which only black ink is dark: red of seals and blue of stamps is not.

    The brightest of the channels shows that, where the colours of the paper were made even.
    """
    blue, green, red = cv2.split(picture)
    return cv2.max(cv2.max(blue, green), red)
