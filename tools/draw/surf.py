"""Water: ripples that shrink toward the horizon, mirrors, open sea, glints."""

from functools import lru_cache

import numpy as np
from kit import mix, sample, smooth


@lru_cache(maxsize=12)
def band(seed, f0=36, spread=0.55, n=1024):
    """Periodic noise of about one size, without large clumps."""
    rng = np.random.default_rng(seed + 5000)
    white = np.fft.rfft2(rng.standard_normal((n, n)))
    f = np.sqrt((np.fft.fftfreq(n)[:, None] * n) ** 2 + (np.fft.rfftfreq(n)[None, :] * n) ** 2)
    amp = np.exp(-(np.log(np.maximum(f, 0.5) / f0) ** 2) / (2 * spread**2)) / np.maximum(f, 1)
    amp[0, 0] = 0
    a = np.fft.irfft2(white * amp, s=(n, n))
    return ((a - a.mean()) / a.std()).astype(np.float32)


def depth(c, y0, y1=None):
    y1 = c.h if y1 is None else y1
    return np.clip((c.y[y0:y1] - y0) / max(c.h - y0, 1), 0, 1)


def ripples(c, y0, seed, y1=None, long=7.0, f0=36, size=1.0):
    """Streaky noise over the rows below y0: three layers of growing size, cross-faded."""
    X, Y = c.x[y0:y1], c.y[y0:y1]
    d = depth(c, y0, y1)
    out = 0
    bend = 5 * np.sin(X / 330 + seed) + 4 * np.sin(X / 127 + seed * 2)
    for mid, s in ((0.0, 0.36), (0.42, 0.6), (1.0, 0.92)):
        w = np.clip(1 - np.abs(d - mid) / (0.45 if mid < 0.9 else 0.6), 0, 1)
        if mid == 0.0:
            w = np.clip(1 - d / 0.42, 0, 1)
        z = s * size
        n = sample(band(seed, f0), X / (long * z) + 131 * seed, (Y + bend * s * 0.5) / z)
        out = out + w * n
    total = (
        np.clip(1 - d / 0.42, 0, 1)
        + np.clip(1 - np.abs(d - 0.42) / 0.45, 0, 1)
        + np.clip(1 - np.abs(d - 1) / 0.6, 0, 1)
    )
    return out / np.maximum(np.sqrt(total), 0.5)


def glints(c, a, y0, spots, n, n2, y1=None):
    """Dashes of light: spots of (x, width, tone, how many 0..1)."""
    X = c.x[y0:y1]
    d = depth(c, y0, y1)
    fine = ripples(c, y0, c.seed % 5 + 61, y1, 9.0, 40, 0.62) if spots else n
    for gx, gw, gt, many in [spots] if isinstance(spots, tuple) else spots or []:
        near = np.exp(-(((X - gx) / (gw * (0.7 + 0.6 * d))) ** 2))
        level = 2.75 - 2.35 * many * near
        s = smooth(fine + 0.45 * n2, level, level + 0.3)
        a = mix(a, gt, s * np.clip(near * 2, 0, 1) * 0.95)
    return a


def mirror(
    c,
    y0,
    deep=0.22,
    hold=0.75,
    streak=0.05,
    chop=12.0,
    squash=1.0,
    seed=None,
    glint=None,
    fade=0.5,
    bottom=None,
    lift=0.0,
    calm=0.0,
):
    """Mirror what stands above y0, displaced in horizontal streaks."""
    seed = c.seed % 7 + 11 if seed is None else seed
    win = np.s_[y0:bottom]
    X, Y = c.x[win], c.y[win]
    d = depth(c, y0, bottom)
    n1 = ripples(c, y0, seed, bottom, 9.0, 40)
    n2 = ripples(c, y0, seed + 1, bottom, 7.0, 30)
    n3 = ripples(c, y0, seed + 2, bottom, 14.0, 9)
    dx = chop * (0.25 + 1.0 * d) * (n1 + 0.6 * n2) * (1 - calm)
    dy = chop * 0.35 * (0.1 + d) * n2
    sy = np.clip(y0 - 1 - (Y - y0) * squash + dy, 0, y0 - 1)
    sx = np.clip(X + dx, 0, c.w - 1.01)
    iy, ix = sy.astype(np.int32), sx.astype(np.int32)
    fx = sx - ix
    ref = c.a[iy, ix] * (1 - fx) + c.a[iy, ix + 1] * fx
    a = mix(deep, ref, np.clip(hold * (1 - fade * d) * (1 + 0.1 * n3), 0, 1)) + lift
    a = a + streak * (0.5 * n2 + 0.35 * n1) * (0.45 + 0.8 * d) + streak * 0.8 * n3
    c.a[win] = glints(c, a, y0, glint, n2, n1, bottom)
    return c


def open_sea(
    c, y0, far=0.38, near=0.24, streak=0.06, seed=None, glint=None, caps=0.0, bottom=None, edge=3.0
):
    """Sea without mirror images: swells, streaks, whitecaps."""
    seed = c.seed % 7 + 21 if seed is None else seed
    top = max(int(y0 - edge * 2), 0)
    X, Y = c.x[top:bottom], c.y[top:bottom]
    d = depth(c, top, bottom)
    n1 = ripples(c, top, seed, bottom, 8.0, 34)
    n2 = ripples(c, top, seed + 1, bottom, 6.0, 26)
    n3 = ripples(c, top, seed + 2, bottom, 9.0, 8)
    a = mix(far, near, d**0.8) + streak * (0.5 * n1 + 0.6 * n2 + 0.8 * n3) * (0.4 + 0.9 * d)
    a = glints(c, a, top, glint, n2, n1, bottom)
    if caps:
        level = 2.7 - caps * (0.5 + d)
        a = mix(a, 0.88, smooth(n2 + 0.5 * n3, level, level + 0.45) * 0.9)
    line = y0 + edge * np.sin(X / 67 + seed) * 0.6 + edge * np.sin(X / 25) * 0.4
    c.a[top:bottom] = np.where(line < Y, a, c.a[top:bottom]).astype(np.float32)
    return n1, n2, n3, top
