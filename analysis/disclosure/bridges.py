"""Which unknown numbers of a two-way table the sums around them fix.

Each unknown stands in two sums, a line across and a line down: it is an edge between the two. A sum
says what its edges add up to, so an unknown is fixed exactly if no circle of unknowns goes through
it, that is, if its edge is a bridge.
"""

from collections.abc import Collection, Mapping, Sequence
from heapq import heappop, heappush

Edges = Sequence[tuple[int, int]]
Around = Sequence[Sequence[tuple[int, int]]]


def bridges(ends: Edges, nodes: int) -> list[int]:
    """List the places of the edges whose removal parts a graph (R. Tarjan 1974), in linear time."""
    around = neighbours(ends, nodes)
    seen, lowest, clock = [0] * nodes, [0] * nodes, 0
    found: list[int] = []
    for start in range(nodes):
        if seen[start]:
            continue
        clock += 1
        seen[start] = lowest[start] = clock
        way = [(start, -1, iter(around[start]))]
        while way:
            node, came_by, rest = way[-1]
            for other, edge in rest:
                if edge == came_by:
                    continue
                if seen[other]:
                    lowest[node] = min(lowest[node], seen[other])
                    continue
                clock += 1
                seen[other] = lowest[other] = clock
                way.append((other, edge, iter(around[other])))
                break
            else:
                way.pop()
                above = way[-1][0] if way else node
                lowest[above] = min(lowest[above], lowest[node])
                if way and lowest[node] > seen[above]:
                    found.append(came_by)
    return found


def neighbours(ends: Edges, nodes: int) -> list[list[tuple[int, int]]]:
    """List for each node the nodes beside it, with the edge that leads there."""
    around: list[list[tuple[int, int]]] = [[] for _ in range(nodes)]
    for edge, (one, other) in enumerate(ends):
        around[one].append((other, edge))
        around[other].append((one, edge))
    return around


def blobs(ends: Edges, nodes: int, parted: Collection[int]) -> list[int]:
    """Label the nodes that hang together by the edges that are no bridges."""
    label = list(range(nodes))

    def top(node: int) -> int:
        while label[node] != node:
            label[node] = label[label[node]]
            node = label[node]
        return node

    for edge, (one, other) in enumerate(ends):
        if edge not in parted:
            label[top(one)] = top(other)
    return [top(node) for node in range(nodes)]


def cheapest_way(
    start: int, goal: int, without: int, ends: Edges, around: Around, costs: Sequence[int]
) -> list[int]:
    """List the edges of the cheapest way that leaves one edge out (E. Dijkstra 1959); or none."""
    best, came_by = {start: 0}, {start: -1}
    ways = [(0, start)]
    while ways:
        cost, node = heappop(ways)
        if node == goal:
            return _way_back(goal, ends, came_by)
        if cost > best[node]:
            continue
        for other, by in around[node]:
            further = cost + costs[by]
            if by != without and further < best.get(other, further + 1):
                best[other], came_by[other] = further, by
                heappush(ways, (further, other))
    return []


def _way_back(goal: int, ends: Edges, came_by: Mapping[int, int]) -> list[int]:
    found, node = [], goal
    while came_by[node] >= 0:
        found.append(came_by[node])
        one, other = ends[came_by[node]]
        node = one if node == other else other
    return found
