"""In: texts, their vectors and the true number of groups. Out: one group number to each, by one method or another.

Where a method's packages are not installed it raises ModuleNotFoundError; bench/requirements-bertopic.txt
names them. All get the same vectors.
"""

from collections.abc import Callable, Sequence

import numpy as np

from bench.scores import Labels
from curation.ai.base import Vectors
from curation.clustering import cluster

COMPONENTS = 50
MOST_FOR_AGGLOMERATIVE = 15_000

Method = Callable[[Sequence[str], Vectors, int], Labels]


class TooLarge(ValueError):
    """The method would not fit into memory."""


def ours(texts: Sequence[str], vectors: Vectors, count: int) -> Labels:
    return cluster(vectors)


def bertopic(texts: Sequence[str], vectors: Vectors, count: int) -> Labels:
    from bertopic import BERTopic

    return np.asarray(BERTopic().fit_transform(list(texts), embeddings=vectors)[0], dtype=np.int64)


def hdbscan_on_pca(texts: Sequence[str], vectors: Vectors, count: int) -> Labels:
    from hdbscan import HDBSCAN
    from sklearn.decomposition import PCA

    reduced = PCA(min(COMPONENTS, *vectors.shape), random_state=0).fit_transform(vectors)
    return np.asarray(HDBSCAN(min_cluster_size=10).fit_predict(reduced), dtype=np.int64)


def kmeans_told(texts: Sequence[str], vectors: Vectors, count: int) -> Labels:
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(count, n_init=3, random_state=0).fit_predict(vectors), dtype=np.int64)


def agglomerative_told(texts: Sequence[str], vectors: Vectors, count: int) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    if len(vectors) > MOST_FOR_AGGLOMERATIVE:
        raise TooLarge(f"needs all distances of {len(vectors)} rows")
    return np.asarray(AgglomerativeClustering(count, linkage="ward").fit_predict(vectors), dtype=np.int64)


METHODS: dict[str, Method] = {
    "ours": ours,
    "BERTopic, default": bertopic,
    "HDBSCAN on PCA": hdbscan_on_pca,
    "k-means, true k": kmeans_told,
    "agglomerative (Ward), true k": agglomerative_told,
}
