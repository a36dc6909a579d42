"""From the bitmap of a glyph to pen strokes: the skeleton as a graph, its edges joined where a pen would go straight on, strokes in writing order."""
import math

import numpy as np
from scipy import ndimage
from skimage.morphology import remove_small_holes, remove_small_objects, skeletonize

NEIGHBOURS = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]


def strokes_of(ink, size):
    """Strokes (arrays of x, y in pixels, y down) of a coverage image (0 to 1) drawn at `size` pixels per em, and the line's width in pixels."""
    solid = ndimage.gaussian_filter(ink, size * 0.004) > 0.5
    solid = remove_small_objects(remove_small_holes(solid, int((size * 0.012) ** 2)), int((size * 0.015) ** 2))
    if solid.sum() < 4:
        solid = ink > 0.5
    distance = ndimage.distance_transform_edt(solid)
    skeleton = skeletonize(solid)
    width = 2 * float(np.median(distance[skeleton])) if skeleton.any() else 10.0
    edges = graph(skeleton, distance, width)
    return writing_order([turned(smooth(s, width * 0.28)) for s in chains(edges, width)], width), width


def graph(skeleton, distance, width):
    """Edges (start node, end node, points as x, y) of the skeleton, short spurs dropped and crossings that fell apart put together."""
    pixels = set(zip(*(axis.tolist() for axis in np.where(skeleton))))

    def neighbours(p):
        found = []
        for dy, dx in NEIGHBOURS:
            q = (p[0] + dy, p[1] + dx)
            if q in pixels and not (dy and dx and ((p[0] + dy, p[1]) in pixels or (p[0], p[1] + dx) in pixels)):
                found.append(q)  # a diagonal only where no straight neighbour leads there
        return found

    near = {p: neighbours(p) for p in sorted(pixels)}
    nodes = {p for p in near if len(near[p]) != 2}
    component, components = {}, {}
    for p in near:
        if p in component:
            continue
        members = [p]
        component[p] = p
        for m in members:
            for q in near[m]:
                if q not in component:
                    component[q] = p
                    members.append(q)
        components[p] = members
        if not any(m in nodes for m in members):
            nodes.add(min(members, key=lambda q: (q[0] - 0.3 * q[1], q)))  # a closed loop starts at its top right

    paths, used = [], set()
    for n in sorted(nodes):
        if not near[n]:
            paths.append([n])
        for q in near[n]:
            if (n, q) in used:
                continue
            path = [n, q]
            while path[-1] not in nodes:
                onward = [r for r in near[path[-1]] if r != path[-2]]
                if not onward:
                    break
                path.append(onward[0])
            used.update([(n, q), (path[-1], path[-2])])
            paths.append(path)

    parent = {n: n for n in nodes}

    def root(n):
        while parent[n] != n:
            n = parent[n]
        return n

    degree = {}
    for path in paths:
        if len(path) > 1:
            for end in (path[0], path[-1]):
                degree[end] = degree.get(end, 0) + 1
    kept = []
    for path in paths:
        a, b = path[0], path[-1]
        length = sum(math.dist(p, q) for p, q in zip(path, path[1:]))
        if len(path) > 1:
            if a != b and degree[a] > 2 and degree[b] > 2 and length < 0.9 * width:
                parent[root(a)] = root(b)  # one crossing that thinning split in two
                continue
            if (degree[a] == 1) != (degree[b] == 1):
                junction = b if degree[a] == 1 else a
                if length < 1.15 * distance[junction] + 1 or length < 0.45 * width:
                    continue  # a spur
            if a == b and length < 1.2 * width:
                continue
        kept.append(path)

    touched = {component[q] for path in kept for q in path}
    for first, members in components.items():
        if first not in touched:  # a blob all of whose edges were spurs: a dot
            centre = np.mean(members, axis=0)
            dot = min(members, key=lambda q: (math.dist(q, centre), q))
            parent.setdefault(dot, dot)
            kept.append([dot])

    clusters = {}
    for n in parent:
        clusters.setdefault(root(n), []).append(n)
    centres = {r: np.mean(sorted(members), axis=0) for r, members in clusters.items()}
    edges = []
    for path in kept:
        a, b = root(path[0]), root(path[-1])
        points = np.array(path, float)
        if len(path) > 1:
            points[0], points[-1] = centres[a], centres[b]
        edges.append((a, b, points[:, ::-1]))
    return edges


