"""Harbour scenes: ferry, boats, wave."""

import numpy as np
from kit import Canvas, mix, sample, smooth, spline, tile
from people import person
from surf import open_sea


def ferry():
    c = Canvas(31)
    y0 = 512
    c.sky(0.17, 0.36, y0, clouds=0.1, light=(520, 520, 620, 200, 0.47))
    hills = c.mask().curve([(-40, y0 + 20), (60, 466), (190, 458), (330, 486), (420, y0 + 20)])
    hills.curve([(560, y0 + 20), (640, 486), (760, 470), (900, 500), (940, y0 + 20)])
    hills.curve([(1330, y0 + 20), (1430, 474), (1530, 456), (1700, 462), (1700, y0 + 20)])
    c.paint(hills, 0.215)
    rng = c.rng
    c.dots([(rng.uniform(20, 190), rng.uniform(474, 500)) for _ in range(16)], 1.7, 0.75)
    c.dots([(rng.uniform(1440, 1590), rng.uniform(470, 500)) for _ in range(22)], 1.7, 0.75)
    # lighthouse
    c.curve([(40, y0 + 6), (110, 492), (200, 484), (330, 488), (420, 500), (440, y0 + 6)], 0.13)
    c.poly([(193, 330), (229, 330), (241, 492), (181, 492)], 0.14)
    c.rect(184, 322, 238, 332, 0.13)
    c.rect(196, 292, 226, 324, 0.62)
    c.poly([(190, 294), (211, 270), (232, 294)], 0.13)
    c.line([(211, 258), (211, 280)], 2.5, 0.13)
    c.glow(211, 306, 150, 0.7, power=3)
    c.glow(211, 306, 40, 0.9, power=2)
    beam = c.mask().poly([(214, 302), (980, 196), (980, 262), (214, 311)])
    fall = lambda x, y: np.clip(1 - (x - 211) / 770, 0, 1) ** 1.2 * 0.62
    c.paint(beam, fall, blur=7, mode="screen", tex=0)
    c.paint(
        c.mask().poly([(214, 303), (760, 226), (760, 250), (214, 310)]),
        lambda x, y: np.clip(1 - (x - 211) / 560, 0, 1) ** 1.3 * 0.6,
        blur=3,
        mode="screen",
        tex=0,
    )
    # ship
    c.glow(1060, 470, 520, 0.13, ry=230)
    c.curve(
        [
            (706, 462),
            (730, 468),
            (1380, 466),
            (1412, 458),
            (1402, 500),
            (1376, y0 + 14),
            (742, y0 + 14),
            (716, 490),
        ],
        0.105,
    )
    c.rect(738, 404, 1336, 466, lambda x, y: 0.46 - (x - 738) / 2600)
    c.rect(726, 398, 1350, 406, 0.2)
    c.rect(774, 350, 1280, 398, lambda x, y: 0.43 - (x - 738) / 2600)
    c.rect(764, 344, 1300, 351, 0.2)
    c.rect(1112, 300, 1236, 345, 0.42)
    c.rect(1102, 296, 1246, 302, 0.2)
    c.rect(1124, 312, 1224, 332, 0.92, r=3)
    for x in (1148, 1174, 1199):
        c.rect(x, 310, x + 3, 334, 0.35)
    c.poly([(872, 345), (868, 272), (952, 266), (958, 345)], 0.13)
    c.poly([(869, 296), (954, 291), (955, 309), (870, 313)], 0.62)
    c.curve(
        [(880, 262), (930, 240), (1010, 232), (1100, 205), (1050, 236), (960, 260)],
        0.3,
        alpha=0.5,
        blur=9,
    )
    c.line([(1170, 298), (1170, 220)], 3.5, 0.4)
    c.line([(1146, 244), (1194, 244)], 2.5, 0.4)
    c.line([(1170, 222), (726, 470)], 0.9, 0.42, alpha=0.5)
    for y, x0, x1, step in ((361, 790, 1270, 29), (417, 752, 1326, 29)):
        for i, x in enumerate(range(x0, x1, step)):
            on = (i * 7 + y) % 11
            if on in (3, 8):
                continue
            c.rect(x, y, x + 21, y + 25, 0.93 if on != 5 else 0.6, r=2)
    win = c.mask()
    for x in range(760, 1330, 44):
        win.ellipse(x, 484, 3.4)
    c.paint(win, 0.8, tex=0)
    rail = c.mask()
    for x in range(1246, 1392, 12):
        rail.line([(x, 466), (x, 446)], 1)
    rail.line([(1240, 446), (1396, 444)], 1.4)
    c.paint(rail, 0.42, tex=0)
    m = c.mask()
    for x, f in ((1262, 1), (1286, -1), (1352, 1)):
        person(m, x, 466, 34, face=f, coat=0.6)
    c.paint(m, 0.1, tex=0)
    # the bow wave and the wake, then the sea
    c.curve([(1366, y0 + 4), (1400, 500), (1440, 507), (1470, y0 + 4)], 0.72, blur=4, alpha=0.8)
    c.water(
        y0 + 6,
        deep=0.14,
        hold=0.92,
        streak=0.032,
        chop=13,
        squash=1.05,
        fade=0.6,
        glint=[(500, 260, 0.75, 0.55), (211, 46, 0.8, 0.8)],
    )
    c.glow(640, 545, 330, 0.35, ry=26)
    c.rect(700, y0 + 1, 1420, y0 + 8, 0.09, blur=2)
    return c


