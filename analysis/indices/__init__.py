"""The indices, by the formula id that is part of every output (design.md section 4)."""

from analysis.indices import all_items_top2, items_top2, mean_5, mean_100, people_top2
from analysis.indices.base import Index

_WHOLE = [module.INDEX for module in (people_top2, items_top2, all_items_top2, mean_100, mean_5)]

INDICES: dict[str, Index] = {
    index.id: index for index in (*_WHOLE, *(index.per_factor() for index in _WHOLE))
}

__all__ = ["INDICES", "Index"]
