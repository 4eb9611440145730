"""Full trajectories on request: hourly levels and feelings of every person, as a Zarr group."""

from pathlib import Path

import numpy as np

from equipoise.engine.chunk import Watch
from equipoise.errors import InvalidInput
from equipoise.study.curves import lines
from equipoise.study.part import Part, laboratory, width
from equipoise.study.study import Study

NAME = "trajectories.zarr"
CHUNK = (512, 24 * 7)  # people and hours kept together on disk


def write(folder: Path, study: Study, seed: int, parts: list[Part]) -> Path:
    """Simulate every part once more and write its hourly signals, [person, hour]; memory holds one part.

    Opens with `xarray.open_zarr(path, consolidated=False)`. InvalidInput if zarr is not installed.
    """
    try:
        import zarr
    except ImportError:
        remedy = "Install it: pip install 'equipoise[trajectories]'."
        raise InvalidInput("--trajectories", "zarr is not installed.", remedy) from None
    lab = laboratory(study, seed)
    watch = Watch(lab.looks, lab.looks)
    group = zarr.open_group(folder / NAME, mode="w")
    shape = (study.people.number * study.repeat.trials, len(watch.first))
    arrays = {}
    for name, _, unit, _ in lines(lab):
        label = name.replace(" ", "_")
        arrays[name] = group.create_array(
            label, shape=shape, chunks=CHUNK, dtype="f8", dimension_names=("person", "hour")
        )
        arrays[name].attrs["units"] = unit
    for name, values in (("hour", watch.first), ("person", np.arange(shape[0]))):
        group.create_array(name, data=values, dimension_names=(name,))
    for part in parts:
        lived = lab.see(part.people, width(study), watch)
        for name, row, _, factor in lines(lab):
            arrays[name][part.first : part.last] = (lived.values[:, row] * factor).T
    return folder / NAME