def _house(c, x, w, top, base, tone, kind, dark):
    m = c.mask().rect(x, top, x + w, base)
    if kind == "gable":
        m.poly([(x, top + 1), (x + w / 2, top - w * 0.42), (x + w, top + 1)])
    elif kind == "step":
        for i in range(1, 4):
            m.rect(x + i * w * 0.12, top - i * 20, x + w - i * w * 0.12, top + 2)
    c.paint(m, lambda X, Y: tone + (Y - top) / 5200)
    if kind == "flat":
        c.rect(x - 4, top - 6, x + w + 4, top + 3, tone - 0.1)
    cols = max(2, int(w // 52))
    gap = w / (cols + 0.4)
    for row in range(int((base - top - 70) // 66)):
        for k in range(cols):
            wx = x + gap * (k + 0.42)
            wy = top + 26 + row * 66
            c.rect(
                wx, wy, wx + gap * 0.56, wy + 34, dark if (k + row * 3) % 7 else dark - 0.05, tex=0
            )
            c.rect(wx, wy + 15, wx + gap * 0.56, wy + 17.5, tone, tex=0)
    c.rect(x + 12, base - 42, x + w - 12, base, tone - 0.07, tex=0)
    for k in range(cols):
        c.rect(
            x + 16 + k * (w - 32) / cols,
            base - 36,
            x + 10 + (k + 1) * (w - 32) / cols,
            base,
            tone + 0.05,
            tex=0,
        )


def _trawler(c, x, y, s, hull, house, dark, far=True):
    """A small fishing boat, x at the stern, y at the waterline, s long."""
    f = s / 365
    P = lambda a, b: (x + a * f, y - b * f)
    c.line([P(150, 60), P(150, 270)], 8 * f, dark)
    c.line([P(150, 262), P(6, 70)], 2.0 * f, dark)
    c.line([P(150, 262), P(352, 80)], 2.0 * f, dark)
    c.line([P(150, 70), P(42, 162)], 6 * f, dark)
    c.line([P(42, 162), P(30, 70)], 1.5 * f, dark)
    m = c.mask().curve(
        [
            P(0, 62),
            P(30, 52),
            P(180, 42),
            P(300, 54),
            P(363, 66),
            P(352, 30),
            P(338, 0),
            P(20, 0),
            P(6, 34),
        ],
        step=6,
    )
    c.paint(m, hull)
    c.paint(m.edge(0, -7 * f), house, tex=0)
    c.rect(*P(204, 122), *P(296, 48), house)
    c.poly([P(196, 130), P(304, 130), P(304, 120), P(198, 120)], house + 0.04)
    for k in range(3):
        c.rect(*P(214 + k * 28, 106), *P(235 + k * 28, 78), dark)
    for k in range(4):
        c.ellipse(*P(60 + k * 46, 26), 6 * f, 6 * f, dark)
    if far:
        c.rect(*P(6, 4), *P(348, 0), house - 0.2)


def boats():
    c = Canvas(47)
    y0 = 600
    c.sky(0.5, 0.74, 560, clouds=0.16, streak=2.6)
    x = -70
    tones = [0.42, 0.49, 0.53, 0.46, 0.36, 0.5, 0.44, 0.4, 0.54, 0.47, 0.38, 0.45, 0.52, 0.4]
    kinds = [
        "gable",
        "flat",
        "gable",
        "step",
        "gable",
        "flat",
        "flat",
        "flat",
        "step",
        "gable",
        "gable",
        "flat",
        "step",
        "gable",
    ]
    widths = [150, 176, 96, 130, 134, 132, 130, 134, 116, 124, 144, 130, 140, 140]
    tops = [238, 250, 234, 236, 214, 206, 236, 186, 240, 268, 268, 236, 180, 200]
    for w, top, tone, kind in zip(widths, tops, tones, kinds, strict=False):
        _house(c, x, w - 4, top, 548, tone, kind, tone - 0.13)
        if (w + top) % 3:
            c.rect(x + w * 0.7, top - 44, x + w * 0.7 + 18, top + 4, tone - 0.06)
        x += w
    c.rect(0, 528, 1600, 556, 0.3)
    rail = c.mask().line([(0, 508), (1600, 508)], 2)
    for x in range(10, 1600, 46):
        rail.line([(x, 508), (x, 530)], 2.4)
    c.paint(rail, 0.24, tex=0)
    m = c.mask()
    for x, p, f in (
        (92, "walk", 1),
        (128, "walk", 1),
        (560, "stand", 1),
        (905, "walk", -1),
        (1190, "side", 1),
    ):
        person(m, x, 530, 46, p, f, coat=0.7)
    c.paint(m, 0.16, tex=0)
    c.rect(0, 556, 1600, y0, lambda X, Y: 0.87 - (Y - 556) / 900)
    for x, y, s, h in ((52, 592, 372, 0.2), (526, 590, 312, 0.36), (1226, 592, 336, 0.24)):
        _trawler(c, x, y, s, h, 0.86, 0.13)
    c.water(
        y0,
        deep=0.3,
        hold=0.94,
        streak=0.05,
        chop=13,
        squash=1.0,
        fade=0.42,
        glint=(140, 330, 0.86, 0.3),
    )
    # the boat in front with its own reflection
    before = c.a.copy()
    bx, by, s = 682, 872, 740
    f = s / 365
    P = lambda a, b: (bx + a * f, by - b * f)
    c.line([P(143, 60), P(143, 304)], 15, 0.09)
    c.line([P(143, 300), P(8, 66)], 2.6, 0.12)
    c.line([P(143, 300), P(357, 80)], 2.6, 0.12)
    c.line([P(143, 72), P(38, 184)], 11, 0.11)
    c.line([P(38, 184), P(120, 60)], 2, 0.12)
    m = c.mask().curve(
        [
            P(0, 58),
            P(40, 46),
            P(180, 34),
            P(300, 48),
            P(365, 62),
            P(354, 28),
            P(334, 0),
            P(24, 0),
            P(8, 30),
        ],
        step=8,
    )
    net = c.mask()
    rng = np.random.default_rng(5)
    for _ in range(140):
        a = rng.uniform(34, 132)
        net.ellipse(*P(a, 44 + rng.uniform(0, 1) * (26 - abs(a - 84) * 0.34)), rng.uniform(7, 17))
    c.paint(net, lambda X, Y: 0.36 + 0.11 * sample(tile(3, 0.9), X * 1.6, Y * 1.6), tex=0)
    loops = c.mask()
    for _ in range(46):
        a, q = rng.uniform(40, 124), rng.uniform(14, 30)
        px, py = P(a, 46 + rng.uniform(0, 16))
        loops.line(spline([(px, py), (px + q, py - q * 0.5), (px + 2 * q, py + 3)], False), 1.1)
    c.paint(loops, 0.6, alpha=0.6, tex=0)
    floats = c.mask()
    for a, b in ((58, 66), (70, 72), (92, 74), (104, 70), (116, 62), (80, 58)):
        floats.ellipse(*P(a, b), 8)
    c.paint(floats, 0.72)
    # skipper
    man = c.mask()
    man.limb([(*P(151, 42), 30), (*P(150, 62), 34), (*P(148, 80), 24)])
    man.limb([(*P(144, 78), 13), (*P(136, 66), 12), (*P(126, 60), 9)])
    man.limb([(*P(154, 78), 13), (*P(161, 62), 13), (*P(150, 52), 10)])
    man.ellipse(*P(147, 95), 15, 18)
    c.paint(man, 0.1)
    c.paint(man.edge(-5, -2), 0.36, tex=0, alpha=0.8)
    c.curve([P(138, 97), P(142, 104), P(150, 105), P(156, 99), P(157, 96)], 0.82)
    c.limb([(*P(136, 97), 2.6), (*P(158, 96), 2.6)], 0.7)
    c.rect(*P(200, 116), *P(288, 40), lambda X, Y: 0.88 - (X - P(200, 0)[0]) / 2600)
    c.rect(*P(262, 116), *P(288, 40), 0.7)
    c.poly([P(192, 126), P(298, 126), P(298, 116), P(194, 116)], 0.91)
    for k in range(3):
        c.rect(*P(209 + k * 27, 104), *P(229 + k * 27, 78), 0.13)
        c.poly(
            [P(211 + k * 27, 80), P(218 + k * 27, 80), P(227 + k * 27, 102), P(220 + k * 27, 102)],
            0.24,
            tex=0,
        )
    c.rect(*P(270, 100), *P(282, 46), 0.3)
    c.line([P(240, 126), P(240, 168)], 4, 0.2)
    c.ellipse(*P(312, 66), 15, 15, 0.84)
    c.ellipse(*P(312, 66), 7, 7, 0.3)
    c.paint(m, 0.105)
    c.paint(m.edge(0, -8), 0.86, tex=0)
    c.line(spline([P(16, 12), P(180, 6), P(346, 12)], False), 5, 0.7)
    diff = c.a[:by] - before[:by]
    drawn = np.abs(diff) > 0.004
    X, Y = c.x[by:], c.y[by:]
    n = sample(tile(58, 1.15), X / 3.2, Y * 2.2)
    sx = np.clip(X + n * (4 + (Y - by) * 0.07), 0, 1599).astype(int)
    sy = np.clip(2 * by - Y - 1, 0, by - 1).astype(int)
    k = drawn[sy, sx] * 0.8 * np.clip(1 - (Y - by) / 330, 0.1, 1)
    c.a[by:] = mix(c.a[by:], c.a[sy, sx] * 0.9 + 0.02, k)
    c.rect(bx + 40, by - 3, bx + 690, by + 4, 0.16, blur=2)
    for a, w in ((-30, 90), (650, 110), (240, 300)):
        c.limb(
            [(bx + a, by + 8, 0.5), (bx + a + w / 2, by + 9, 2.4), (bx + a + w, by + 7, 0.5)],
            0.72,
            alpha=0.7,
        )
    return c


def wave():
    c = Canvas(64)
    y0 = 410
    c.sky(0.43, 0.62, y0, clouds=0.14, light=(80, 360, 480, 84, 0.92))
    rng = c.rng
    X, Y = c.x, c.y
    _n1, n2, n3, top = open_sea(c, y0, far=0.46, near=0.25, streak=0.06, glint=(80, 420, 0.8, 0.4))
    pad = np.zeros((top, c.w), np.float32)
    n, n2 = np.vstack([pad, n3]), np.vstack([pad, n2])
    # pier with people, lighthouse
    pier = c.mask().poly(
        [(1262, 604), (1600, 520), (1600, 1067), (760, 1067), (900, 700), (1110, 652)]
    )
    pier = c.mask().curve(
        [
            (1150, 640),
            (1262, 606),
            (1420, 566),
            (1660, 530),
            (1660, 700),
            (1500, 742),
            (1300, 760),
            (1150, 740),
            (1080, 690),
        ]
    )
    c.ground(pier, lambda x, y: 0.33 - (y - 560) / 1500, seed=4, amp=0.022)
    c.line(spline([(1250, 612), (1420, 568), (1640, 534)], False), 3, 0.5, alpha=0.5)
    for x in (1310, 1376, 1490, 1560):
        c.line([(x, 590 - (x - 1310) * 0.16), (x + 2, 740 - (x - 1310) * 0.05)], 2, 0.2, alpha=0.6)
    base = 606
    tower = [(1286, 196), (1358, 196), (1384, base - 22), (1264, base + 2)]
    tm = c.mask().poly(tower)
    c.paint(tm, lambda x, y: 0.87 - np.clip((x - 1300) / 84, 0, 1) * 0.24)
    for y, h in ((318, 70), (456, 84)):
        band = c.mask().rect(1240, y, 1400, y + h).within(tm)
        c.paint(band, lambda x, y: 0.25 - np.clip((x - 1300) / 84, 0, 1) * 0.08)
    c.rect(1272, 172, 1374, 188, 0.18)
    c.rect(1282, 186, 1364, 198, 0.24)
    c.rect(1296, 122, 1350, 172, 0.2)
    c.rect(1304, 128, 1342, 166, 0.9)
    c.line([(1323, 128), (1323, 166)], 2.5, 0.3)
    c.poly([(1286, 124), (1323, 84), (1360, 124)], 0.17)
    c.line([(1323, 62), (1323, 90)], 4, 0.17)
    c.glow(1323, 147, 130, 0.4, power=2.5)
    door = c.mask().rect(1308, 560, 1334, 592, r=8)
    c.paint(door, 0.2)
    m = c.mask()
    person(m, 1468, 560, 74, "stand", -1, coat=0.8, hat="hood")
    person(m, 1500, 556, 70, "stand", -1, coat=0.8, hat="hood")
    c.paint(m, 0.09)
    c.paint(m.edge(-3, -1), 0.4, alpha=0.7, tex=0)
    # the breaker: a body of spray built from many soft lobes
    body = np.zeros_like(c.a)
    plumes = [
        (640, 330, 60),
        (720, 480, 70),
        (800, 560, 62),
        (862, 520, 70),
        (930, 390, 60),
        (1000, 300, 60),
        (1070, 330, 52),
        (1130, 190, 60),
        (560, 190, 70),
    ]
    for px, tall, wide in plumes:
        tall *= 1.18
        for _ in range(38):
            t = rng.uniform(0, 1)
            bx = px + rng.normal(0, wide * (1.15 - 0.5 * t)) - 40 * t
            by = 750 - tall * t
            r = rng.uniform(24, 52) * (1.2 - 0.55 * t)
            win = np.s_[
                max(int(by - 3 * r), 0) : int(by + 3 * r), max(int(bx - 3 * r), 0) : int(bx + 3 * r)
            ]
            g = np.exp(-(((X[win] - bx) / r) ** 2 + ((Y[win] - by) / (r * 1.12)) ** 2) * 1.6)
            body[win] = 1 - (1 - body[win]) * (1 - 0.5 * g)
    ragged = 0.5 * sample(tile(8, 1.25), X / 1.1, Y / 1.3) + 0.3 * sample(
        tile(9, 0.9), X * 1.2, Y * 1.1
    )
    k = smooth(body + 0.24 * ragged * (1 - 0.6 * body) * smooth(body, 0, 0.3), 0.2, 0.72)
    k *= smooth(770 + 16 * np.sin(X / 50) + 8 * ragged - Y, 0, 30)
    lit = (
        0.88
        + 0.12 * sample(tile(12, 1.5), X / 1.4, Y / 1.4)
        + 0.1 * (body - 0.7)
        - 0.11 * smooth(X, 820, 1250)
    )
    c.a = mix(c.a, np.clip(lit, 0.45, 0.94), k * 0.96)
    c.a = mix(c.a, 0.66, smooth(body, 0.02, 0.6) * 0.28)
    drops = c.mask()
    for _ in range(420):
        ang = rng.uniform(-2.95, -0.2)
        q = 250 + abs(rng.normal(0, 170))
        x, y = 830 + np.cos(ang) * q * 1.25, 700 + np.sin(ang) * q
        if y < 780 and 0 < x < 1600:
            drops.ellipse(x, y, rng.choice([1.1, 1.5, 2.0, 2.8]))
    c.paint(drops, 0.9, alpha=0.8, tex=0)
    # foam lanes and whitecaps in front
    front = smooth(Y, 735, 800)
    c.a = mix(c.a, 0.9, smooth(n2 + 0.4 * n, 1.25, 1.6) * front * 0.95)
    c.a = mix(c.a, 0.16, smooth(-n2 - 0.4 * n, 0.5, 1.7) * front * 0.6)
    lace = smooth(n2 - 0.3 * n, 0.7, 1.2) * smooth(Y, 744, 770) * smooth(860 - Y, 0, 90)
    c.a = mix(c.a, 0.86, lace * np.exp(-(((X - 830) / 380) ** 2)))
    c.gulls([(330, 210, 20), (410, 170, 14), (1130, 120, 16)], 0.24)
    return c


SCENES = {"ferry": ferry, "boats": boats, "wave": wave}
