"""Every example exports a package that Sextant reads: python -m unittest recipes.test_examples"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import onnxruntime  # noqa: F401
    import torch  # noqa: F401
    MISSING = None
except ModuleNotFoundError as error:
    MISSING = f"{error.name} is not installed (pip install -r recipes/requirements.txt)"

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "recipes" / "examples"


def program():
    """The built program: that of $SEXTANT, else the newest of this clone; None where there is none."""
    if "SEXTANT" in os.environ:
        return os.environ["SEXTANT"]
    built = [path for path in (ROOT / ".build/debug/sextant", ROOT / ".build/release/sextant") if path.exists()]
    return max(built, key=lambda path: path.stat().st_mtime, default=None) or shutil.which("sextant")


@unittest.skipIf(MISSING, MISSING)
class ExamplesTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def run_in_folder(self, *command):
        result = subprocess.run([str(word) for word in command], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return result.stdout

    def export(self, name, latent, encodes):
        """The folder of a package that was trained for two steps, after what must hold of every one."""
        folder = self.folder / name
        self.run_in_folder(sys.executable, EXAMPLES / f"export_{name}.py", folder, "--steps", "2")
        manifest = json.loads((folder / "model.json").read_text())
        self.assertEqual(manifest["latent"]["shape"], latent)
        self.assertEqual("encoder" in manifest, encodes)
        for part in ("encoder", "decoder"):
            if part in manifest:
                content = (folder / manifest[part]["file"]).read_bytes()
                self.assertEqual(hashlib.sha256(content).hexdigest(), manifest[part]["sha256"])
        return folder

    def look(self, folder, *more):
        """What the program says of the package, after drawing samples of it."""
        if program() is None:
            self.skipTest("the program is not built (swift build)")
        self.run_in_folder(program(), "sample", "--model", folder, "--seed", 1, "--rows", 1, "--cols", 3, "--out",
                           "sheet.png", *more)
        return json.loads(self.run_in_folder(program(), "models", "inspect", folder, "--json"))

    def test_every_example_shown_is_tested(self):
        names = sorted(path.stem for path in EXAMPLES.glob("export_*.py"))
        tested = sorted("export_" + name.removeprefix("test_") for name in dir(self)
                        if name.startswith("test_") and not name.startswith("test_every"))
        self.assertEqual(names, tested)

    def test_vae(self):
        folder = self.export("vae", [16], encodes=True)
        self.look(folder)
        self.run_in_folder(program(), "reconstruct", "sheet.png", "--model", folder, "--out", "pair.png")

    def test_dcgan(self):
        self.look(self.export("dcgan", [100], encodes=False))

    def test_spatial_latent(self):
        folder = self.export("spatial_latent", [4, 32, 32], encodes=True)
        self.look(folder)
        self.run_in_folder(program(), "encode", "sheet.png", "--model", folder, "--out", "z.npy")

    def test_conditional(self):
        folder = self.export("conditional", [16], encodes=True)
        self.look(folder)
        before = (self.folder / "sheet.png").read_bytes()
        self.look(folder, "--condition", "square", "--force")
        self.assertNotEqual(before, (self.folder / "sheet.png").read_bytes())


if __name__ == "__main__":
    unittest.main()
