"""The shipped model: plain arrays of a bearable size that belong together."""

import numpy as np

from otklik.topics.catalogue import GROUPS
from otklik.triage.features import BUCKETS, buckets_of
from otklik.triage.model import ARTIFACTS, has_right_shape, load_model, read_all


def test_it_is_at_most_twenty_megabytes_of_plain_arrays() -> None:
    files = [path for path in ARTIFACTS.iterdir() if path.is_file()]
    assert {path.suffix for path in files} == {".npy", ".json"}
    assert sum(path.stat().st_size for path in files) <= 20_000_000
    assert all(np.load(path, allow_pickle=False).size for path in files if path.suffix == ".npy")


def test_its_arrays_belong_together_and_are_shared() -> None:
    model = load_model()
    assert has_right_shape(model)
    for table in (model.main, model.topics):
        assert isinstance(table.weights, np.memmap)
        assert int(table.rows.max()) < len(table.weights)


def test_it_knows_only_groups_of_the_rubricator() -> None:
    assert set(load_model().card.groups) <= {group.code for group in GROUPS}


def test_its_topics_are_those_of_the_rubricator_each_under_its_group() -> None:
    model = load_model()
    assert set(model.card.topics) == {topic.code for group in GROUPS for topic in group.topics}
    groups = [model.card.groups[place] for place in model.groups_of_topics]
    assert all(topic.startswith(f"{group}-") for topic, group in zip(model.card.topics, groups, strict=True))


def test_its_certainties_are_shares_in_falling_order() -> None:
    [reading] = read_all(["Яма на дороге у школы"], model=load_model())
    certainties = [certainty for _, certainty in reading.ranking]
    assert certainties == sorted(certainties, reverse=True)
    assert 0 < sum(certainties) <= 1.001


def test_it_ranks_nothing_when_there_is_nothing_to_read() -> None:
    assert [reading.ranking for reading in read_all(["", "👍", "..."], model=load_model())] == [(), (), ()]


def test_the_same_text_falls_into_the_same_buckets() -> None:
    first, counts, begin = buckets_of("Дороги не чистят, дороги!")
    again, _, _ = buckets_of("дороги НЕ чистят дороги")
    assert first.tolist() == again.tolist()
    assert int(first.max()) < BUCKETS
    assert len(first) == len(counts) > begin > 0
