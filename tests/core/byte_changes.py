"""Changes of bytes at random, to see what becomes of files that were damaged: f(draw, data) → data."""


def some_slice(draw, data):
    """Where a piece begins and ends."""
    start = draw.randrange(len(data))
    return start, min(len(data), start + draw.choice([1, 2, 8, 46, draw.randrange(1, len(data) + 1)]))


def flip_bits(draw, data):
    data = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 8])):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    return bytes(data)


def overwrite(draw, data, signs):
    """Put one of `signs` all over a piece."""
    start, end = some_slice(draw, data)
    return data[:start] + draw.choice(signs) * (end - start) + data[end:]


def truncate(draw, data):
    return data[: draw.randrange(len(data))]


def behead(draw, data):
    return data[draw.randrange(1, len(data)) :]


def remove(draw, data):
    start, end = some_slice(draw, data)
    return data[:start] + data[end:]


def duplicate(draw, data):
    start, end = some_slice(draw, data)
    at = draw.choice([end, draw.randrange(len(data))])
    return data[:at] + data[start:end] + data[at:]
