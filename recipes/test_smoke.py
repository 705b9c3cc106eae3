"""Two iterations of every family on 64 random pictures: python -m unittest recipes.test_smoke"""

import contextlib
import hashlib
import io
import json
import tempfile
import unittest
from pathlib import Path

try:
    import numpy as np
    import onnx  # noqa: F401
    import onnxruntime  # noqa: F401
    import torch
    from PIL import Image
    MISSING = None
except ModuleNotFoundError as error:
    MISSING = f"{error.name} is not installed (pip install -r recipes/requirements.txt)"

ATTRIBUTES = ["Smiling", "Male", "Mouth_Slightly_Open", "Eyeglasses"]
COUNT = 64


def make_data(folder):
    """CelebA's layout with noise for faces: 48 for training, 8 and 8 for validation and test."""
    random = np.random.default_rng(0)
    (folder / "img_align_celeba").mkdir()
    labels, splits = [str(COUNT), " ".join(ATTRIBUTES)], []
    for number in range(COUNT):
        name = f"{number + 1:06}.jpg"
        small = random.integers(0, 256, (6, 5, 3), dtype=np.uint8)
        Image.fromarray(small).resize((178, 218)).save(folder / "img_align_celeba" / name)
        labels.append(f"{name} " + " ".join(str(value) for value in random.choice((-1, 1), len(ATTRIBUTES))))
        splits.append(f"{name} {0 if number < 48 else 1 if number < 56 else 2}")
    (folder / "list_attr_celeba.txt").write_text("\r\n".join(labels) + "\r\n")
    (folder / "list_eval_partition.txt").write_text("\n".join(splits) + "\n")


