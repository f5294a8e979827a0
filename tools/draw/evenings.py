"""Evenings in town: flood, regent, bookshop, bandstand."""

import numpy as np
from kit import Canvas, mix, smooth
from people import person
from space import Cam
from surf import ripples


def _lamp(c, x, y, h, tone=0.09, r=1.0):
    c.line([(x, y), (x, y - h)], max(2, h * 0.018), tone)
    c.poly(
        [
            (x - h * 0.022, y),
            (x - h * 0.014, y - h * 0.16),
            (x + h * 0.014, y - h * 0.16),
            (x + h * 0.022, y),
        ],
        tone,
    )
    w = h * 0.05
    c.glow(x, y - h - w, h * 0.75 * r, 0.42, power=2.4)
    c.glow(x, y - h - w, h * 0.22 * r, 0.75, power=2)
    c.poly(
        [
            (x - w * 0.6, y - h),
            (x + w * 0.6, y - h),
            (x + w, y - h - w * 2),
            (x - w, y - h - w * 2),
        ],
        0.97,
        tex=0,
    )
    c.poly([(x - w * 1.2, y - h - w * 2), (x, y - h - w * 3.1), (x + w * 1.2, y - h - w * 2)], tone)
    c.line([(x, y - h), (x, y - h - w * 2)], 1.6, 0.5)


