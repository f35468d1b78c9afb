"""The lowest version of each package that the ranges allow, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
for each in (*project["dependencies"], *project["optional-dependencies"]["test"]):
    if found := re.match(r"([\w.-]+)>=([\d.]+)", each):
        sys.stdout.write(f"{found[1]}=={found[2]}\n")
