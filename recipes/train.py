"""Trains a model of one family on pictures in CelebA's layout and writes it as a model package.

    python -m recipes.train --family vae --data DATA --out portraits-vae --classifier portraits-classifier

The same command goes on where an interrupted training stopped. `--family F --help` also lists F's own options.
"""

import argparse
import math
import os
import signal
import sys
import time
from pathlib import Path

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

from . import BadInput  # noqa: E402

FAMILIES = ("classifier", "vae", "ali", "dcgan")


def family_class(name):
    from . import ali, classifier, dcgan, vae
    return {"classifier": classifier.ClassifierFamily, "vae": vae.VAE, "ali": ali.ALI, "dcgan": dcgan.DCGAN}[name]


def parse(arguments):
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--family", choices=FAMILIES)
    name = first.parse_known_args(arguments)[0].family

    parser = argparse.ArgumentParser("python -m recipes.train", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    add = parser.add_argument
    add("--family", choices=FAMILIES, required=True)
    add("--data", required=True, help="folder in CelebA's layout")
    add("--out", required=True, help="the package to write")
    add("--checkpoint", help="folder for checkpoint, metrics and previews (OUT-checkpoint)")
    add("--size", type=int, choices=(64, 128), default=64, help="edge of the pictures (64)")
    add("--crop", help="none or center:N (none for square pictures, center:148 for CelebA's)")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=float)
    length.add_argument("--iterations", type=int)
    length.add_argument("--minutes", type=float, help="of training, over all resumptions")
    add("--batch", type=int, help="pictures in a step (128; ali 64)")
    add("--width", type=int, default=32, help="channels of the first level (32)")
    add("--latent", type=int, help="numbers in a latent (64; dcgan 100)")
    add("--lr", type=float, help="Adam's rate (0.001 for classifier and vae, 0.0002 for ali and dcgan)")
    add("--no-flip", action="store_true", help="do not mirror half of the pictures")
    add("--seed", type=int, default=1)
    add("--threads", type=int, help="of the processor (all)")
    add("--device", choices=("auto", "cpu", "cuda"), default="auto")
    add("--precision", choices=("auto", "float32", "bfloat16"), default="auto",
        help="of convolutions; auto is bfloat16 where the hardware has it")
    add("--save-minutes", type=float, default=3, help="between checkpoints, validations and previews (3)")
    add("--cache", help="folder for prepared pictures (~/.cache/sextant-recipes)")
    add("--classifier", help="classifier's package: validates a generator, and is named in its package")
    add("--regularizer", help="package or checkpoint of a second classifier whose features compare pictures (vae, ali)")
    add("--name", help="of the model (the last part of OUT)")
    add("--license", default="unspecified", help="of the weights")
    add("--source", default="trained with Sextant's recipes", help="where the weights come from")
    add("--float32-weights", action="store_true", help="do not store weights in half precision")
    add("--change", action="store_true",
        help="let a checkpoint of other options go on with these; model.json then lists what was changed when")
    add("--export-only", action="store_true", help="write the package from the checkpoint as it is")
    if name:
        family_class(name).add_options(parser.add_argument_group(f"{name}'s own options"))
    options = parser.parse_args(arguments)

    defaults = family_class(name).defaults
    for key, value in (("lr", None), ("latent", None), ("batch", 128)):
        if getattr(options, key) is None:
            setattr(options, key, defaults.get(key, value))
    if options.epochs is options.iterations is options.minutes is None:
        options.epochs = defaults["epochs"]
    for key in ("epochs", "iterations", "minutes", "batch", "width", "latent", "lr", "threads", "save_minutes"):
        value = getattr(options, key)
        if value is not None and value <= 0:
            raise BadInput(f"--{key.replace('_', '-')} {value}: must be above 0")
    out = Path(options.out).absolute()
    options.name = options.name or out.name
    options.checkpoint = Path(options.checkpoint or out.with_name(out.name + "-checkpoint"))
    return options


def prepare_device(options):
    """Chooses device, precision and threads."""
    import torch
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    if options.device == "cuda" and not torch.cuda.is_available():
        raise BadInput("--device cuda: this PyTorch finds no CUDA device")
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.precision == "auto":
        fast = torch.cuda.is_bf16_supported() if options.device == "cuda" else torch.cpu._is_avx512_bf16_supported()
        options.precision = "bfloat16" if fast else "float32"
    torch.manual_seed(options.seed)
    return torch.device(options.device)