def flood():
    c = Canvas(401)
    k = Cam(760, 520, 2.0, 1150)
    c.sky(0.24, 0.46, 560, clouds=0.12, light=(760, 500, 300, 180, 0.6))
    fog = lambda t, z: mix(t, 0.46, 1 - np.exp(-z / 50))
    rng = np.random.default_rng(9)
    c.rect(600, 480, 920, 540, 0.4)
    m = (
        c.mask()
        .poly([(700, 530), (700, 430), (716, 400), (732, 430), (732, 530)])
        .rect(690, 470, 840, 530)
    )
    c.paint(m, 0.33)
    for s in (-1, 1):
        xw = 6.4 * s
        for i in range(13, 0, -1):
            z0, z1 = 3.2 + (i - 1) * 4.6, 3.2 + i * 4.6
            h = [8.2, 9.6, 7.6, 10.4, 8.8][(i + (s > 0) * 2) % 5]
            tone = [0.24, 0.19, 0.29, 0.22, 0.26][(i * 2 + (s > 0)) % 5]
            t = lambda d: fog(tone + d, z0)
            c.poly(k.wall(xw, -0.4, h, z0, z1), t(0))
            c.poly(k.wall(xw - s * 0.1, h - 0.2, h + 0.1, z0, z1), t(-0.07))
            for fl in range(3):
                for a in (0.14, 0.6):
                    y = 3.5 + fl * 2.3
                    if y + 1.6 > h:
                        continue
                    on = rng.random() < 0.26
                    c.poly(
                        k.wall(xw - s * 0.02, y, y + 1.5, mix(z0, z1, a), mix(z0, z1, a + 0.26)),
                        fog(0.9, z0) if on else t(-0.09),
                        tex=0.02,
                    )
                    c.line(
                        [
                            k.p(xw - s * 0.03, y, mix(z0, z1, a + 0.13)),
                            k.p(xw - s * 0.03, y + 1.5, mix(z0, z1, a + 0.13)),
                        ],
                        max(1, 10 / z0),
                        t(0.02),
                    )
                    c.poly(
                        k.wall(
                            xw - s * 0.03, y - 0.14, y, mix(z0, z1, a - 0.02), mix(z0, z1, a + 0.28)
                        ),
                        t(0.12),
                    )
            shop = rng.random() < 0.55
            if shop:
                c.poly(
                    k.wall(xw - s * 0.02, 0.3, 2.6, mix(z0, z1, 0.08), mix(z0, z1, 0.62)),
                    fog(0.86 if i in (2, 4, 7) else 0.36, z0),
                    tex=0.02,
                )
                c.poly(
                    k.wall(xw - s * 0.04, 2.6, 3.0, mix(z0, z1, 0.05), mix(z0, z1, 0.95)), t(-0.08)
                )
                for a in (0.26, 0.44):
                    c.line(
                        [
                            k.p(xw - s * 0.03, 0.3, mix(z0, z1, a)),
                            k.p(xw - s * 0.03, 2.6, mix(z0, z1, a)),
                        ],
                        max(1, 12 / z0),
                        t(-0.04),
                    )
            else:
                c.poly(
                    k.wall(xw - s * 0.02, 1.0, 2.5, mix(z0, z1, 0.12), mix(z0, z1, 0.46)), t(-0.09)
                )
            c.poly(k.wall(xw - s * 0.02, -0.4, 2.4, mix(z0, z1, 0.7), mix(z0, z1, 0.9)), t(-0.1))
            # sandbags on the sill
            bags = c.mask()
            for row in range(3):
                for q in range(3):
                    zz = mix(z0, z1, 0.68 + q * 0.1 + row * 0.02)
                    bags.ellipse(
                        *k.p(xw - s * 0.35, 0.1 + row * 0.2, zz), 0.26 * k.s(zz), 0.12 * k.s(zz)
                    )
            c.paint(bags, fog(0.46, z0), tex=0.03)
            c.paint(bags.edge(0, -0.03 * k.s(z0)), fog(0.62, z0), alpha=0.6, tex=0)
    # lamps down both sides, far to near
    for z in (46, 36, 27, 19.5, 13.2, 8.6):
        for s in (-1, 1):
            x, y = k.p(4.3 * s, -0.3, z + (2.5 if s > 0 else 0))
            _lamp(c, x, y, 4.6 * k.s(z + (2.5 if s > 0 else 0)), fog(0.08, z * 0.6))
    y0 = int(k.p(0, 0, 90)[1])
    # water is the street: mirror about each depth is close to a mirror at the far line
    far = c.a.copy()
    X, Y = c.x, c.y
    # per-column water line along the walls
    zx = np.maximum(np.abs(X - 760) / (6.4 * 1150), 1e-4)  # 1/z where a wall stands in this column
    line = 520 + 1150 * 2.0 * np.minimum(zx, 1 / 3.2)
    line = np.maximum(line, y0)
    below = line < Y
    n1 = np.vstack([np.zeros((y0, c.w), np.float32), ripples(c, y0, 5, None, 9, 40, 0.8)])
    n2 = np.vstack([np.zeros((y0, c.w), np.float32), ripples(c, y0, 6, None, 12, 20, 0.9)])
    d = np.clip((Y - y0) / (c.h - y0), 0, 1)
    sy = np.clip(2 * line - Y + 3 * n2 * d, 0, c.h - 1).astype(int)
    sx = np.clip(X + (2 + 9 * d) * (n1 + 0.4 * n2), 0, c.w - 1).astype(int)
    ref = far[sy, sx]
    wat = mix(0.16, ref, np.clip(0.86 - 0.25 * d, 0, 1)) + 0.03 * n2 * (0.4 + d) + 0.016 * n1
    c.a = np.where(below, wat, c.a).astype(np.float32)
    # people wading
    for x, z, f, kind in ((1.4, 15, -1, 0), (2.2, 15.4, -1, 1), (-0.9, 9.2, 1, 2)):
        px, py = k.p(x, 0, z)
        h = 1.72 * k.s(z)
        m = c.mask()
        person(
            m,
            px,
            py + 0.2 * h,
            h,
            "walk",
            f,
            coat=0.4,
            hat=["hood", "wool", "brim"][kind],
            feet=False,
            **({} if kind else {"er": (0.1, 0.74), "hr": (0.14, 0.84)}),
        )
        if kind == 2:
            m.rect(px + 0.02 * h, py - 0.66 * h, px + 0.24 * h, py - 0.52 * h, r=2)
        cut = c.mask().rect(0, py, 1600, 1067)
        refl = c.mask()
        flip = m.im.transpose(1)
        refl.im.paste(flip, (0, int((2 * py - c.h) * 3)))
        refl.within(cut)
        nn = np.clip(0.9 + 0.7 * n1, 0, 1)
        before = c.a.copy()
        c.paint(refl, 0.09, alpha=0.75, blur=1.5, tex=0)
        c.a = mix(before, c.a, nn * np.clip(1 - (Y - py) / (0.8 * h), 0, 1))
        m.cut(cut)
        c.paint(m, 0.075, tex=0.005)
        c.paint(m.edge(0.012 * h * f, -0.01 * h), 0.66, alpha=0.75, tex=0)
        for r in (0.22, 0.36, 0.52):
            ring = (
                c.mask()
                .ellipse(px, py, r * h, r * h * 0.13)
                .cut(c.mask().ellipse(px, py + 1, r * h * 0.97, r * h * 0.122))
            )
            c.paint(ring, 0.74, alpha=0.5, tex=0)
    # a cone and a drifting crate
    px, py = k.p(1.6, 0, 7.6)
    c.poly([(px - 26, py), (px - 7, py - 92), (px + 7, py - 92), (px + 26, py)], 0.3)
    c.poly([(px - 19, py - 34), (px - 14, py - 58), (px + 14, py - 58), (px + 19, py - 34)], 0.86)
    c.limb([(px - 60, py + 2, 0.6), (px, py + 3, 2), (px + 60, py + 2, 0.6)], 0.7, alpha=0.6)
    c.rain(500, slant=0.12, tone=0.8, alpha=0.2)
    return c