def chains(edges, width):
    """Strokes: edges walked from one to the next where the line goes on straightest; a stroke starts at the top left."""
    strokes = [points for _, _, points in edges if len(points) < 2]
    free = {i for i, (_, _, points) in enumerate(edges) if len(points) > 1}
    ends = {}
    for i in sorted(free):
        ends.setdefault(edges[i][0], []).append((i, 0))
        ends.setdefault(edges[i][1], []).append((i, 1))
    far = max(6, int(width * 1.2))

    def oriented(end):
        points = edges[end[0]][2]
        return points if end[1] == 0 else points[::-1]

    def leaving(end):
        points = oriented(end)
        outer = min(far, len(points) - 1)
        inner = min(int(width * 0.35), outer - 1) if outer > 1 else 0
        direction = points[outer] - points[inner]
        return direction / (np.linalg.norm(direction) + 1e-9)

    partner = {}
    for meeting in ends.values():
        pairs = sorted((float(leaving(x) @ leaving(y)), x, y) for i, x in enumerate(meeting) for y in meeting[i + 1:])
        for cosine, x, y in pairs:
            if x not in partner and y not in partner and (len(meeting) == 2 or cosine < 0.25):
                partner[x], partner[y] = y, x

    while free:
        starts = [(i, e) for i in sorted(free) for e in (0, 1)]
        loose = [s for s in starts if s not in partner]
        if loose:
            end = min(loose, key=lambda s: oriented(s)[0] @ (0.6, 1.0))
        else:
            end = min(starts, key=lambda s: oriented(s)[0] @ (-0.5, 1.0))
        points = []
        while end is not None and end[0] in free:
            free.discard(end[0])
            points.extend(oriented(end)[1 if points else 0:])
            end = partner.get((end[0], 1 - end[1]))
        strokes.append(np.array(points))
    return strokes


def smooth(stroke, sigma):
    """The stroke at one point a pixel along its length, smoothed, its ends kept."""
    if len(stroke) < 4:
        return stroke
    length = arc_length(stroke)
    count = max(4, int(length[-1]))
    even = np.column_stack([np.interp(np.linspace(0, length[-1], count), length, stroke[:, k]) for k in (0, 1)])
    sigma = min(sigma, count / 8)
    reach = min(int(4 * sigma) + 1, count - 1)
    padded = np.concatenate([2 * even[0] - even[reach:0:-1], even, 2 * even[-1] - even[-2:-reach - 2:-1]])
    return ndimage.gaussian_filter1d(padded, sigma, axis=0)[reach:reach + count]


def turned(stroke):
    """A closed loop in the sense in which most people write an o: counter-clockwise."""
    if len(stroke) > 10 and math.dist(stroke[0], stroke[-1]) < 1.5:
        x, y = stroke[:, 0], -stroke[:, 1]
        if np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) < 0:
            return stroke[::-1]
    return stroke


def writing_order(strokes, width):
    """Left to right, dots and short bars last; strokes that meet end to end become one (the pen goes back over its line, as in n and m)."""
    longest = max((arc_length(s)[-1] for s in strokes), default=0)
    waiting = sorted(strokes, key=lambda s: s[:, 0].min() + 0.15 * s[:, 1].min() + (1e4 if arc_length(s)[-1] < 0.22 * longest and len(strokes) > 1 else 0))
    ordered = [waiting.pop(0)] if waiting else []
    while waiting:
        last = ordered[-1]
        meeting = [(math.dist(s[::step][0], last[-1]), i, step) for i, s in enumerate(waiting) for step in (1, -1) if len(s) > 3 and len(last) > 3]
        nearest = min(meeting, default=None)
        if nearest and nearest[0] < 0.6 * width:
            ordered[-1] = np.concatenate([last, waiting.pop(nearest[1])[::nearest[2]]])
        else:
            ordered.append(waiting.pop(0))
    return ordered


def arc_length(points):
    """Distance along the line from its first point to each point."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