@unittest.skipIf(MISSING, MISSING)
class SmokeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.holder.name)
        (cls.folder / "data").mkdir()
        make_data(cls.folder / "data")

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def arguments(self, family, out, *more):
        return ["--family", family, "--data", str(self.folder / "data"), "--out", str(self.folder / out),
                "--cache", str(self.folder / "cache"), "--batch", "16", "--width", "8", "--iterations", "2",
                "--license", "none", *more]

    def run_program(self, program, arguments):
        """Exit code and what was printed."""
        output = io.StringIO()
        with contextlib.redirect_stderr(output), contextlib.redirect_stdout(output):
            code = program(arguments)
        return code, output.getvalue()

    def train(self, family, out, *more):
        from recipes import train
        code, output = self.run_program(train.main, self.arguments(family, out, *more))
        self.assertEqual(code, 0, output)
        folder = self.folder / out
        return folder, json.loads((folder / "model.json").read_text())

    def test_every_family_trains_exports_and_is_measured(self):
        from recipes import measure
        classifier, manifest = self.train("classifier", "classifier")
        self.assertEqual(manifest["classifier"]["labels"], ATTRIBUTES)
        helpers = ["--classifier", str(classifier), "--regularizer", str(classifier)]
        for family in ("classifier", "vae", "ali", "dcgan"):
            with self.subTest(family):
                more = [] if family == "classifier" else helpers
                folder, manifest = self.train(family, f"first-{family}", *more)
                for part in ("encoder", "decoder", "classifier"):
                    if "file" in manifest.get(part, {}):
                        content = (folder / manifest[part]["file"]).read_bytes()
                        self.assertEqual(hashlib.sha256(content).hexdigest(), manifest[part]["sha256"])
                self.assertEqual("encoder" in manifest, family in ("vae", "ali"))
                self.assertEqual("latent" in manifest, family != "classifier")
                self.assertNotIn(str(self.folder), json.dumps(manifest))
                package = measure.Package(folder)
                pictures = np.random.default_rng(1).integers(0, 256, (3, 64, 64, 3), dtype=np.uint8)
                if family == "classifier":
                    self.assertEqual(package.classify(pictures).shape, (3, 4))
                else:
                    self.assertEqual(package.sample(3, 0).shape, (3, 64, 64, 3))
                    self.assertEqual(manifest["classifier"], {"package": "classifier"})
        packages = [str(self.folder / f"first-{family}") for family in ("classifier", "vae", "ali", "dcgan")]
        code, output = self.run_program(measure.main, [
            "--data", str(self.folder / "data"), "--cache", str(self.folder / "cache"), "--samples", "64",
            "--classifier", str(classifier), *packages])
        self.assertEqual(code, 0, output)
        for package in packages:
            self.assertIn("thresholds", json.loads((Path(package) / "metrics.json").read_text()))

    def test_a_resumed_training_ends_where_an_uninterrupted_one_does(self):
        from recipes import train
        digests = []
        for family in ("vae", "ali"):
            for interrupted in (False, True):
                out = f"resumed-{family}-{interrupted}"
                arguments = self.arguments(family, out, "--precision", "float32", "--threads", "1")
                if interrupted:
                    with contextlib.redirect_stderr(io.StringIO()):
                        train.Training(train.parse(arguments)).run(stop_at=1)
                code, output = self.run_program(train.main, arguments)
                self.assertEqual(code, 0, output)
                digests.append(json.loads((self.folder / out / "model.json").read_text())["decoder"]["sha256"])
        self.assertEqual(digests[0], digests[1])
        self.assertEqual(digests[2], digests[3])

    def test_other_options_are_refused(self):
        from recipes import train
        self.train("dcgan", "options")
        code, output = self.run_program(train.main, self.arguments("dcgan", "options", "--seed", "2"))
        self.assertNotEqual(code, 0)
        self.assertIn("was made with seed 1, not 2", output)

    def test_options_are_changed_on_the_way_when_asked(self):
        self.train("dcgan", "changed")
        _, manifest = self.train("dcgan", "changed", "--iterations", "3", "--discriminator-lr", "1e-3", "--change")
        self.assertEqual(manifest["training"]["iterations"], 3)
        self.assertEqual(manifest["training"]["changes"],
                         [{"iteration": 2, "before": {"discriminator_lr": 2e-4}}])
        from recipes import train
        code, output = self.run_program(train.main, self.arguments("dcgan", "changed", "--change", "--latent", "7"))
        self.assertNotEqual(code, 0)
        self.assertIn("latent", output)

    def test_whitening_moves_latents_and_keeps_pictures(self):
        from recipes.networks import Decoder, Encoder
        from recipes.whitening import whitened
        torch.manual_seed(0)
        encoder, decoder = Encoder(64, 8, 5).eval(), Decoder(64, 8, 5, torch.nn.Sigmoid()).eval()
        pictures = torch.rand(64, 3, 64, 64)
        with torch.no_grad():
            new_encoder, new_decoder = whitened(encoder, decoder, pictures.split(16))
            mean, logvar = new_encoder(pictures)
            covariance = torch.cov(mean.T, correction=0) + torch.diag(logvar.exp().mean(0))
            self.assertLess(mean.mean(0).abs().max().item(), 1e-4)
            # The variances of the posterior are exact along the axes; only what they have in common is left out.
            self.assertLess((covariance.diagonal() - 1).abs().max().item(), 1e-4)
            change = (new_decoder(mean) - decoder(encoder(pictures)[0])).abs().max().item()
            self.assertLess(change, 1e-4)

    def test_bad_input_is_one_sentence(self):
        from recipes import train
        (self.folder / "occupied").mkdir()
        (self.folder / "occupied" / "letter.txt").write_text("mine")
        for extra in (["--data", str(self.folder / "nowhere")], ["--batch", "1000"], ["--batch", "0"], ["--lr", "0"],
                      ["--out", str(self.folder / "occupied")], ["--crop", "centre"],
                      ["--regularizer", str(self.folder)], ["--export-only"]):
            with self.subTest(extra):
                code, output = self.run_program(train.main, self.arguments("vae", "bad", *extra))
                self.assertNotEqual(code, 0)
                self.assertNotIn("Traceback", output)
                said = [line for line in output.splitlines() if not line.startswith("preparing")]
                self.assertEqual(len(said), 1, output)

    def test_half_weights_and_128_pixels(self):
        folder, manifest = self.train("vae", "large", "--size", "128")
        self.assertEqual(manifest["image"]["width"], 128)
        self.assertEqual(manifest["preprocess"], {"crop": {"center": 148}, "resize": "lanczos3"})
        self.assertLess((folder / "decoder.onnx").stat().st_size, 4 * sum(
            tensor.numel() for tensor in
            torch.load(self.folder / "large-checkpoint/checkpoint.pt", weights_only=True)["networks"]["decoder"]
            .values()))


if __name__ == "__main__":
    unittest.main()