def regent():
    c = Canvas(412)
    c.sky(0.15, 0.26, 700, clouds=0.07)
    # neighbours
    for x, w, top, tone in ((-20, 290, 250, 0.17), (1330, 300, 210, 0.16)):
        c.rect(x, top, x + w, 840, tone)
        for i in range(4):
            for j in range(6):
                on = (i * 5 + j * 7 + x) % 11 == 2
                c.rect(
                    x + 36 + i * 66,
                    top + 40 + j * 84,
                    x + 70 + i * 66,
                    top + 94 + j * 84,
                    0.78 if on else tone - 0.05,
                    tex=0,
                )
        c.rect(x, 700, x + w, 840, tone - 0.04)
        c.rect(x + 24, 724, x + w - 24, 830, 0.3)
    # the front: stepped tower with fins
    c.rect(
        270,
        250,
        1330,
        840,
        lambda X, Y: (
            0.27
            - 0.05 * smooth(np.abs(X - 800), 200, 540)
            + 0.14 * smooth(Y, 300, 560) * np.exp(-(((X - 800) / 430) ** 2))
        ),
    )
    for i, (w, top) in enumerate(((330, 170), (240, 110), (150, 60))):
        c.rect(
            800 - w,
            top,
            800 + w,
            560,
            lambda X, Y: (
                0.29 + i * 0.03 + 0.2 * smooth(Y, 250, 560) * np.exp(-(((X - 800) / 330) ** 2))
            ),
        )
        c.rect(800 - w - 6, top - 8, 800 + w + 6, top + 4, 0.36)
    for x in (300, 360, 420, 1180, 1240, 1300):
        c.rect(x - 6, 270, x + 6, 560, 0.34)
    for x in (566, 1034):
        for q in range(3):
            c.rect(x - 24 + q * 18, 200, x - 14 + q * 18, 540, 0.42)
    # tall sign, letters by strokes
    c.rect(742, 80, 858, 540, 0.12)
    c.rect(734, 74, 742, 546, 0.9)
    c.rect(858, 74, 866, 546, 0.9)
    G = {
        "R": [[(0, 1), (0, 0), (0.8, 0), (1, 0.2), (0.8, 0.48), (0, 0.48)], [(0.5, 0.48), (1, 1)]],
        "E": [[(1, 0), (0, 0), (0, 1), (1, 1)], [(0, 0.5), (0.8, 0.5)]],
        "G": [
            [
                (1, 0.16),
                (0.8, 0),
                (0.2, 0),
                (0, 0.2),
                (0, 0.8),
                (0.2, 1),
                (1, 1),
                (1, 0.55),
                (0.6, 0.55),
            ]
        ],
        "N": [[(0, 1), (0, 0), (1, 1), (1, 0)]],
        "T": [[(0, 0), (1, 0)], [(0.5, 0), (0.5, 1)]],
    }
    for i, ch in enumerate("REGENT"):
        y = 98 + i * 74
        m = c.mask()
        for st in G[ch]:
            m.line([(774 + a * 52, y + b * 54) for a, b in st], 9)
            for a, b in st:
                m.ellipse(774 + a * 52, y + b * 54, 4.5)
        c.paint(m, 0.9, blur=14, alpha=0.7, tex=0, mode="screen")
        c.paint(m, 0.97, tex=0)
    c.glow(800, 310, 420, 0.2, ry=400)
    # marquee
    c.poly([(250, 560), (1350, 560), (1390, 596), (1390, 676), (210, 676), (210, 596)], 0.14)
    c.rect(236, 584, 1364, 656, 0.93, tex=0.015)
    for y in (578, 660):
        c.dots([(x, y + 1) for x in range(222, 1384, 19)], 4.2, 0.97)
    c.glow(800, 620, 900, 0.2, ry=240)
    # words on the marquee as blocks, with rails
    for y in (608, 632, 654):
        c.line([(236, y), (1364, y)], 1.4, 0.6)

    def letters(x, y, text, h, tone=0.12):
        m = c.mask()
        A = {
            "A": [[(0, 1), (0.5, 0), (1, 1)], [(0.2, 0.65), (0.8, 0.65)]],
            "H": [[(0, 0), (0, 1)], [(1, 0), (1, 1)], [(0, 0.5), (1, 0.5)]],
            "L": [[(0, 0), (0, 1), (1, 1)]],
            "I": [[(0.5, 0), (0.5, 1)]],
            "S": [
                [(1, 0.1), (0.8, 0), (0.2, 0), (0, 0.22), (1, 0.75), (0.8, 1), (0.2, 1), (0, 0.9)]
            ],
            "O": [
                [
                    (0.2, 0),
                    (0.8, 0),
                    (1, 0.2),
                    (1, 0.8),
                    (0.8, 1),
                    (0.2, 1),
                    (0, 0.8),
                    (0, 0.2),
                    (0.2, 0),
                ]
            ],
            "W": [[(0, 0), (0.25, 1), (0.5, 0.3), (0.75, 1), (1, 0)]],
            "D": [[(0, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0, 1), (0, 0)]],
            "P": [[(0, 1), (0, 0), (0.8, 0), (1, 0.25), (0.8, 0.5), (0, 0.5)]],
            "F": [[(1, 0), (0, 0), (0, 1)], [(0, 0.5), (0.8, 0.5)]],
            "M": [[(0, 1), (0, 0), (0.5, 0.6), (1, 0), (1, 1)]],
            "Y": [[(0, 0), (0.5, 0.5), (1, 0)], [(0.5, 0.5), (0.5, 1)]],
            "U": [[(0, 0), (0, 0.8), (0.2, 1), (0.8, 1), (1, 0.8), (1, 0)]],
            "7": [[(0, 0), (1, 0), (0.4, 1)]],
            "3": [[(0, 0), (1, 0), (0.5, 0.42), (1, 0.7), (0.7, 1), (0, 1)]],
            "0": [[(0.5, 0), (1, 0.3), (1, 0.7), (0.5, 1), (0, 0.7), (0, 0.3), (0.5, 0)]],
            **G,
        }
        w = h * 0.62
        for ch in text:
            if ch in A:
                for st in A[ch]:
                    m.line([(x + a * w, y + b * h) for a, b in st], h * 0.17)
            x += w * (1.5 if ch != " " else 0.9)
        c.paint(m, tone, tex=0)

    letters(514, 593, "THE LONG WAY HOME FROM SEA", 24)
    letters(662, 633, "AND THE ORGAN AT 7", 18)
    # foyer under the marquee
    c.rect(236, 676, 1364, 850, 0.4)
    c.rect(236, 676, 1364, 850, lambda X, Y: 0.5 + 0.36 * np.exp(-(((X - 800) / 300) ** 2)))
    for x in (610, 706, 802, 898):
        c.rect(x, 706, x + 88, 848, 0.9)
        c.rect(x + 42, 706, x + 46, 848, 0.3)
        c.rect(x, 706, x + 88, 712, 0.3)
        for q in (32, 56):
            c.rect(x + q - 2, 770, x + q + 2, 800, 0.3)
    for x in (604, 700, 796, 892, 988):
        c.rect(x - 3, 690, x + 5, 850, 0.2)
    for x in (292, 400, 1090, 1200):
        c.rect(x - 5, 697, x + 85, 823, 0.14)
        c.rect(x, 702, x + 80, 818, 0.84)
    # posters
    for x, kind in ((300, 0), (408, 1), (1098, 2), (1208, 0)):
        c.rect(x, 710, x + 64, 786, [0.3, 0.5, 0.24][kind])
        if kind == 0:
            c.ellipse(x + 32, 748, 18, 18, 0.86)
        elif kind == 1:
            m = c.mask()
            person(m, x + 32, 786, 66, "stand")
            c.paint(m, 0.1)
        else:
            c.poly([(x + 12, 780), (x + 32, 722), (x + 52, 780)], 0.8)
        for y in (794, 804):
            c.rect(x + 8, y, x + 56, y + 4, 0.3)
    c.glow(800, 780, 420, 0.25, ry=200)
    # wet pavement mirrors it all
    c.rect(0, 842, 1600, 856, 0.3)
    c.water(852, deep=0.14, hold=0.7, streak=0.02, chop=9, squash=1.5, fade=0.75, calm=0.3)
    edge = c.mask().rect(0, 936, 1600, 946)
    c.paint(edge, 0.36, alpha=0.8)
    c.paint(c.mask().rect(0, 946, 1600, 958), 0.09, alpha=0.9)
    # queue
    rng = np.random.default_rng(14)
    m = c.mask()
    x = 240
    hats = [None, "cap", "brim", "wool", None, None, "brim", None]
    hairs = ["bun", None, None, None, "long", "tail", None, None]
    i = 0
    while x < 1010:
        h = rng.uniform(158, 186)
        p = ["stand", "side", "stand", "side", "walk"][i % 5] if x > 260 else "stand"
        person(
            m,
            x,
            912 + (i % 3) * 3,
            h,
            "side" if p == "walk" else p,
            1 if rng.random() < 0.75 else -1,
            coat=rng.uniform(0.4, 0.95),
            hat=hats[i % 8],
            hair=hairs[i % 8],
            bag=i % 6 == 2,
        )
        x += rng.uniform(34, 66)
        i += 1
    person(m, 1150, 918, 180, "walk", -1, coat=0.8, hat="brim")
    person(m, 1204, 918, 168, "walk", -1, coat=0.9, hair="bun")
    flipped = c.mask()
    flipped.im.paste(m.im.transpose(1), (0, int((2 * 916 - c.h) * 3)))
    c.paint(flipped, 0.07, alpha=0.4, blur=4, tex=0)
    c.paint(m, 0.07, tex=0.004)
    c.paint(m.edge(0, -2.2), 0.8, alpha=0.75, tex=0)
    c.paint(m.edge(2.4, -1), 0.66, alpha=0.5, tex=0)
    c.shade(800, 1150, 1200, 0.35, ry=300)
    return c


SCENES = {"flood": flood, "regent": regent}
