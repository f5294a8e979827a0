"""Two sheets of the survey: the harbour chart and the sonar image of a wreck."""

import numpy as np
from kit import Canvas, mix, smooth, spline, texture
from PIL import Image


def chart():
    c = Canvas(533, tone=0.86)
    c.grain = 0.012
    X, Y = c.x, c.y
    # depth: a channel winding into a basin, from smooth noise
    u = 240 * np.sin((Y - 120) / 420) + 0.13 * Y
    dist = np.abs(X - (700 + u))
    z = 26 * np.exp(-((dist / 330) ** 2)) * smooth(Y, -300, 700) + 6 * smooth(Y, 300, 1100)
    z = z + 2.6 * texture(c.w, c.h, 4, 1.9, 2.2) + 1.1 * texture(c.w, c.h, 5, 1.2, 1.9)
    land = (
        9.5 * smooth(X, 1060, 1500) * smooth(-Y, -760, -180) * 2.4
        + 24 * np.exp(-(((X - 130) / 290) ** 2 + ((Y - 130) / 330) ** 2))
        + 10 * np.exp(-(((X - 1500) / 260) ** 2 + ((Y - 1000) / 200) ** 2))
    )
    z = z - land + 3.2
    z = z.astype(np.float32)
    paper = 0.9 + 0.012 * texture(c.w, c.h, 2, 1.0, 0.8)
    a = paper
    for lo, t in ((0, 0.72), (5, 0.8), (10, 0.86)):
        a = np.where(z > lo, t + 0.01 * texture(c.w, c.h, 3, 1.0, 0.9), a)
    a = np.where(z > 20, 0.91, a)
    a = np.where(z <= 0, 0.5 + 0.014 * texture(c.w, c.h, 6, 1.0, 0.9), a)
    drying = (z > -1.6) & (z <= 0)
    a = np.where(drying, 0.6, a)
    gy, gx = np.gradient(z)
    g = np.sqrt(gx * gx + gy * gy) + 1e-4
    for lev, w, t in (
        (-1.6, 1.0, 0.42),
        (0, 2.2, 0.14),
        (2, 0.8, 0.5),
        (5, 1.3, 0.3),
        (10, 1.3, 0.3),
        (15, 0.9, 0.46),
        (20, 1.2, 0.32),
        (25, 0.9, 0.46),
        (30, 0.9, 0.46),
    ):
        k = np.clip(w + 0.5 - np.abs(z - lev) / g, 0, 1)
        a = mix(a, t, k)
    for lev in (-5, -9, -13, -17):
        a = mix(a, 0.36, np.clip(1.3 - np.abs(z - lev) / g, 0, 1) * 0.7)
    c.a = a.astype(np.float32)
    # graticule
    gl = c.mask()
    for x in range(200, 1600, 300):
        gl.line([(x, 0), (x, 1067)], 1.1)
    for y in range(160, 1067, 300):
        gl.line([(0, y), (1600, y)], 1.1)
    c.paint(gl, 0.3, alpha=0.7, tex=0)
    # soundings
    D = {
        "0": [[(0.5, 0), (1, 0.3), (1, 0.7), (0.5, 1), (0, 0.7), (0, 0.3), (0.5, 0)]],
        "1": [[(0.2, 0.2), (0.55, 0), (0.55, 1)]],
        "2": [[(0, 0.2), (0.3, 0), (0.75, 0), (1, 0.25), (0, 1), (1, 1)]],
        "3": [[(0, 0.05), (0.8, 0), (1, 0.22), (0.4, 0.46), (1, 0.72), (0.7, 1), (0, 0.92)]],
        "4": [[(0.75, 1), (0.75, 0), (0, 0.68), (1, 0.68)]],
        "5": [[(1, 0), (0.1, 0), (0.05, 0.45), (0.7, 0.42), (1, 0.7), (0.7, 1), (0, 0.92)]],
        "6": [
            [(0.9, 0), (0.2, 0.35), (0, 0.7), (0.3, 1), (0.8, 1), (1, 0.72), (0.7, 0.5), (0.1, 0.6)]
        ],
        "7": [[(0, 0), (1, 0), (0.4, 1)]],
        "8": [
            [
                (0.5, 0.46),
                (0.1, 0.25),
                (0.3, 0),
                (0.7, 0),
                (0.9, 0.25),
                (0.5, 0.46),
                (0, 0.75),
                (0.3, 1),
                (0.7, 1),
                (1, 0.75),
                (0.5, 0.46),
            ]
        ],
        "9": [
            [(0.9, 0.4), (0.3, 0.5), (0, 0.25), (0.3, 0), (0.7, 0), (1, 0.3), (0.8, 0.7), (0.2, 1)]
        ],
    }
    rng = np.random.default_rng(11)
    m = c.mask()

    def num(m, text, x, y, h, w=2.0):
        for ch in text:
            for st in D[ch]:
                m.line([(x + p * h * 0.55, y + q * h) for p, q in st], w)
            x += h * 0.78
        return x

    for y in range(24, 1050, 44):
        for x in range(20, 1590, 66):
            px, py = x + rng.uniform(-16, 16) + (y // 44 % 2) * 30, y + rng.uniform(-11, 11)
            if not (0 <= px < 1580 and 0 <= py < 1045):
                continue
            d = z[int(py), int(px)]
            if d < 0.6 or (abs(px - 1290) < 225 and abs(py - 790) < 225) or rng.random() < 0.12:
                continue
            whole, tenth = int(d), int(d * 10) % 10
            e = num(m, str(whole), px, py, 15)
            if whole < 21:
                num(m, str(tenth), e, py + 7, 10, 1.6)
    c.paint(m, 0.2, alpha=0.9, tex=0)
    # fairway, leading line, lights, buoys, wreck, anchorage
    way = [(700 + 240 * np.sin((y - 120) / 420) + 0.13 * y, y) for y in range(-10, 1080, 12)]
    dash = c.mask()
    for off in (-70, 70):
        for i in range(0, len(way) - 1, 2):
            dash.line([(way[i][0] + off, way[i][1]), (way[i + 1][0] + off, way[i + 1][1])], 2.4)
    c.paint(dash, 0.22, tex=0)
    for i, side in (
        (10, -70),
        (26, 70),
        (42, -70),
        (58, 70),
        (72, -70),
        (30, -70),
        (64, -70),
        (46, 70),
    ):
        x, y = way[i][0] + side, way[i][1]
        c.poly(
            [
                (x - 8, y),
                (x + 8, y),
                (x + (10 if side > 0 else 6), y - 26),
                (x + (2 if side > 0 else -6), y - 26),
            ],
            0.12,
        )
        c.ellipse(x, y + 1, 3.4, 3.4, 0.9)
        r = c.mask().ellipse(x, y + 1, 4.6)
        c.paint(r.cut(c.mask().ellipse(x, y + 1, 3)), 0.12, tex=0)
    lx, ly = 1330, 330
    lead = c.mask()
    for i in range(0, 60):
        if i % 3 < 2:
            a0, a1 = i / 60, (i + 1) / 60
            lead.line(
                [(mix(lx, 560, a0), mix(ly, 820, a0)), (mix(lx, 560, a1), mix(ly, 820, a1))], 2
            )
    c.paint(lead, 0.2, tex=0)
    for x, y in ((lx, ly), (270, 420), (1180, 520)):
        star = []
        for q in range(10):
            r = 17 if q % 2 == 0 else 7
            star.append((x + r * np.sin(q * np.pi / 5), y - r * np.cos(q * np.pi / 5)))
        c.poly(star, 0.1)
        c.limb([(x + 8, y + 6, 2), (x + 40, y + 30, 9)], 0.2, alpha=0.75)
    for x, y in ((430, 770), (930, 260)):
        w = c.mask().line([(x - 26, y), (x + 26, y)], 2.4)
        for q in (-13, 0, 13):
            w.line([(x + q, y - (13 if q == 0 else 9)), (x + q, y + (13 if q == 0 else 9))], 2.4)
        for q in range(26):
            t = q * 2 * np.pi / 26
            w.ellipse(x + 40 * np.cos(t), y + 25 * np.sin(t), 1.7)
        c.paint(w, 0.14, tex=0)
    ax, ay = 300, 880
    an = (
        c.mask()
        .line([(ax, ay - 32), (ax, ay + 30)], 4)
        .line([(ax - 16, ay - 18), (ax + 16, ay - 18)], 4)
        .line(spline([(ax - 28, ay + 8), (ax, ay + 32), (ax + 28, ay + 8)], False), 4)
    )
    an.ellipse(ax, ay - 38, 8).cut(c.mask().ellipse(ax, ay - 38, 4.4))
    c.paint(an, 0.14, tex=0)
    # town on the land: piers, streets, church
    tp = c.mask()
    for x, y, w2, h2 in ((1190, 380, 120, 12), (1170, 440, 130, 12), (1216, 320, 96, 12)):
        tp.rect(x, y, x + w2, y + h2)
    c.paint(tp, 0.3, tex=0)
    st = c.mask()
    for i in range(5):
        for j in range(7):
            x, y = 1360 + i * 46 + j * 6, 120 + j * 48 + i * 8
            if z[min(y + 20, 1066), min(x, 1599)] < -3:
                st.poly([(x, y), (x + 36, y + 6), (x + 40, y + 40), (x + 4, y + 34)])
    c.paint(st, 0.3, alpha=0.75, tex=0)
    # compass rose
    cx, cy = 1290, 790
    c.paint(c.mask().ellipse(cx, cy, 214), 0.9, alpha=0.45, blur=8, tex=0)
    m = c.mask()
    for r, w in ((206, 2.4), (180, 1.6), (172, 1.2), (128, 1.6), (108, 1.2)):
        ring = c.mask().ellipse(cx, cy, r).cut(c.mask().ellipse(cx, cy, r - w))
        c.paint(ring, 0.13, tex=0)
    for deg in range(0, 360):
        t = np.radians(deg)
        q = 16 if deg % 10 == 0 else 10 if deg % 5 == 0 else 5
        if deg % 2 == 0 or deg % 5 == 0:
            m.line(
                [
                    (cx + 206 * np.sin(t), cy - 206 * np.cos(t)),
                    (cx + (206 - q) * np.sin(t), cy - (206 - q) * np.cos(t)),
                ],
                1.5,
            )
        t2 = t + 0.09
        q2 = 11 if deg % 10 == 0 else 5
        if deg % 5 == 0:
            m.line(
                [
                    (cx + 128 * np.sin(t2), cy - 128 * np.cos(t2)),
                    (cx + (128 - q2) * np.sin(t2), cy - (128 - q2) * np.cos(t2)),
                ],
                1.4,
            )
    for deg in range(0, 360, 30):
        t = np.radians(deg)
        s = str(deg)
        num(m, s, cx + 158 * np.sin(t) - len(s) * 4.6, cy - 158 * np.cos(t) - 6, 12, 1.6)
    c.paint(m, 0.13, tex=0)
    for k in range(16):
        t = np.pi / 8 * k
        r = 142 if k % 4 == 0 else 96 if k % 2 == 0 else 60
        b = 24 if k % 4 == 0 else 18 if k % 2 == 0 else 10
        tip = (cx + r * np.sin(t), cy - r * np.cos(t))
        for s, tone in ((-1, 0.13), (1, 0.84)):
            q = t + s * np.pi / 8
            c.poly([tip, (cx + b * np.sin(q), cy - b * np.cos(q)), (cx, cy)], tone, tex=0)
        c.line([tip, (cx, cy)], 1.1, 0.13)
        c.line([tip, (cx + b * np.sin(t + np.pi / 8), cy - b * np.cos(t + np.pi / 8))], 1.4, 0.13)
    c.poly([(cx, cy - 238), (cx - 15, cy - 210), (cx + 15, cy - 210)], 0.13)
    # fold shadows and a pair of dividers
    for x in (533, 1066):
        c.a += (
            -0.05 * np.exp(-(((X - x - 9) / 14) ** 2)) + 0.035 * np.exp(-(((X - x + 8) / 9) ** 2))
        ).astype(np.float32)
    c.a += (-0.04 * np.exp(-(((Y - 548) / 12) ** 2))).astype(np.float32)
    hx, hy = 628, 168
    for tip in ((430, 560), (640, 610)):
        c.paint(
            c.mask().limb([(hx + 26, hy + 26, 11), (tip[0] + 34, tip[1] + 22, 2)], bend=False),
            0.2,
            alpha=0.35,
            blur=8,
            tex=0,
        )
    for tip in ((430, 560), (640, 610)):
        leg = c.mask().limb(
            [
                (hx, hy, 13),
                (mix(hx, tip[0], 0.55), mix(hy, tip[1], 0.55), 10),
                (tip[0], tip[1], 1.4),
            ],
            bend=False,
        )
        c.paint(leg, 0.16)
        c.paint(leg.edge(-3, -1), 0.6, alpha=0.9, tex=0)
    c.ellipse(hx, hy, 27, 27, 0.14)
    c.ellipse(hx, hy, 18, 18, 0.46)
    c.ellipse(hx, hy, 6, 6, 0.14)
    c.limb([(hx, hy - 24, 8), (hx + 4, hy - 62, 9)], 0.14)
    return c


def wreck():
    """A multibeam image: relief lit from the left, the hull standing upright on the seabed."""
    c = Canvas(544, tone=0.1)
    c.grain = 0.012
    X, Y = c.x, c.y
    ang = np.radians(-17)
    u = ((X - 790) * np.cos(ang) + (Y - 520) * np.sin(ang)) / 560  # along the keel, bow at +1
    v = (-(X - 790) * np.sin(ang) + (Y - 520) * np.cos(ang)) / 560
    z = 0.05 * texture(c.w, c.h, 3, 1.6, 2.0) + 0.012 * texture(c.w, c.h, 4, 0.9, 1.5)
    z += 0.014 * np.sin((X * 0.5 + Y) / 17 + 2.2 * texture(c.w, c.h, 5, 1.5, 2.0))  # sand waves
    # scour pit around the hull
    z -= 0.3 * np.exp(-((((u + 0.05) / 1.08) ** 2 + (v / 0.36) ** 2) ** 1.6))
    z -= 0.12 * np.exp(-(((u + 1.25) / 0.5) ** 2 + (v / 0.3) ** 2))
    half = (
        0.235
        * np.clip(1 - np.abs(u - 0.02) ** 2.7 / 0.98**2.7, 0, 1) ** 0.62
        * (1 - 0.16 * smooth(-u, 0.5, 1.0))
    )
    inside = half > 0.004
    side = np.abs(v) / np.maximum(half, 0.004)
    hull = inside * smooth(1.08 - side, 0, 0.12)
    sheer = 0.62 + 0.1 * u * u + 0.05 * smooth(u, 0.4, 1.0)
    holes = smooth(texture(c.w, c.h, 8, 0.8, 1.2), 0.9, 1.5)
    deck = (
        sheer
        - 0.1
        - 0.09 * holes
        - 0.18 * np.exp(-((((u - 0.1) / 0.14) ** 2 + (v / 0.09) ** 2) ** 3))
    )
    deck -= 0.17 * np.exp(-((((u + 0.42) / 0.1) ** 2 + (v / 0.08) ** 2) ** 3))
    deck -= 0.3 * smooth(v, 0.06, 0.12) * np.exp(-(((u + 0.12) / 0.16) ** 4))  # broken side
    rail = np.exp(-(((side - 0.93) / 0.07) ** 2)) * (
        1 - 0.75 * smooth(texture(c.w, c.h, 9, 1.0, 1.3), 0.4, 1.0)
    )
    beams = 0.018 * (np.sin(u * 62) > 0.2) * (side < 0.86)
    h = np.where(inside, np.maximum(z, (deck + 0.12 * rail + beams) * hull + z * (1 - hull)), z)
    # masts, bowsprit, windlass, the ship's boat beside her
    for mu, r, tall in ((0.42, 0.024, 1.15), (-0.22, 0.026, 1.25), (-0.68, 0.019, 0.98)):
        h = np.maximum(h, tall * np.exp(-((((u - mu) ** 2 + v**2) / r**2) ** 2)))
    spar = (
        np.exp(-(((v - 0.16 * (u - 1.0)) / 0.014) ** 2))
        * smooth(u, 0.94, 1.0)
        * smooth(1.3 - u, 0, 0.03)
    )
    h = np.maximum(h, spar * (0.72 + 0.2 * (u - 1)))
    for a, b, cc, d, hh in (
        (-0.22, 0.02, -0.5, 0.62, 0.2),
        (0.42, 0.0, 0.74, -0.46, 0.16),
    ):  # fallen spars
        t = np.clip(((u - a) * (cc - a) + (v - b) * (d - b)) / ((cc - a) ** 2 + (d - b) ** 2), 0, 1)
        dd = (u - a - t * (cc - a)) ** 2 + (v - b - t * (d - b)) ** 2
        h = np.maximum(h, np.exp(-dd / 0.012**2) * mix(0.62, hh - 0.1, t))
    h = np.maximum(h, 0.72 * np.exp(-((((u - 0.72) / 0.05) ** 2 + (v / 0.07) ** 2) ** 3)))
    h = np.maximum(h, 0.7 * np.exp(-((((u + 0.84) / 0.07) ** 2 + (v / 0.1) ** 2) ** 4)))
    bu, bv = u + 0.3, v - 0.52
    bh = 0.05 * np.clip(1 - (bu / 0.17) ** 2, 0, 1) ** 0.6
    h = np.maximum(
        h,
        (np.abs(bv) < bh)
        * (0.02 + 0.14 * np.exp(-(((np.abs(bv) / np.maximum(bh, 0.01) - 0.85) / 0.25) ** 2))),
    )
    rng = np.random.default_rng(5)
    for _ in range(90):  # debris field
        du, dv, r = rng.normal(-0.1, 0.7), rng.normal(0.2, 0.34), rng.uniform(0.006, 0.018)
        px, py = (
            790 + 560 * (du * np.cos(ang) - dv * np.sin(ang)),
            520 + 560 * (du * np.sin(ang) + dv * np.cos(ang)),
        )
        if 20 < px < 1580 and 20 < py < 1040:
            w = np.s_[int(py) - 18 : int(py) + 18, int(px) - 18 : int(px) + 18]
            h[w] += 0.1 * np.exp(-((((u[w] - du) ** 2 + (v[w] - dv) ** 2) / r**2) ** 2))
    h = h.astype(np.float32)
    # shading and a cast acoustic shadow to the right
    k = 230
    gx = (np.roll(h, -1, 1) - np.roll(h, 1, 1)) * k
    gy = (np.roll(h, -1, 0) - np.roll(h, 1, 0)) * k
    lit = (-0.0 + gx * 0.75 + gy * 0.45 + 1.0) / np.sqrt(1 + gx * gx + gy * gy) / 1.32
    low = h[::2, ::2]
    cast = np.zeros_like(low)
    for s in range(1, 115):
        dx, dy = s, int(s * 0.6)
        moved = np.full_like(low, -9)
        moved[dy:, dx:] = low[: low.shape[0] - dy, : low.shape[1] - dx]
        cast = np.maximum(cast, smooth(moved - s * 0.009 - low, 0.0, 0.02))
    shadow = np.asarray(Image.fromarray(cast).resize((c.w, c.h), Image.BICUBIC)).clip(0, 1)
    base = 0.17 + 0.32 * smooth(h, -0.35, 0.95) + 0.52 * (lit - 0.6)
    a = base * (1 - 0.62 * shadow)
    # survey lines: overlap bands, scan-line grain, dropouts, nadir stripes
    tr = X * np.sin(0.2) + Y * np.cos(0.2)
    a += 0.016 * np.sin(tr / 1.9) + 0.012 * np.where(np.sin(tr / 118) > 0.86, 1, 0)
    a += 0.02 * texture(c.w, c.h, 12, 0.4, 0.5)
    cover = np.abs(tr - 560) + 14 * texture(c.w, c.h, 13, 0.7, 1.3) > 545
    a = np.where(cover, 0.085, a)
    drop = smooth(texture(c.w, c.h, 14, 0.45, 0.7), 2.9, 3.2)
    a = mix(a, 0.085, drop)
    c.a = np.clip(a, 0.05, 0.96).astype(np.float32)
    # scale bar, north arrow, frame ticks
    for i in range(4):
        c.rect(90 + i * 70, 990, 160 + i * 70, 1000, 0.9 if i % 2 == 0 else 0.3, tex=0)
    ring = c.mask().line([(88, 988), (372, 988), (372, 1002), (88, 1002), (88, 988)], 2)
    c.paint(ring, 0.9, tex=0)
    c.poly([(1500, 936), (1482, 1000), (1500, 986)], 0.9)
    c.poly([(1500, 936), (1518, 1000), (1500, 986)], 0.4)
    t = c.mask()
    for x in range(100, 1600, 100):
        t.line([(x, 0), (x, 14)], 2).line([(x, 1053), (x, 1067)], 2)
    for y in range(100, 1067, 100):
        t.line([(0, y), (14, y)], 2).line([(1586, y), (1600, y)], 2)
    c.paint(t, 0.8, tex=0, alpha=0.8)
    # depth scale
    for i in range(60):
        c.rect(1540, 240 + i * 6, 1558, 247 + i * 6, 0.9 - i * 0.0135, tex=0)
    f = c.mask()
    for i in range(7):
        f.line([(1530, 240 + i * 60), (1540, 240 + i * 60)], 2)
    c.paint(f, 0.9, tex=0)
    return c


SCENES = {"chart": chart, "wreck": wreck}
