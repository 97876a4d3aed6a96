#!/usr/bin/env python3
"""Lists what is inside the program, as CycloneDX 1.5: `sbom.py SOURCE TARGET`.

Components are the crates that `cargo metadata` resolves for TARGET, with the
checksums of Cargo.lock, and the Korean dictionary. Those that only build the
program (derives, build scripts, their crates) are there with the scope
"excluded", as the specification has it. Needs Python 3.11 for TOML.
"""

import json
import os
import subprocess
import sys
import tomllib
from datetime import datetime, timezone
from pathlib import Path


def metadata(source, target):
    command = ["cargo", "metadata", "--locked", "--format-version=1", "--filter-platform", target]
    return json.loads(subprocess.check_output(command, cwd=source))


def linked(resolved, packages, root):
    """Ids of what is linked into the program, and of all that it is built with."""
    nodes = {node["id"]: node for node in resolved["nodes"]}

    def is_macro(package):
        return any("proc-macro" in target["kind"] for target in packages[package]["targets"])

    def reach(kinds, takes):
        reached, rest = set(), [root]
        while rest:
            package = rest.pop()
            if package in reached:
                continue
            reached.add(package)
            for edge in nodes[package]["deps"]:
                is_of_kind = any(kind["kind"] in kinds for kind in edge["dep_kinds"])
                if is_of_kind and takes(edge["pkg"]):
                    rest.append(edge["pkg"])
        return reached

    return reach({None}, lambda package: not is_macro(package)), reach({None, "build"}, lambda _: True)


def component(package, checksums, is_linked):
    name, version = package["name"], package["version"]
    url = f"pkg:cargo/{name}@{version}"
    made = {
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "scope": "required" if is_linked else "excluded",
        "purl": url,
    }
    if package.get("license"):
        # Crates of before 2018 write the alternative as a slash.
        made["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    elif package.get("license_file"):
        made["licenses"] = [{"license": {"name": f"see {Path(package['license_file']).name}"}}]
    if checksum := checksums.get((name, version)):
        made["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return made


def main():
    source, target = Path(sys.argv[1]), sys.argv[2]
    told = metadata(source, target)
    packages = {package["id"]: package for package in told["packages"]}
    root = next(p["id"] for p in told["packages"] if p["name"] == "galpi")
    lock = tomllib.loads((source / "Cargo.lock").read_text())
    checksums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}
    inside, all_of_it = linked(told["resolve"], packages, root)
    components = [
        component(packages[package], checksums, package in inside)
        for package in all_of_it
        if package != root
    ]
    components.append(
        {
            "type": "data",
            "bom-ref": "mecab-ko-dic",
            "name": "mecab-ko-dic",
            "version": "2.1.1-20180720",
            "scope": "required",
            "licenses": [{"license": {"id": "Apache-2.0"}}],
        }
    )
    components.sort(key=lambda made: made["bom-ref"])
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    main_component = component(packages[root], checksums, True) | {"type": "application"}
    del main_component["scope"]
    json.dump(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "version": 1,
            "metadata": {
                "timestamp": datetime.fromtimestamp(epoch, timezone.utc).isoformat(),
                "component": main_component,
            },
            "components": components,
        },
        sys.stdout,
        indent=2,
        ensure_ascii=False,
    )
    print()


main()
