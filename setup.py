"""Builds the distribution; pyproject.toml says everything else. What stands at the top of the sources goes into the wheel with the modules."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
SHIPPED = ("openapi.yaml", "corpus", "extension")  # found again by `service.shipped`


class BuildWithShipped(build_py):
    """Copies the contract, the samples and the extension next to the modules."""

    def run(self) -> None:
        """Build the modules, and copy what is shipped with them; an editable installation finds it where it is."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "service" / "shipped"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in SHIPPED:
            if (HERE / name).is_dir():
                shutil.copytree(HERE / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(HERE / name, target / name)


setup(cmdclass={"build_py": BuildWithShipped})
