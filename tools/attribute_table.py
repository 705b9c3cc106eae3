"""What attribute vectors are worth, as tables in Markdown: what must be reached beside what is.

Reads the JSON files that script/measure-attributes leaves in a folder:

    python3 tools/attribute_table.py .deps/attributes/portraits
"""

import json
import pathlib
import sys


def read(folder, name):
    return json.loads((folder / f"{name}.json").read_text())


def title(effect):
    name = pathlib.PurePath(effect["vectors"]).name.removesuffix(".vectors")
    return name + (" w/o " + ", ".join(effect["without"]) if effect["without"] else "")


def change(effect, label):
    return next(c["probability"] for c in effect["changes"] if c["label"] == label)


def interval(value, places=4):
    return f"{value['estimate']:+.{places}f} ({value['lower']:+.{places}f} to {value['upper']:+.{places}f})"


def bias(folder):
    report = read(folder, "bias")
    table = report["table"]
    effects = table["effects"]
    projected = [e for e in read(folder, "projected")["table"]["effects"] if e["without"]]
    print(f"Smiling changed by {table['gain']['value']}, {table['pictures']} held-out items.\n")
    print("| vector | Male, more smile | less smile | of plain | both | identity |\n|---|---|---|---|---|---|")
    plain = None
    for name in dict.fromkeys(title(e) for e in effects + projected):
        own = {e["direction"]: e for e in effects + projected if title(e) == name}
        if len(own) < 2:
            continue
        changes = [change(own[d], "Male") for d in ("more", "less")]
        sizes = [abs(c["estimate"]) for c in changes]
        plain = plain or sizes
        shares = " / ".join(f"{a / b:.2f}" for a, b in zip(sizes, plain))
        identity = " / ".join(f"{own[d]['identity']['estimate']:.2f}" for d in ("more", "less"))
        print(f"| {name} | {interval(changes[0])} | {interval(changes[1])} | {shares} | {sum(sizes) / sum(plain):.2f} | {identity} |")
    unreached(report)


def unreached(report):
    for name in report["table"]["unreached"]:
        print(f"\nNot reached: {name}")


def decoupling(folder):
    report = read(folder, "decoupling")
    table = report["table"]
    names = table["cosines"]["names"]
    values = table["cosines"]["values"]

    def cosine(a, b):
        return values[names.index(a) * len(names) + names.index(b)]

    plain = cosine("pair:Smiling", "pair:Mouth_Slightly_Open")
    balanced = cosine("smile:Smiling", "mouth:Mouth_Slightly_Open")
    print(f"\nCosine of smile and open mouth: plain {plain:.3f}, balanced {balanced:.3f}, "
          f"|balanced| / |plain| {abs(balanced / plain):.2f} (at most 0.33).\n")
    print(f"Gain {table['gain']['value']}, {table['pictures']} held-out items.\n")
    print("| vector | own / other, more | less | both |\n|---|---|---|---|")
    pair = ("Smiling", "Mouth_Slightly_Open")
    for kind, folders in (("plain", ("pair",)), ("balanced", ("smile", "mouth"))):
        for name in pair:
            own = {e["direction"]: e for e in table["effects"] if title(e) in folders and e["name"] == name}
            other = pair[1 - pair.index(name)]
            sizes = {d: [abs(change(e, label)["estimate"]) for label in (name, other)] for d, e in own.items()}
            cells = [f"{sizes[d][0] / sizes[d][1]:.2f}" if d in sizes else "-" for d in ("more", "less")]
            both = sum(s[0] for s in sizes.values()) / sum(s[1] for s in sizes.values())
            print(f"| {kind} {name} | {cells[0]} | {cells[1]} | {both:.2f} |")
    unreached(report)


def blur(folder):
    print("\n| vector | amount | sharpness | brightness changes by | of labelled |\n|---|---|---|---|---|")
    shifts = []
    for name, words in (("labelled-blur", "Blurry, labelled"), ("synthetic-blur", "unblur, synthetic")):
        effect = read(folder, name)["table"]["effects"][0]
        shifts.append(effect["brightness"]["estimate"])
        print(
            f"| {words} | {effect['amount']:+.2f} | {effect['sharpness']['estimate']:+.3f} | {interval(effect['brightness'])} "
            f"| {abs(shifts[-1] / shifts[0]):.3f} |"
        )


def scores(folder):
    report = read(folder, "score")
    cells = report["cells"]
    methods = list(dict.fromkeys(c["method"] for c in cells))
    print("\n| AUC, held out | " + " | ".join(methods) + " |\n|---|" + "---|" * len(methods))
    for attribute in dict.fromkeys(c["attribute"] for c in cells):
        row = [
            next(c["areaUnderCurve"]["estimate"] for c in cells if (c["attribute"], c["method"]) == (attribute, m))
            for m in methods
        ]
        print(f"| {attribute} | " + " | ".join(f"{v:.3f}" for v in row) + " |")


def main():
    folder = pathlib.Path(sys.argv[1])
    for part in (bias, decoupling, blur, scores):
        part(folder)


main()
