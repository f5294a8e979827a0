"""A regatta."""

import numpy as np
from kit import Canvas, mix, smooth, spline
from people import person
from surf import open_sea, ripples


def sailboats():
    c = Canvas(156)
    y0 = 600
    c.sky(0.48, 0.8, y0, clouds=0.17, light=(380, 560, 620, 130, 0.92))
    c.curve(
        [(760, y0 + 8), (960, 560), (1180, 530), (1420, 540), (1700, 506), (1700, y0 + 8)], 0.55
    )
    far = c.mask()
    for x, s in ((820, 40), (880, 52), (950, 36), (1290, 44), (1370, 58), (110, 44), (210, 34)):
        far.poly([(x, y0 - s * 1.5), (x + s * 0.5, y0 - 5), (x, y0 - 5)]).poly(
            [(x - 3, y0 - s * 1.3), (x - 3, y0 - 5), (x - s * 0.3, y0 - 5)]
        )
        far.rect(x - s * 0.35, y0 - 5, x + s * 0.5, y0)
    c.paint(far, 0.86, alpha=0.85)
    open_sea(c, y0, far=0.52, near=0.26, streak=0.055, glint=(380, 360, 0.92, 0.55), caps=0.32)

    def yacht(x, y, s, pat, tone, heel=4):
        a = np.radians(heel)
        ca, sa = np.cos(a), np.sin(a)
        P = lambda u, v: (x + (u * ca + v * sa) * s, y + (u * sa - v * ca) * s)
        ref = c.mask().poly(
            [
                (x - 0.42 * s, y + 0.03 * s),
                (x + 0.62 * s, y + 0.03 * s),
                (x + 0.84 * s, y + 0.32 * s),
                (x + 0.66 * s, y + 0.58 * s),
                (x + 0.1 * s, y + 0.75 * s),
                (x - 0.3 * s, y + 0.34 * s),
            ]
        )
        top = int(y)
        cut = np.vstack(
            [
                np.zeros((top, c.w), np.float32),
                smooth(ripples(c, top, 7, None, 9, 40, 0.8), -0.1, 0.5),
            ]
        )
        lay = c.a.copy()
        c.paint(ref, tone - 0.05, alpha=0.55, blur=5 * s / 300, tex=0)
        c.a = mix(lay, c.a, cut * np.clip(1 - (c.y - y) / (0.8 * s), 0, 1))
        c.line([P(0.06, 0.08), P(0.06, 1.52)], max(2, 0.013 * s), 0.15)
        main = c.mask().poly(
            spline([P(0.04, 1.5), P(-0.16, 1.0), P(-0.36, 0.5), P(-0.46, 0.2)], False)
            + [P(0.045, 0.18)]
        )
        c.paint(main, lambda X, Y: 0.8 + 0.1 * smooth(X, x - 0.4 * s, x))
        for v in (0.5, 0.82, 1.14):
            c.line([P(0.045, v), P(-0.42 + v * 0.27, v - 0.02)], 1.1, 0.5, alpha=0.6)
        c.line([P(0.05, 0.17), P(-0.47, 0.17)], max(2, 0.012 * s), 0.15)
        sp = c.mask().poly(
            spline([P(0.09, 1.42), P(0.42, 1.3), P(0.74, 0.98), P(0.86, 0.62), P(0.76, 0.3)], False)
            + spline([P(0.76, 0.3), P(0.5, 0.4), P(0.26, 0.34), P(0.1, 0.26)], False)
            + spline([P(0.1, 0.26), P(0.2, 0.7), P(0.2, 1.1), P(0.09, 1.42)], False)
        )
        c.paint(sp, lambda X, Y: tone + 0.1 * smooth((X - x) / s, 0.1, 0.8))
        band = c.mask()
        if pat == 0:
            band.poly([P(0.0, 0.62), P(1, 0.62), P(1, 0.9), P(0, 0.9)])
        elif pat == 1:
            for k in range(3):
                q = 0.16 + k * 0.24
                band.poly(
                    spline([P(0.09, 1.44), P(q + 0.16, 0.9), P(q, 0.2)], False)
                    + spline([P(q + 0.12, 0.2), P(q + 0.3, 0.9), P(0.09, 1.44)], False)
                )
        elif pat == 2:
            band.ellipse(*P(0.5, 0.78), 0.16 * s)
        else:
            band.poly([P(0, 0.2), P(1, 0.2), P(1, 0.52), P(0, 0.52)]).poly(
                [P(0, 1.06), P(1, 1.06), P(1, 1.5), P(0, 1.5)]
            )
        c.paint(band.within(sp), 0.2 if tone > 0.5 else 0.86)
        sh = c.mask().poly(
            spline([P(0.09, 1.42), P(0.2, 1.1), P(0.22, 0.7), P(0.1, 0.26)], False)
            + spline([P(0.2, 0.3), P(0.34, 0.75), P(0.3, 1.1), P(0.09, 1.42)], False)
        )
        c.paint(sh.within(sp), 0.2, alpha=0.25, tex=0)
        c.line([P(0.06, 0.2), P(0.76, 0.3)], max(1.4, 0.008 * s), 0.15)
        c.line([P(0.76, 0.3), P(-0.3, 0.1)], 1, 0.2)
        hull = c.mask().curve(
            [
                P(-0.52, 0.1),
                P(0, 0.075),
                P(0.46, 0.1),
                P(0.6, 0.125),
                P(0.5, 0.02),
                P(0.34, -0.03),
                P(-0.4, -0.03),
                P(-0.5, 0.03),
            ],
            step=6,
        )
        m = c.mask()
        for u, _p in ((-0.4, 0.21), (-0.26, 0.2), (-0.14, 0.19), (0.16, 0.22)):
            person(
                m,
                *P(u, 0.04),
                0.3 * s,
                "sit",
                -1 if u < 0 else 1,
                build=1.1,
                feet=False,
                hat="cap" if u < -0.2 else None,
            )
        c.paint(m, 0.1, tex=0)
        c.paint(m.edge(-0.006 * s, -0.004 * s), 0.75, alpha=0.7, tex=0)
        c.paint(hull, 0.12 if pat != 1 else 0.84)
        c.paint(hull.edge(0, -0.014 * s), 0.86 if pat != 1 else 0.4, tex=0)
        foam = c.mask().curve(
            [
                P(0.56, 0.0),
                P(0.46, 0.05),
                P(0.34, -0.02),
                P(0.1, -0.045),
                P(-0.5, -0.05),
                P(-0.8, -0.04),
                P(-0.4, -0.02),
                P(0.3, -0.075),
                P(0.5, -0.06),
            ]
        )
        c.paint(foam, 0.92, alpha=0.85, blur=1.2, tex=0.05, scale=0.6)

    yacht(1150, 640, 130, 3, 0.8, 5)
    yacht(500, 650, 150, 2, 0.84, 7)
    yacht(960, 690, 220, 1, 0.88, 6)
    # buoy
    c.ellipse(1400, 760, 46, 6, 0.2, alpha=0.6, blur=3)
    c.poly([(1372, 756), (1386, 676), (1414, 676), (1428, 756)], 0.2)
    c.poly([(1376, 732), (1380, 708), (1420, 708), (1424, 732)], 0.84)
    c.line([(1400, 630), (1400, 680)], 3, 0.2)
    c.poly([(1400, 630), (1440, 642), (1400, 656)], 0.2)
    yacht(330, 830, 400, 0, 0.86, 8)
    c.gulls([(820, 180, 26), (900, 150, 18), (1300, 230, 22), (1380, 260, 15)], 0.26, 2.4)
    return c


SCENES = {"sailboats": sailboats}
