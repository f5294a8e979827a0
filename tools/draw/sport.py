"""Sport: goalkeeper, pitch."""

import numpy as np
from kit import Canvas, mix, smooth, spline
from people import person
from PIL import ImageChops
from surf import open_sea


def goalkeeper():
    c = Canvas(701, tone=0.12)
    _X, _Y = c.x, c.y
    c.sky(0.1, 0.24, 720, clouds=0.07)
    # stand roof and the crowd behind the goal
    c.poly([(-20, 300), (1620, 250), (1620, 306), (-20, 346)], 0.07)
    c.poly([(-20, 340), (1620, 300), (1620, 640), (-20, 640)], 0.13)
    rng = np.random.default_rng(4)
    for row in range(9):
        m, lit = c.mask(), c.mask()
        y = 396 + row * 27
        for x in range(-10 + row % 2 * 12, 1620, 25):
            q, w = x + rng.uniform(-4, 4), y + rng.uniform(-5, 5)
            t = m if rng.random() < 0.8 else lit
            t.ellipse(q, w, 6.6, 8).curve(
                [(q - 13, w + 30), (q - 11, w + 11), (q, w + 7), (q + 11, w + 11), (q + 13, w + 30)]
            )
            if rng.random() < 0.05:
                t.limb([(q - 9, w + 12, 3), (q - 15, w - 12, 2.2)]).limb(
                    [(q + 9, w + 12, 3), (q + 15, w - 12, 2.2)]
                )
        c.paint(m, 0.19 + row * 0.012)
        c.paint(lit, 0.3 + row * 0.02)
    # floodlights
    for x, y, _s in ((120, 150, 1.0), (1500, 120, 1.0)):
        c.line([(x, y), (x + 6, 640)], 9, 0.08)
        c.rect(x - 78, y - 52, x + 78, y + 40, 0.09)
        for i in range(5):
            for j in range(3):
                c.ellipse(x - 60 + i * 30, y - 36 + j * 29, 11, 11, 0.97, tex=0)
        c.glow(x, y, 520, 0.5, power=2.6)
        c.glow(x, y, 180, 0.6, power=2)
        tx = 800 + (x - 800) * 0.1
        for w, al in ((420, 0.1), (200, 0.1)):
            c.paint(
                c.mask().poly([(x - 60, y), (x + 60, y), (tx + w, 1000), (tx - w, 1000)]),
                0.8,
                alpha=al,
                blur=20,
                mode="screen",
                tex=0,
            )
    # hoardings
    c.rect(-10, 630, 1610, 700, 0.32)
    c.rect(-10, 626, 1610, 634, 0.5)
    for x in range(0, 1600, 320):
        c.rect(x + 6, 640, x + 314, 694, [0.38, 0.68, 0.26, 0.5, 0.72][x // 320 % 5])
        for q in range(5):
            c.rect(
                x + 60 + q * 40,
                658,
                x + 60 + q * 40 + 26,
                676,
                0.2 if x // 320 % 5 in (1, 4) else 0.6,
                tex=0,
            )
    # pitch with mown bands
    g = c.mask().rect(-5, 700, 1605, 1067)
    c.ground(
        g,
        lambda x, y: (
            0.37
            - (y - 700) / 2600
            + 0.028 * np.sign(np.sin((x - 800) / (0.3 + np.maximum(y - 640, 0) / 460) / 110))
        ),
        seed=2,
        amp=0.02,
        scale=1.0,
        sx=1,
    )
    c.glow(800, 900, 900, 0.14, ry=260)
    c.poly([(-5, 858), (1605, 858), (1605, 866), (-5, 866)], 0.8)
    c.poly([(-5, 1004), (1605, 1004), (1605, 1016), (-5, 1016)], 0.82, alpha=0.9)
    # goal: posts and net
    gx0, gx1, gy0, gy1 = 210, 1390, 330, 862
    net = c.mask()
    for i in range(49):
        t = i / 48
        x = mix(gx0, gx1, t)
        xb = mix(gx0 + 70, gx1 - 70, t)
        net.line(
            spline([(x, gy0), (xb, gy0 + 34), (xb, 640), (xb + (x - xb) * 0.3, 800)], False), 1.5
        )
    for j in range(20):
        y = gy0 + 34 + j * 24
        net.line(
            spline(
                [(gx0, y + 20), (gx0 + 70, y), (800, y + 4), (gx1 - 70, y), (gx1, y + 20)], False
            ),
            1.4,
        )
    c.paint(net, 0.7, alpha=0.42, tex=0)
    # the ball bulging away just past the hand
    bx, by = 1196, 404
    # keeper, stretched in flight to the top right corner
    body = c.mask()
    body.limb([(884, 572, 26), (972, 500, 22), (1060, 446, 16)])
    body.limb([(860, 596, 30), (930, 586, 23), (990, 560, 17), (1012, 548, 14)])
    body.curve(
        [
            (690, 690),
            (704, 640),
            (760, 604),
            (830, 560),
            (880, 540),
            (912, 560),
            (916, 600),
            (880, 640),
            (820, 678),
            (760, 716),
            (712, 724),
        ]
    )
    body.limb([(900, 560, 20), (928, 534, 19)])
    shorts = c.mask().curve(
        [(640, 760), (640, 700), (690, 660), (744, 664), (764, 716), (700, 760), (664, 790)]
    )
    shorts.limb([(716, 706, 44), (660, 760, 38), (620, 800, 32)]).limb(
        [(704, 690, 42), (640, 700, 36), (590, 690, 31)]
    )
    legs = c.mask().limb(
        [(646, 776, 34), (600, 820, 29), (560, 858, 24), (500, 884, 18), (440, 908, 14)]
    )
    legs.limb([(630, 700, 34), (560, 690, 28), (500, 668, 24), (446, 700, 17), (400, 730, 13)])
    boots = (
        c.mask()
        .limb([(448, 904, 16), (416, 924, 15), (384, 922, 9)])
        .limb([(404, 726, 15), (378, 752, 14), (352, 756, 8)])
    )
    socks = (
        c.mask()
        .limb([(560, 858, 25), (500, 884, 19), (446, 906, 15)])
        .limb([(500, 670, 25), (446, 700, 18), (402, 728, 14)])
    )
    # shadow on the grass
    c.paint(c.mask().ellipse(720, 960, 330, 26), 0.1, alpha=0.7, blur=12, tex=0)
    c.paint(c.mask().ellipse(bx, 975, 50, 8), 0.12, alpha=0.5, blur=5, tex=0)
    c.paint(legs, 0.3)
    c.paint(socks, 0.12)
    c.paint(shorts, 0.11)
    c.paint(body, 0.16)
    neck = c.mask().limb([(900, 556, 20), (936, 534, 17)])
    c.paint(neck, 0.3)
    head = c.mask().curve(
        [
            (930, 548),
            (922, 520),
            (930, 490),
            (956, 474),
            (984, 482),
            (996, 506),
            (992, 530),
            (976, 546),
            (952, 554),
        ]
    )
    c.paint(head, 0.42)
    c.paint(
        c.mask()
        .curve([(930, 548), (944, 526), (966, 536), (990, 528), (980, 556), (950, 562)])
        .within(head),
        0.26,
    )
    hair = c.mask().curve(
        [
            (920, 536),
            (914, 500),
            (930, 474),
            (960, 462),
            (988, 474),
            (998, 496),
            (976, 490),
            (956, 500),
            (950, 520),
            (938, 530),
        ]
    )
    c.paint(hair, 0.06)
    c.paint(boots, 0.07)
    whole = c.mask()
    for part in (legs, socks, shorts, body, neck, head, boots):
        whole.im = ImageChops.lighter(whole.im, part.im)
    c.paint(whole.edge(2.5, -5), 0.92, alpha=0.9, tex=0)
    c.paint(whole.edge(-4, -1), 0.6, alpha=0.55, tex=0)
    c.paint(hair.edge(1, -4), 0.8, alpha=0.7, tex=0)
    for seam in ([(884, 572), (912, 600)], [(690, 664), (742, 716)]):
        c.line(seam, 3, 0.08, alpha=0.6)
    stripe = c.mask().line([(744, 640), (800, 700)], 16).line([(800, 600), (856, 664)], 16)
    c.paint(stripe.within(body), 0.62, alpha=0.9)
    for x, y, a in ((1072, 438, 0.6), (1020, 542, 0.35)):
        gl = c.mask().limb([(x, y, 20), (x + 22, y - 15 * a, 21)])
        for q in range(4):
            t = -0.9 + q * 0.42 - a * 0.5
            gl.limb(
                [
                    (x + 24, y - 8 + q * 6, 7),
                    (x + 24 + 34 * np.cos(t), y - 8 + q * 6 + 30 * np.sin(t), 6.4),
                ]
            )
        gl.limb([(x + 4, y + 14, 7), (x + 18, y + 36, 6)])
        c.paint(gl, 0.86)
        c.paint(gl.edge(-3, 4), 0.45, alpha=0.7, tex=0)
    # ball
    ball = c.mask().ellipse(bx, by, 35)
    c.paint(
        ball, lambda x, y: 0.93 - 0.42 * smooth(((y - by) * 0.8 - (x - bx) * 0.3) / 35, -0.2, 1.1)
    )
    pent = c.mask()
    for cx2, cy2, r in ((0, 0, 12), (-29, -13, 10), (24, -24, 10), (30, 14, 10), (-12, 31, 10)):
        pent.poly(
            [
                (bx + cx2 + r * np.cos(a), by + cy2 + r * np.sin(a))
                for a in np.linspace(0.3, 6.58, 6)[:-1]
            ]
        )
    pent.line([(bx, by), (bx - 29, by - 13)], 2).line([(bx, by), (bx + 24, by - 24)], 2).line(
        [(bx, by), (bx + 30, by + 14)], 2
    ).line([(bx, by), (bx - 12, by + 31)], 2)
    c.paint(pent.within(ball), 0.2, tex=0)
    for k in range(7):
        c.limb(
            [(bx + 44 + k * 3, by - 22 + k * 8, 2.0), (bx + 190 - k * 11, by - 6 + k * 15, 0.3)],
            0.8,
            alpha=0.3,
        )
    # posts last
    for x in (gx0, gx1):
        c.rect(x - 9, gy0 - 10, x + 9, gy1, lambda q, w: 0.94 - 0.34 * smooth((q - x) / 9, -0.3, 1))
    c.rect(gx0 - 9, gy0 - 10, gx1 + 9, gy0 + 7, 0.94)
    # torn-up grass and drops
    pts = [(rng.uniform(420, 640), 900 - abs(rng.normal(0, 46))) for _ in range(60)]
    c.dots(pts, 2.4, 0.74, alpha=0.8)
    c.rain(260, slant=0.1, tone=0.9, alpha=0.2)
    return c


def pitch():
    c = Canvas(712)
    y0 = 430
    c.sky(0.5, 0.8, y0, clouds=0.16, light=(1180, 400, 620, 130, 0.94))
    c.curve([(-40, y0 + 8), (140, 396), (320, 380), (520, 404), (700, y0 + 8)], 0.58)
    open_sea(c, y0, far=0.64, near=0.5, streak=0.04, glint=(1180, 300, 0.95, 0.68), bottom=640)
    for x, s in ((860, 22), (930, 30), (1330, 24)):
        c.poly([(x, y0 + 8 - s * 2), (x + s, y0 + 6), (x, y0 + 6)], 0.9)
        c.rect(x - s * 0.5, y0 + 6, x + s, y0 + 11, 0.24)
    h = (
        c.mask()
        .curve(
            [(560, y0 - 2), (640, y0 + 2), (760, y0), (780, y0 - 8), (768, y0 + 12), (572, y0 + 12)]
        )
        .rect(690, y0 - 26, 740, y0)
        .rect(700, y0 - 36, 716, y0 - 20)
    )
    c.paint(h, 0.34)
    # dune bank and low wall
    c.poly(
        spline([(-20, 590), (300, 570), (640, 586), (1000, 568), (1300, 582), (1640, 566)], False)
        + [(1640, 660), (-20, 660)],
        0.4,
        tex=0.03,
    )
    grass = c.mask()
    rng = np.random.default_rng(4)
    for _ in range(520):
        x = rng.uniform(-10, 1610)
        y = 588 + rng.uniform(-12, 40)
        grass.line([(x, y), (x + rng.uniform(4, 14), y - rng.uniform(8, 22))], 1.4)
    c.paint(grass, 0.27, alpha=0.8, tex=0)
    c.rect(-10, 624, 1610, 668, 0.66)
    c.rect(-10, 620, 1610, 627, 0.78)
    for x in range(40, 1600, 210):
        c.rect(x, 632, x + 180, 662, [0.3, 0.5, 0.4, 0.24, 0.56][(x // 210) % 5])
        for q in range(4):
            c.rect(x + 34 + q * 30, 643, x + 52 + q * 30, 652, 0.76, tex=0)
    # pitch
    g = c.mask().rect(-5, 668, 1605, 1067)
    c.ground(
        g,
        lambda x, y: (
            0.45
            - (y - 668) / 2300
            + 0.022 * np.sign(np.sin((x - 700) / (0.34 + np.maximum(y - 600, 0) / 460) / 96))
        ),
        seed=3,
        amp=0.02,
        scale=1.1,
        sx=1,
    )
    c.paint(c.mask().poly([(-5, 694), (1605, 694), (1605, 700), (-5, 700)]), 0.88, tex=0)
    ln = c.mask().line([(760, 697), (700, 1067)], 6)
    el = c.mask().ellipse(735, 850, 280, 84).cut(c.mask().ellipse(735, 850, 274, 80))
    c.paint(ln, 0.84, tex=0, alpha=0.9)
    c.paint(el, 0.84, tex=0, alpha=0.9)
    c.ellipse(735, 850, 7, 4, 0.84, tex=0)
    box = c.mask().line([(1420, 697), (1200, 730), (1210, 930), (1640, 1010)], 6)
    box = c.mask().line([(1440, 740), (1270, 752), (1330, 960), (1640, 960)], 6)
    c.paint(box, 0.84, tex=0, alpha=0.9)
    # goal at the right, in perspective
    gl = c.mask()
    for q in np.linspace(0, 1, 15):
        gl.line(
            [
                (mix(1478, 1560, q), mix(650, 690, q)),
                (mix(1540, 1640, q), mix(670, 716, q)),
                (mix(1540, 1640, q), mix(770, 866, q)),
            ],
            1.2,
        )
    for q in np.linspace(0, 1, 8):
        gl.line([(mix(1478, 1540, 1), mix(670, 770, q)), (1640, mix(716, 866, q))], 1.2)
    c.paint(gl, 0.86, alpha=0.5, tex=0)
    post = (
        c.mask()
        .line([(1478, 764), (1478, 650)], 8)
        .line([(1478, 650), (1580, 696)], 8)
        .line([(1576, 694), (1576, 850)], 9)
    )
    c.paint(post, 0.94, tex=0)
    # stand at the left
    c.poly([(-20, 330), (470, 372), (470, 400), (-20, 360)], 0.16)
    c.poly([(-20, 324), (476, 368), (476, 376), (-20, 334)], 0.5)
    c.poly([(-20, 360), (440, 398), (440, 668), (-20, 706)], 0.24)
    for row in range(7):
        m, l2 = c.mask(), c.mask()
        for i in range(26):
            x = -6 + i * 17.6 + row % 2 * 8
            y = 430 + row * 32 + i * (1.2 - row * 0.42)
            if rng.random() < 0.12:
                continue
            t = m if rng.random() < 0.74 else l2
            t.ellipse(x, y, 5.6, 7).curve(
                [(x - 10, y + 26), (x - 9, y + 9), (x, y + 6), (x + 9, y + 9), (x + 10, y + 26)]
            )
            if rng.random() < 0.09:
                t.limb([(x - 7, y + 10, 2.4), (x - 13, y - 12, 1.8)]).limb(
                    [(x + 7, y + 10, 2.4), (x + 13, y - 12, 1.8)]
                )
        c.paint(m, 0.13)
        c.paint(l2, 0.52)
        c.line(
            [(-10, 458 + row * 33), (440, 458 + row * 33 + 26 * (1.2 - row * 0.42) * 0.97)],
            2.6,
            0.32,
        )
    for x, ya, yb in ((60, 366, 700), (250, 382, 686), (436, 398, 668)):
        c.line([(x, ya), (x, yb)], 8, 0.1)
    c.poly([(-20, 664), (440, 634), (440, 672), (-20, 712)], 0.44)
    for x in (30, 160, 300):
        c.line([(x, 336), (x, 286)], 3, 0.16)
        c.poly([(x, 286), (x + 48, 294), (x, 310)], 0.24)
    # floodlight masts
    for x, y in ((540, 170), (1530, 150)):
        c.line([(x, y), (x, 640)], 6, 0.24)
        c.line([(x - 5, y + 180), (x + 5, y + 240)], 2, 0.24)
        c.rect(x - 40, y - 26, x + 40, y + 22, 0.24)
        for i in range(4):
            for j in range(2):
                c.ellipse(x - 28 + i * 19, y - 13 + j * 22, 7, 7, 0.82, tex=0)
    # corner flag
    c.line([(1120, 700), (1120, 630)], 3, 0.2)
    c.poly([(1120, 630), (1160, 640), (1120, 652)], 0.86)

    # players
    def player(x, y, h, pose, f, dark, **kw):
        c.paint(
            c.mask().limb([(x, y, h * 0.05), (x - h * 0.7, y + h * 0.16, h * 0.04)]),
            0.17,
            alpha=0.55,
            blur=3,
            tex=0,
        )
        m = c.mask()
        person(m, x, y, h, pose, f, build=1.1, **kw)
        c.paint(m, 0.11 if dark else 0.2)
        top = c.mask().rect(x - h * 0.18, y - h * 0.84, x + h * 0.2, y - h * 0.5).within(m)
        if not dark:
            c.paint(top, 0.86)
        else:
            c.paint(
                c.mask().rect(x - h * 0.2, y - h * 0.52, x + h * 0.2, y - h * 0.36).within(m), 0.8
            )
        c.paint(m.edge(0.014 * h, -0.012 * h), 0.9, alpha=0.8, tex=0)

    run = {
        "kl": (-0.02, 0.3),
        "fl": (-0.22, 0.2),
        "kr": (0.16, 0.34),
        "fr": (0.16, 0.08),
        "el": (-0.14, 0.68),
        "hl": (-0.06, 0.56),
        "er": (0.12, 0.66),
        "hr": (0.22, 0.72),
    }
    kick = {
        "kl": (-0.03, 0.26),
        "fl": (-0.1, 0.03),
        "kr": (0.18, 0.36),
        "fr": (0.36, 0.26),
        "el": (-0.18, 0.7),
        "hl": (-0.27, 0.74),
        "er": (0.14, 0.64),
        "hr": (0.12, 0.5),
    }
    for x, y, h, pose, f, d, kw in (
        (540, 740, 100, "walk", 1, True, run),
        (640, 760, 102, "walk", 1, False, run),
        (1060, 736, 98, "stand", -1, True, {}),
        (1180, 760, 102, "walk", -1, False, run),
        (
            1446,
            806,
            118,
            "stand",
            -1,
            False,
            {"el": (-0.2, 0.64), "hl": (-0.26, 0.5), "er": (0.2, 0.64), "hr": (0.26, 0.5)},
        ),
        (360, 800, 116, "walk", 1, True, {}),
        (800, 936, 178, "walk", 1, False, kick),
        (986, 920, 168, "walk", -1, True, run),
        (520, 960, 186, "walk", 1, True, run),
        (1250, 880, 146, "walk", 1, False, run),
    ):
        player(x, y, h, pose, f, d, **kw)
    c.paint(c.mask().ellipse(880, 944, 16, 4), 0.17, alpha=0.6, blur=2, tex=0)
    c.ellipse(892, 908, 13, 13, 0.94)
    c.ellipse(890, 910, 5, 5, 0.3)
    # gulls, large ones in front
    c.gulls(
        [
            (700, 160, 30),
            (790, 200, 20),
            (900, 130, 24),
            (1240, 210, 20),
            (1310, 240, 14),
            (1040, 250, 12),
        ],
        0.22,
        2.8,
    )
    for x, y in ((1010, 1000), (1080, 1022), (250, 880)):
        g2 = c.mask().curve(
            [
                (x - 26, y),
                (x - 8, y - 12),
                (x + 10, y - 14),
                (x + 18, y - 24),
                (x + 28, y - 22),
                (x + 26, y - 10),
                (x + 8, y + 2),
            ]
        )
        c.paint(g2, 0.9)
        c.curve([(x - 32, y + 2), (x - 12, y - 9), (x + 6, y - 8), (x + 2, y)], 0.4)
        c.line([(x, y), (x, y + 12)], 2, 0.3)
        c.line([(x + 6, y), (x + 6, y + 12)], 2, 0.3)
        c.poly([(x + 27, y - 20), (x + 36, y - 16), (x + 27, y - 15)], 0.3)
    return c


SCENES = {"goalkeeper": goalkeeper, "pitch": pitch}
