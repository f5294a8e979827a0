"""The pilot comes alongside."""

import numpy as np
from kit import Canvas, mix, smooth, spline, texture
from people import person
from surf import open_sea, ripples


def pilot():
    c = Canvas(83)
    y0 = 560
    c.sky(0.34, 0.62, y0, clouds=0.16, light=(330, 500, 460, 150, 0.86))
    X, Y = c.x, c.y
    # a far headland
    c.curve([(-40, y0 + 10), (60, 520), (200, 508), (330, 530), (440, y0 + 10)], 0.5)
    open_sea(
        c, y0, far=0.5, near=0.22, streak=0.055, glint=(330, 330, 0.86, 0.72), caps=0.35, edge=5
    )
    # the tall hull on the right
    hull = c.mask().poly(
        spline([(858, 96), (980, 118), (1240, 122), (1660, 116)], False)
        + [(1660, 812)]
        + spline([(1660, 790), (1300, 764), (1060, 716), (960, 668)], False)
        + spline([(960, 668), (930, 520), (896, 300), (858, 96)], False)
    )
    c.paint(
        hull,
        lambda x, y: (
            0.155 + 0.075 * np.clip((x - 880) / 760, 0, 1) - 0.03 * np.clip((y - 500) / 300, 0, 1)
        ),
        tex=0.012,
    )
    c.paint(hull.edge(-12, 0), 0.4, alpha=0.7, tex=0)
    boot = c.mask().poly([(930, 612), (1660, 700), (1660, 830), (940, 760)]).within(hull)
    c.paint(boot, 0.31)
    streaks = c.mask()
    for x in np.random.default_rng(4).uniform(1000, 1600, 22):
        streaks.poly(
            [(x, 420), (x + 6, 420), (x + 4, 420 + (x * 7) % 190), (x + 2, 420 + (x * 7) % 190)]
        )
    c.paint(streaks.within(hull), 0.1, alpha=0.35, blur=2)
    plates = c.mask()
    for y in (230, 342, 454, 566):
        plates.line([(880, y), (1660, y + 14)], 1.6)
    for x in range(1040, 1600, 150):
        plates.line([(x, 120), (x + 6, 780)], 1.4)
    c.paint(plates.within(hull), 0.32, alpha=0.45, tex=0)
    c.rect(1010, 172, 1046, 196, 0.08, r=10)
    c.limb([(1028, 186, 6), (1024, 260, 7)], 0.09)
    c.poly([(996, 250), (1054, 250), (1046, 292), (1026, 306), (1004, 292)], 0.09)
    rail = c.mask().line([(874, 66), (1600, 84)], 2.4)
    rail.line([(872, 84), (1600, 101)], 1.6)
    for x in range(890, 1600, 38):
        rail.line([(x, 66), (x, 118)], 2)
    c.paint(rail, 0.22, tex=0)
    m = c.mask()
    person(m, 1150, 118, 84, "lean", -1, coat=0.3, hat="cap")
    c.paint(m, 0.12)
    # pilot ladder
    lad = c.mask()
    for dx in (-12, 12):
        lad.line([(1128 + dx, 116), (1112 + dx, 676)], 2)
    for i in range(24):
        y = 136 + i * 23
        lad.line([(1127 - 14 - i * 0.66, y), (1127 + 14 - i * 0.66, y)], 4 if i % 6 else 6)
    c.paint(lad, 0.7, tex=0)
    # someone on the ladder
    m = c.mask()
    person(
        m,
        1112,
        560,
        118,
        "stand",
        1,
        hat="wool",
        el=(-0.13, 0.9),
        hl=(-0.1, 1.06),
        er=(0.12, 0.84),
        hr=(0.1, 0.98),
        kr=(0.14, 0.36),
        fr=(0.08, 0.2),
        coat=0.25,
    )
    c.paint(m, 0.06)
    c.paint(m.edge(-4, -1), 0.62, alpha=0.9, tex=0)
    # foam at the hull
    line = np.exp(-(((Y - (716 + (X - 960) * 0.12)) / 20) ** 2))
    foam = smooth(texture(1600, 1067, 5, 0.7, 1.1, 3) * 0.5 + 1.6 * line, 1.0, 1.7) * (line > 0.05)
    c.a = mix(c.a, 0.86, foam * smooth(X, 930, 990) * 0.85)
    # the cutter, heeled over
    ang = np.radians(-11)
    ca, sa = np.cos(ang), np.sin(ang)
    bx, by = 560, 770
    P = lambda a, b: (bx + a * ca + b * sa, by + a * sa - b * ca)
    hullc = [
        P(-300, 44),
        P(-200, 42),
        P(0, 44),
        P(180, 66),
        P(318, 106),
        P(278, 40),
        P(210, -34),
        P(60, -62),
        P(-220, -54),
        P(-290, -20),
    ]
    c.poly([P(-200, 40), P(-176, 120), P(-60, 128), P(-56, 40)], 0.6)
    cab = c.mask().poly([P(-110, 44), P(-96, 196), P(60, 196), P(104, 126), P(118, 52)])
    c.paint(cab, lambda x, y: 0.88 - np.clip((x - 470) / 420, 0, 1) * 0.22)
    c.poly([P(-124, 196), P(-120, 210), P(70, 210), P(72, 196)], 0.3)
    for a in (-84, -34, 16):
        c.poly([P(a, 132), P(a + 2, 180), P(a + 40, 180), P(a + 40, 132)], 0.14)
        c.poly([P(a + 6, 134), P(a + 20, 178), P(a + 28, 178), P(a + 14, 134)], 0.26, tex=0)
    c.poly([P(64, 132), P(64, 180), P(72, 176), P(96, 132)], 0.16)
    c.line([P(-20, 208), P(-26, 330)], 6, 0.18)
    c.line([P(-58, 278), P(10, 278)], 4, 0.18)
    c.line([P(-56, 300), P(6, 300)], 2, 0.18)
    c.limb([(*P(-40, 238), 6), (*P(12, 238), 6)], 0.8)
    c.line([P(-26, 326), P(-286, 60)], 1.4, 0.2)
    c.line([P(-26, 326), P(306, 112)], 1.4, 0.2)
    hm = c.mask().curve(hullc, step=8)
    c.paint(hm, lambda x, y: 0.13 + 0.03 * smooth(y, 640, 820))
    c.paint(hm.edge(0, -10), 0.84, tex=0)
    c.line(spline([P(-286, 8), P(0, 0), P(180, 18), P(270, 50)], False), 9, 0.56)
    for a in (-230, -150, -70, 10, 90, 160):
        c.limb([(*P(a, 30), 8), (*P(a, 6), 9)], 0.07)
    rl = c.mask().line([P(126, 98), P(314, 148)], 3)
    for a in range(130, 310, 30):
        rl.line([P(a, 56 + (a - 120) * 0.24), P(a, 98 + (a - 126) * 0.27)], 2.4)
    rl.line([P(-290, 84), P(-200, 84)], 3)
    for a in range(-288, -196, 22):
        rl.line([P(a, 44), P(a, 84)], 2.2)
    c.paint(rl, 0.8, tex=0)
    m = c.mask()
    fx, fy = P(176, 66)
    person(m, fx, fy, 108, "lean", 1, hat="hood", coat=0.3, hl=(0.26, 0.62), hr=(0.3, 0.74))
    fx, fy = P(-150, 118)
    person(m, fx, fy, 96, "stand", 1, hat="cap", coat=0.3)
    c.paint(m, 0.09)
    c.paint(m.edge(-4, -2), 0.55, alpha=0.8, tex=0)
    # the swell it leans into, in front of its forefoot
    swell = c.mask().poly(
        spline(
            [
                (-40, 838),
                (180, 826),
                (360, 836),
                (520, 822),
                (690, 770),
                (820, 732),
                (930, 742),
                (1080, 800),
                (1280, 850),
                (1660, 872),
            ],
            False,
        )
        + [(1660, 1067), (-40, 1067)]
    )
    pad = np.zeros((700, c.w), np.float32)
    n4 = np.vstack([pad, ripples(c, 700, 25, None, 6, 26, 1.2)])
    n5 = np.vstack([pad, ripples(c, 700, 27, None, 8, 8, 1.2)])
    tone = (
        0.235
        + 0.035 * n4
        + 0.03 * n5
        + 0.12 * np.exp(-(((Y - 800) / 60) ** 2))
        - 0.05 * smooth(Y, 900, 1067)
    )
    tone = mix(tone, 0.88, smooth(n4 + 0.4 * n5, 1.5, 1.9) * 0.85)
    c.paint(swell, tone.astype(np.float32), tex=0)
    crest = c.a * 0
    for x, y, r in [
        (770, 742, 80),
        (830, 716, 74),
        (888, 724, 60),
        (700, 776, 70),
        (620, 808, 60),
        (540, 832, 50),
        (930, 760, 46),
        (800, 690, 50),
        (850, 672, 34),
        (450, 842, 44),
        (340, 848, 34),
    ]:
        crest += np.exp(-(((X - x) / r) ** 2 + ((Y - y) / (r * 0.55)) ** 2))
    spray = smooth(crest + 0.28 * texture(1600, 1067, 6, 0.7, 1.2), 0.45, 1.25) * smooth(
        crest, 0.02, 0.2
    )
    c.a = mix(c.a, 0.88, spray * 0.95)
    rng = c.rng
    c.dots(
        [(780 + rng.normal(0, 110), 690 - abs(rng.normal(0, 70))) for _ in range(130)],
        1.8,
        0.9,
        alpha=0.8,
    )
    c.gulls([(210, 190, 26), (300, 240, 18), (600, 150, 20), (700, 210, 14)], 0.22, 2.4)
    return c


SCENES = {"pilot": pilot}
