"""The draw itself, without a database."""

from app.services.invitations.drawing import draw, shares

LIST = {"A": [f"A{n}" for n in range(900)], "B": [f"B{n}" for n in range(80)], "C": ["C1", "C2"]}
SIZES = {stratum: len(dossiers) for stratum, dossiers in LIST.items()}


def test_every_stratum_gets_its_share_and_at_least_two() -> None:
    assert shares(SIZES, 100, "proportional") == {"A": 90, "B": 8, "C": 2}
    assert sum(shares(SIZES, 100, "square_root").values()) == 100


def test_the_same_seed_draws_the_same_dossiers_however_the_list_is_sorted() -> None:
    wanted = shares(SIZES, 100, "proportional")
    once = draw(LIST, wanted, seed=11)
    turned = {stratum: dossiers[::-1] for stratum, dossiers in reversed(LIST.items())}
    assert draw(turned, wanted, seed=11) == once
    assert draw(LIST, wanted, seed=12) != once
    assert {stratum: len(set(dossiers)) for stratum, dossiers in once.items()} == wanted


def test_every_dossier_has_the_same_chance() -> None:
    times = dict.fromkeys(LIST["B"], 0)
    for seed in range(2000):
        for dossier in draw({"B": LIST["B"]}, {"B": 20}, seed)["B"]:
            times[dossier] += 1
    # 2,000 draws of 20 in 80: 500 each, with a standard deviation of 19.4.
    assert max(abs(count - 500) for count in times.values()) < 5 * 19.4
