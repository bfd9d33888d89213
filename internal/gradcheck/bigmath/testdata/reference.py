"""Writes reference.tsv: values of the functions of package bigmath to 90 digits
by mpmath (https://mpmath.org), an implementation independent of this one.

Run as `python3 reference.py > reference.tsv`. A line is a name, the float64
arguments in hexadecimal (an integer order first), and the value, by tabs.
"""
import mpmath as mp

DIGITS = 90
mp.mp.dps = 500

small = [1e-300, -1e-20, 3e-8, -0.001, 0.1, -0.3, 0.5, -0.75, 0.99999999]
plain = small + [1.0, 1.5, -2.0, 3.25, -7.5, 10.125, -33.3, 100.7]
large = [1e5, -1e10, 1e22, 1e300]
positive = [abs(x) for x in plain]
poles = [-0.5, -1e-10, -1.5, -2.0000001, -10.3, -170.5, -0.001]
bessel = [1e-300, 1e-5, 0.5, 2.404825557695773, 3.8317059702075125, 10.0, 47.0, 99.5, 150.25, 2000.5, 1e6, 1e22]

def normalquantile(p):
    return -mp.sqrt(2) * erfcinv(2 * p)

def erfcinv(q):
    if q > 0.5:
        return mp.erfinv(1 - q)
    y = mp.sqrt(-mp.log(q))
    for _ in range(2000):  # Newton's iteration on log erfc
        e = mp.erfc(y)
        step = mp.log(e / q) * e / (2 / mp.sqrt(mp.pi) * mp.exp(-y * y))
        y += step
        if abs(step) < mp.mpf(10) ** -200:
            return y

unary = {
    "exp": (mp.exp, plain + [-700.0, 1e3]),
    "exp2": (lambda x: mp.mpf(2) ** x, plain + [-1000.3]),
    "expm1": (mp.expm1, plain),
    "log": (mp.log, positive + [1 + 2**-52, 1 - 2**-53, 1e300]),
    "log2": (lambda x: mp.log(x, 2), positive + [1 + 2**-52, 1e300]),
    "log10": (mp.log10, positive + [1 + 2**-52, 1e300]),
    "log1p": (mp.log1p, positive + [-0.5, -0.001, -1 + 2**-50, 1e300, -1e-300]),
    "sqrt": (mp.sqrt, positive),
    "cbrt": (mp.cbrt, positive),
    "sin": (mp.sin, plain + large + [3.141592653589793]),
    "cos": (mp.cos, plain + large + [1.5707963267948966]),
    "tan": (mp.tan, plain + large + [1.5707963267948966]),
    "asin": (mp.asin, small + [1.0, -1 + 2**-53]),
    "acos": (mp.acos, small + [-1.0, 1 - 2**-53]),
    "atan": (mp.atan, plain + large),
    "sinh": (mp.sinh, plain),
    "cosh": (mp.cosh, plain),
    "tanh": (mp.tanh, plain),
    "asinh": (mp.asinh, plain + large),
    "acosh": (mp.acosh, [1 + 2**-52, 1.5, 2.0, 10.0, 1e300]),
    "atanh": (mp.atanh, small),
    "erf": (mp.erf, plain),
    "erfc": (mp.erfc, plain + [12.0, 14.5, 15.5, 26.0]),
    "erfinv": (mp.erfinv, small),
    "erfcinv": (erfcinv, [1e-300, 1e-310, 1e-20, 0.01, 0.4, 0.6, 0.99, 1 + 2**-52, 1.3]),
    "gamma": (mp.gamma, positive + poles + [170.5, 500.25]),
    "lgamma": (lambda x: mp.log(abs(mp.gamma(x))), positive[:9] + positive[10:] + poles
        + [1 + 2**-52, 1 - 2**-53, 2 + 2**-51, 2 - 2**-52, 1e3, -2.4570247382208006, -2.7476826467274127]),
    "digamma": (lambda x: mp.psi(0, x), positive + poles + [1.4616321449683622, 1e10, 1e300, -0.5040830082644554]),
    "trigamma": (lambda x: mp.psi(1, x), positive[1:] + poles + [1e10]),
    "j0": (mp.j0, bessel),
    "j1": (mp.j1, bessel),
    "y0": (lambda x: mp.bessely(0, x), bessel + [0.8935769662791675]),
    "y1": (lambda x: mp.bessely(1, x), bessel + [2.197141326031017]),
    "normalpdf": (mp.npdf, plain),
    "normalcdf": (lambda x: mp.erfc(-x / mp.sqrt(2)) / 2, plain + [-20.0, -25.5]),
    "normalquantile": (normalquantile, [1e-300, 1e-20, 0.01, 0.4, 0.75, 0.999]),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), plain),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), plain),
}
ordered = {
    "jn": (lambda n, x: mp.besselj(n, x), [2, 3, 10, 50, 200], [1e-5, 0.5, 3.0, 47.0, 150.25, 700.5, 3000.0, 1e6]),
    "yn": (lambda n, x: mp.bessely(n, x), [2, 3, 10, 50, 200], [1e-5, 0.5, 3.0, 47.0, 150.25, 700.5, 3000.0, 1e6]),
    "polygamma": (lambda n, x: mp.psi(n, x), [2, 3, 7, 20], [1e-5, 0.5, 3.0, 47.0, 150.25, 1e6, -0.25, -10.3]),
}
binary = {
    "pow": (lambda x, y: mp.mpf(x) ** y, [(2.0, 0.5), (1.0000001, 1e9), (-3.0, 7.0), (0.1, -30.7), (1e300, 0.9), (7.5, 1e-20), (-2.5, -3.0)]),
    "atan2": (mp.atan2, [(1.0, 2.0), (-1.0, -2.0), (1e-300, -1.0), (3.0, 1e-5), (-3.0, -1e-5)]),
    "hypot": (mp.hypot, [(3.0, 4.0), (1e-300, 1.0), (1e300, 1e299), (0.1, -0.7)]),
}

def emit(name, arguments, value):
    if mp.im(value) == 0:
        print(name, *arguments, mp.nstr(mp.re(value), DIGITS, strip_zeros=False), sep="\t")

for name, (f, xs) in unary.items():
    for x in xs:
        emit(name, [float.hex(float(x))], f(mp.mpf(x)))
for name, (f, orders, xs) in ordered.items():
    for n in orders:
        for x in xs:
            emit(name, [n, float.hex(float(x))], f(n, mp.mpf(x)))
for name, (f, pairs) in binary.items():
    for x, y in pairs:
        emit(name, [float.hex(x), float.hex(y)], f(mp.mpf(x), mp.mpf(y)))