class Training:
    """A family, its data and its checkpoint."""

    def __init__(self, options):
        # What is missing or in the way is said now, not after hours of training.
        from . import checkpoint, measure, package
        package.check_place(Path(options.out), options.name, options.family)
        from .celeba import Batches, CelebA, parse_crop
        from .progress import Metrics
        self.options = options
        device = prepare_device(options)
        self.data = CelebA(options.data, options.size, parse_crop(options.crop) if options.crop else None, options.cache)
        self.classifier = measure.Package(options.classifier) \
            if options.classifier and (Path(options.classifier) / "model.json").exists() else None
        self.batches = Batches(self.data, self.data.rows("train"), options.batch, options.seed, not options.no_flip)
        self.family = family_class(options.family)(options, self.data, device)
        self.fixed = checkpoint.fixed_options(options, self.data, self.family)
        self.path = options.checkpoint / "checkpoint.pt"
        self.iteration, self.seconds, self.changes = 0, 0.0, []
        options.checkpoint.mkdir(parents=True, exist_ok=True)
        if self.path.exists():
            self.iteration, self.seconds, self.changes = checkpoint.load(
                self.path, self.family, self.fixed, options.change)
        elif options.export_only:
            raise BadInput(f"{self.path}: no checkpoint to export")
        self.metrics = Metrics(options.checkpoint / "metrics.csv", self.iteration)
        self.signal = None

    @property
    def share_done(self):
        if self.options.minutes:
            return self.seconds / 60 / self.options.minutes
        return self.iteration / self.total

    @property
    def total(self):
        return self.options.iterations or max(1, round(self.options.epochs * self.batches.per_epoch))

    def run(self, stop_at=None):
        """Trains to the end, to iteration `stop_at` or until a signal, and saves."""
        import torch
        from .progress import Progress
        progress, saved, losses = Progress(), time.monotonic(), None
        if self.iteration:
            progress.note(f"going on from iteration {self.iteration}")
        while self.share_done < 1 and self.iteration != stop_at and not self.signal:
            start = time.monotonic()
            for optimizer in self.family.optimizers.values():
                for group in optimizer.param_groups:
                    group["lr"] = group["initial_lr"] * self.family.learning_rate(self.share_done)
            pictures, labels = self.batches[self.iteration]
            losses = self.family.step(self.family.tensor(pictures),
                                      torch.from_numpy(labels).to(self.family.device).float(), self.iteration)
            self.iteration += 1
            self.seconds += time.monotonic() - start
            if self.iteration % 20 == 0 or self.iteration == 1:
                losses = self.checked(losses)
                self.metrics.write(self.iteration, self.seconds, losses)
                progress.show(self.iteration, losses, self.seconds / max(self.share_done, 1e-9) - self.seconds)
            if time.monotonic() - saved > 60 * self.options.save_minutes:
                self.checked(losses)
                self.save(progress)
                saved = time.monotonic()
        if losses:
            self.checked(losses)
        self.save(progress)
        return self

    def checked(self, losses):
        """The losses as numbers. What is not a number must not reach a checkpoint."""
        losses = {name: float(value) for name, value in losses.items()}
        if not all(math.isfinite(value) for value in losses.values()):
            raise BadInput(f"the losses are no numbers at iteration {self.iteration}; the checkpoint is from before: "
                           "try a smaller --lr or --precision float32")
        return losses

    def save(self, progress):
        """Checkpoint first, then numbers of the validation split and the preview."""
        from . import checkpoint
        from .progress import write_sheet
        checkpoint.save(self.path, self.family, self.fixed, self.iteration, self.seconds, self.changes)
        if self.signal:
            return
        numbers, sheet = self.family.validate(self.family.finished(), self.classifier)
        self.metrics.write(self.iteration, self.seconds, {f"valid_{name}": value for name, value in numbers.items()})
        progress.note(f"iteration {self.iteration}, validation: "
                      + "  ".join(f"{name} {value:.3f}" for name, value in numbers.items()))
        write_sheet(self.options.checkpoint / "preview.png", sheet)

    def export(self):
        import torch
        from .package import write_package
        options = self.options
        write_package(options.out, self.family, options, self.data, {
            "seed": options.seed, "pictures": len(self.data.rows("train")), "data_sha256": self.data.fingerprint,
            "iterations": self.iteration, "epochs": round(self.iteration / self.batches.per_epoch, 2),
            "minutes": round(self.seconds / 60, 1), "batch": options.batch, "width": options.width, "lr": options.lr,
            "mirrored": not options.no_flip, **self.family.training_record(),
            **({"changes": self.changes} if self.changes else {}),
            "precision": options.precision, "device": options.device, "torch": torch.__version__.split("+")[0],
        })
        print(f"wrote {options.out}", file=sys.stderr)


def main(arguments=None):
    try:
        options = parse(arguments)
        training = Training(options)
    except ModuleNotFoundError as error:
        print(f"{error.name} is missing: pip install -r recipes/requirements.txt", file=sys.stderr)
        return 69
    except BadInput as error:
        print(error, file=sys.stderr)
        return 65

    def stop(number, _):
        training.signal = number

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        if not options.export_only:
            training.run()
        if training.signal:
            print(f"stopped at iteration {training.iteration}; the same command goes on from there", file=sys.stderr)
            return 128 + training.signal
        training.export()
    except BadInput as error:
        print(error, file=sys.stderr)
        return 65
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 74
    return 0


if __name__ == "__main__":
    sys.exit(main())
