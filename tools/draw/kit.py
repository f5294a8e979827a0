"""A small kit for drawing duotone pictures: tone first, colour last.

A picture is a float array of tones (0 dark, 1 light). Shapes are drawn as masks at three times
the size and brought down, so edges are smooth; textures come from periodic noise; the last step
adds vignette and grain and maps tone to the night-blue ramp.
"""

import io
import itertools
from functools import lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SS = 3  # supersampling of shapes
RAMP = [
    (0.00, (7, 26, 39)),
    (0.09, (12, 33, 47)),
    (0.16, (21, 44, 58)),
    (0.22, (35, 60, 74)),
    (0.28, (49, 76, 89)),
    (0.345, (63, 92, 105)),
    (0.41, (79, 109, 122)),
    (0.47, (95, 126, 138)),
    (0.53, (113, 142, 152)),
    (0.60, (133, 158, 165)),
    (0.66, (152, 173, 178)),
    (0.72, (172, 189, 190)),
    (0.78, (193, 203, 202)),
    (0.85, (212, 218, 213)),
    (0.91, (235, 235, 226)),
    (1.00, (246, 244, 236)),
]


def mix(a, b, t):
    return a + (b - a) * t


def smooth(x, a, b):
    """0 below a, 1 above b, an S between."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


# ---- noise -----------------------------------------------------------------------------------


@lru_cache(maxsize=24)
def tile(seed, power=1.6, sx=1.0, sy=1.0, low=2.0, n=1024):
    """Periodic cloud noise, mean 0 and deviation 1; sx, sy > 1 stretch it."""
    rng = np.random.default_rng(seed)
    white = np.fft.rfft2(rng.standard_normal((n, n)))
    fy = np.fft.fftfreq(n)[:, None] * n * sy
    fx = np.fft.rfftfreq(n)[None, :] * n * sx
    f = np.sqrt(fx * fx + fy * fy)
    amp = 1 / np.maximum(f, low) ** power
    amp[f < low * 0.5] = 0
    a = np.fft.irfft2(white * amp, s=(n, n))
    return ((a - a.mean()) / a.std()).astype(np.float32)


def sample(t, u, v):
    """Read a periodic tile at float places, bilinear."""
    n = t.shape[0]
    u0, v0 = np.floor(u), np.floor(v)
    fu, fv = (u - u0).astype(np.float32), (v - v0).astype(np.float32)
    u0, v0 = u0.astype(np.int32) % n, v0.astype(np.int32) % n
    u1, v1 = (u0 + 1) % n, (v0 + 1) % n
    top = t[v0, u0] * (1 - fu) + t[v0, u1] * fu
    low = t[v1, u0] * (1 - fu) + t[v1, u1] * fu
    return top * (1 - fv) + low * fv


def texture(w, h, seed, scale=1.0, power=1.6, sx=1.0, sy=1.0):
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    return sample(tile(seed, power, 1.0, 1.0), x / scale / sx + 311 * (seed % 7), y / scale / sy)


# ---- curves ----------------------------------------------------------------------------------


def spline(pts, closed=True, step=10):
    """Catmull-Rom through the points."""
    p = np.asarray(pts, float)
    n = len(p)
    out = []
    for i in range(n if closed else n - 1):
        if closed:
            a, b, c, d = p[(i - 1) % n], p[i], p[(i + 1) % n], p[(i + 2) % n]
        else:
            a, b, c, d = p[max(i - 1, 0)], p[i], p[i + 1], p[min(i + 2, n - 1)]
        for k in range(step):
            t = k / step
            out.append(
                0.5
                * (
                    2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t**2
                    + (3 * b - a - 3 * c + d) * t**3
                )
            )
    if not closed:
        out.append(p[-1])
    return [tuple(q) for q in out]


class Mask:
    """A shape made of polygons, limbs and ellipses; painted at once. (ox, oy) is its corner."""

    def __init__(self, w, h, ox=0, oy=0):
        self.w, self.h, self.ox, self.oy = w, h, ox, oy
        self.im = Image.new("L", (w * SS, h * SS), 0)
        self.d = ImageDraw.Draw(self.im)

    def at(self, pts):
        return [((x - self.ox) * SS, (y - self.oy) * SS) for x, y in pts]

    def poly(self, pts, v=255):
        self.d.polygon(self.at(pts), fill=v)
        return self

    def curve(self, pts, v=255, step=10):
        return self.poly(spline(pts, True, step), v)

    def rect(self, x0, y0, x1, y1, v=255, r=0):
        (ax, ay), (bx, by) = self.at([(min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))])
        box = [ax, ay, bx - 1, by - 1]
        if box[2] >= box[0] and box[3] >= box[1]:
            if r:
                self.d.rounded_rectangle(box, r * SS, fill=v)
            else:
                self.d.rectangle(box, fill=v)
        return self

    def ellipse(self, x, y, rx, ry=None, v=255):
        ry = rx if ry is None else ry
        (ax, ay), (bx, by) = self.at([(x - rx, y - ry), (x + rx, y + ry)])
        self.d.ellipse([ax, ay, bx, by], fill=v)
        return self

    def line(self, pts, width, v=255):
        self.d.line(self.at(pts), fill=v, width=max(1, round(width * SS)), joint="curve")
        return self

    def limb(self, pts, v=255, bend=True):
        """A tapered stroke through (x, y, r) points."""
        p = spline(pts, False, 8) if bend and len(pts) > 2 else [tuple(map(float, q)) for q in pts]
        for (x0, y0, r0), (x1, y1, r1) in itertools.pairwise(p):
            dx, dy = x1 - x0, y1 - y0
            n = (dx * dx + dy * dy) ** 0.5 or 1
            nx, ny = -dy / n, dx / n
            self.poly(
                [
                    (x0 + nx * r0, y0 + ny * r0),
                    (x1 + nx * r1, y1 + ny * r1),
                    (x1 - nx * r1, y1 - ny * r1),
                    (x0 - nx * r0, y0 - ny * r0),
                ],
                v,
            )
        for x, y, r in p:
            self.ellipse(x, y, max(r, 0.3), v=v)
        return self

    def cut(self, other):
        self.im = ImageChops.subtract(self.im, other.im)
        self.d = ImageDraw.Draw(self.im)
        return self

    def within(self, other):
        self.im = ImageChops.multiply(self.im, other.im)
        self.d = ImageDraw.Draw(self.im)
        return self

    def empty(self):
        return Mask(self.w, self.h, self.ox, self.oy)

    def shifted(self, dx, dy):
        m = self.empty()
        m.im.paste(self.im, (round(dx * SS), round(dy * SS)))
        m.d = ImageDraw.Draw(m.im)
        return m

    def edge(self, dx, dy):
        """The part of the shape that a light from (dx, dy) would touch."""
        m = self.empty()
        m.im = ImageChops.subtract(self.im, self.shifted(-dx, -dy).im)
        m.d = ImageDraw.Draw(m.im)
        return m

    def array(self, blur=0):
        """(x, y, alpha) of the part that is not empty."""
        box = self.im.getbbox()
        if not box:
            return 0, 0, np.zeros((0, 0), np.float32)
        pad = int(blur * 3 + 2)
        x0, y0 = max(box[0] // SS - pad, 0), max(box[1] // SS - pad, 0)
        x1, y1 = min(-(-box[2] // SS) + pad, self.w), min(-(-box[3] // SS) + pad, self.h)
        im = self.im.crop((x0 * SS, y0 * SS, x1 * SS, y1 * SS)).reduce(SS)
        if blur:
            im = im.filter(ImageFilter.GaussianBlur(blur))
        return x0 + self.ox, y0 + self.oy, np.asarray(im, np.float32) / 255


class Canvas:
    def __init__(self, seed, w=1600, h=1067, tone=0.3):
        self.w, self.h, self.seed = w, h, seed
        self.a = np.full((h, w), tone, np.float32)
        self.rng = np.random.default_rng(seed)
        self.y, self.x = np.mgrid[0:h, 0:w].astype(np.float32)

    def mask(self):
        return Mask(self.w, self.h)

    def paint(self, m, tone, alpha=1.0, blur=0, tex=0.012, scale=3.0, sx=1.0, mode="over"):
        """tone: a number, an array of the canvas's size, or a function of (x, y)."""
        x, y, k = m.array(blur)
        if not k.size:
            return self
        h, w = k.shape
        win = np.s_[y : y + h, x : x + w]
        if callable(tone):
            tone = tone(self.x[win], self.y[win])
        elif isinstance(tone, np.ndarray):
            tone = tone[win]
        if tex:
            t = tile(self.seed % 5 + 1, 1.3)
            tone = tone + tex * sample(t, self.x[win] / scale / sx * 1.3, self.y[win] / scale * 1.3)
        if mode == "add":
            self.a[win] += k * alpha * tone
        elif mode == "screen":
            self.a[win] = 1 - (1 - self.a[win]) * (1 - k * alpha * tone)
        elif mode == "mul":
            self.a[win] *= 1 - k * alpha * (1 - tone)
        else:
            self.a[win] += (tone - self.a[win]) * (k * alpha)
        return self

    # one-line shapes, each on a mask no larger than it needs
    def near(self, pts, pad=0):
        xs, ys = [p[0] for p in pts], [p[1] for p in pts]
        pad += 4
        x0, y0 = int(max(min(xs) - pad, 0)), int(max(min(ys) - pad, 0))
        x1, y1 = int(min(max(xs) + pad, self.w)), int(min(max(ys) + pad, self.h))
        return Mask(max(x1 - x0, 1), max(y1 - y0, 1), x0, y0)

    def poly(self, pts, tone, **k):
        return self.paint(self.near(pts, 3 * k.get("blur", 0)).poly(pts), tone, **k)

    def curve(self, pts, tone, **k):
        return self.poly(spline(pts), tone, **k)

    def rect(self, x0, y0, x1, y1, tone, r=0, **k):
        m = self.near([(x0, y0), (x1, y1)], 3 * k.get("blur", 0))
        return self.paint(m.rect(x0, y0, x1, y1, r=r), tone, **k)

    def ellipse(self, x, y, rx, ry, tone, **k):
        m = self.near([(x - rx, y - ry), (x + rx, y + ry)], 3 * k.get("blur", 0))
        return self.paint(m.ellipse(x, y, rx, ry), tone, **k)

    def line(self, pts, width, tone, **k):
        m = self.near(pts, width + 3 * k.get("blur", 0))
        return self.paint(m.line(pts, width), tone, tex=0, **k)

    def limb(self, pts, tone, **k):
        m = self.near([p[:2] for p in pts], 2 * max(p[2] for p in pts) + 30 + 3 * k.get("blur", 0))
        return self.paint(m.limb(pts), tone, **k)

    # ---- light and weather -------------------------------------------------------------------
    def glow(self, x, y, r, amount, ry=None, power=2.0):
        d = np.sqrt(((self.x - x) / r) ** 2 + ((self.y - y) / (ry or r)) ** 2)
        self.a = 1 - (1 - self.a) * (1 - amount * np.clip(1 - d, 0, 1) ** power)
        return self

    def shade(self, x, y, r, amount, ry=None, power=1.5):
        d = np.sqrt(((self.x - x) / r) ** 2 + ((self.y - y) / (ry or r)) ** 2)
        self.a *= 1 - amount * np.clip(1 - d, 0, 1) ** power
        return self

    def sky(self, top, low, horizon, clouds=0.12, light=None, seed=None, streak=4.6, scale=1.5):
        """Gradient, a light (x, y, rx, ry, tone) behind it, and drawn-out clouds."""
        seed = self.seed if seed is None else seed
        t = np.clip(self.y / horizon, 0, 1)
        a = mix(top, low, t**1.3)
        v = self.y * (1 + 0.9 * t**2)
        n = sample(tile(seed, 1.75), self.x / streak / scale + seed * 37, v / scale)
        n2 = sample(tile(seed + 50, 1.5), self.x / streak / scale * 1.7, v / scale * 1.6)
        a = a + clouds * (smooth(n, -1.3, 1.6) - 0.5) * 1.5 + clouds * 0.3 * n2
        if light:
            x, y, rx, ry, tone = light
            d = np.exp(-(((self.x - x) / rx) ** 2) - ((self.y - y) / ry) ** 2)
            d *= np.clip(0.85 + 0.3 * n, 0.25, 1.2)
            a = mix(a, tone, np.clip(d, 0, 1))
        below = self.y > horizon
        self.a = np.where(below, self.a, a).astype(np.float32)
        return self

    def water(self, y0, **k):
        from surf import mirror

        return mirror(self, y0, **k)

    def ground(self, m, tone, seed=0, amp=0.035, scale=2.2, sx=1.6, **k):
        """A mottled, worn surface."""
        n = texture(self.w, self.h, seed + 3, scale, 1.1, sx)
        n2 = texture(self.w, self.h, seed + 4, scale * 0.5, 0.7, sx)
        t = tone(self.x, self.y) if callable(tone) else tone
        return self.paint(m, (t + amp * n + amp * 0.4 * n2).astype(np.float32), tex=0, **k)

    def mist(self, y, height, tone, amount, seed=None, scale=2.0):
        n = texture(self.w, self.h, (seed or self.seed) + 9, scale, 1.7, 3.5)
        k = np.exp(-(((self.y - y) / height) ** 2)) * np.clip(0.8 + 0.35 * n, 0, 1.3) * amount
        self.a = mix(self.a, tone, np.clip(k, 0, 1))
        return self

    def rain(self, n=900, slant=0.16, length=(18, 60), tone=0.8, alpha=0.28, width=0.7):
        for share, w in ((0.7, width), (0.3, width * 1.7)):
            m = self.mask()
            for _ in range(int(n * share)):
                x, y = self.rng.uniform(-100, self.w + 100), self.rng.uniform(-60, self.h)
                q = self.rng.uniform(*length) * w / width
                m.line([(x, y), (x - q * slant, y + q)], w, int(self.rng.uniform(90, 255)))
            self.paint(m, tone, alpha=alpha, tex=0, blur=0.4)
        return self

    def dots(self, pts, r, tone, **k):
        m = self.mask()
        for x, y in pts:
            m.ellipse(x, y, r)
        return self.paint(m, tone, tex=0, **k)

    def gulls(self, spots, tone=0.2, width=1.8):
        m = self.mask()
        for x, y, s in spots:
            left = spline([(x - s, y - s * 0.12), (x - s * 0.5, y - s * 0.36), (x, y)], False)
            right = spline([(x, y), (x + s * 0.52, y - s * 0.4), (x + s, y - s * 0.05)], False)
            m.line(left, width).line(right, width)
        return self.paint(m, tone, tex=0)

    # ---- last step ---------------------------------------------------------------------------
    def image(self, vignette=0.2, grain=None):
        grain = getattr(self, "grain", 0.025) if grain is None else grain
        d = ((self.x / self.w - 0.5) / 0.72) ** 2 + ((self.y / self.h - 0.5) / 0.72) ** 2
        a = self.a * (1 - vignette * np.clip(d, 0, 1) ** 1.3)
        a = a + 0.035 * np.sin(np.pi * np.clip(a, 0, 1))  # a little air in the middle tones
        rng = np.random.default_rng(self.seed + 977)
        g = np.zeros_like(a)
        for size, part in ((1.0, 0.55), (1.7, 0.8)):
            q = rng.standard_normal((int(self.h / size) + 1, int(self.w / size) + 1))
            im = Image.fromarray(q.astype(np.float32)).resize((self.w, self.h), Image.BICUBIC)
            g += part * np.asarray(im)
        a = a + grain * g * (0.55 + 0.9 * np.clip(a, 0, 1) * (1.35 - np.clip(a, 0, 1)))
        a = np.clip(a, 0.02, 0.965)
        t = np.array([r[0] for r in RAMP])
        out = [np.interp(a, t, [r[1][i] for r in RAMP]) for i in range(3)]
        return Image.fromarray(np.stack(out, -1).round().astype(np.uint8))


def save(im, path, limit=150_000, quality=82):
    """WebP at the quality, lower only where grain would cost too much."""
    while True:
        buf = io.BytesIO()
        im.save(buf, "WEBP", quality=quality, method=5)
        if buf.tell() <= limit or quality <= 56:
            break
        quality -= 5
    path.write_bytes(buf.getvalue())
    return buf.tell(), quality
