"""What a person would not have written: reads {name: Python source} as JSON, prints {name: [finding, ...]} of those with any.

Arithmetic that does nothing, definitions that nothing reads, questions whose answer is written beside them, long lines.
"""

import ast
import json
import sys

LONGEST = 120
# What the visitor has named, and the address, cannot be broken.
UNBROKEN = ("PERMALINK = ", "TABLE = ", "IMAGES = ", "LABELS = ", "FILES = ", "CLASSES = ", "LINES = ")


def is_number(node, *values):
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in values


def is_negative(node):
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def does_nothing(node):
    if is_negative(node):
        return is_negative(node.operand) or is_number(node.operand, 0)
    if not isinstance(node, ast.BinOp):
        return False
    left, op, right = node.left, node.op, node.right
    if isinstance(op, ast.Mult):
        return any(is_number(side, 0, 1) or is_negative(side) and is_number(side.operand, 1) for side in (left, right))
    if isinstance(op, (ast.Div, ast.FloorDiv)):
        return is_number(right, 1) or is_number(left, 0)
    if isinstance(op, (ast.Add, ast.Sub)):
        return is_number(left, 0) or is_number(right, 0) or is_negative(right)
    return isinstance(op, ast.Pow) and is_number(right, 0, 1)


def is_settled(node):
    """A condition of constants alone, a tensor filled with 0 or 1 by its value, or a function around a function."""
    if isinstance(node, (ast.If, ast.IfExp)):
        return not any(isinstance(part, (ast.Name, ast.Call)) for part in ast.walk(node.test))
    if isinstance(node, ast.Lambda):
        body = node.body
        return isinstance(body, ast.Call) and [ast.dump(a) for a in body.args] == ["Name(id='z', ctx=Load())"] and not body.keywords
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "full":
        return is_number(node.args[1], 0, 1)
    return False


def names_of(tree):
    """Names that are given to something, and names that are read."""
    given, read = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else given).add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            given |= {(alias.asname or alias.name) for alias in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            given.add(node.name)
        elif isinstance(node, ast.arg):
            given.add(node.arg)
        elif isinstance(node, ast.Attribute):
            read.add(node.attr)
    return given, read


def unread(tree):
    """Names that nothing reads, function by function and in the whole."""
    whole = names_of(tree)
    found = whole[0] - whole[1]
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            given, read = names_of(node)
            own = given - {getattr(node, "name", None)}
            found |= own - read
    # What nn.Module calls by itself, and what says itself that it is not read.
    return sorted(found - {"forward", "__init__", "__len__", "self", "_"})


def findings(source):
    tree = ast.parse(source)
    found = [f"{ast.unparse(node)!r} does nothing" for node in ast.walk(tree) if does_nothing(node)]
    found += [f"{ast.unparse(node)!r} is settled" for node in ast.walk(tree) if is_settled(node)]
    found += [f"{name} is never read" for name in unread(tree)]
    lines = source.splitlines()
    found += [f"{line!r} is long" for line in lines if len(line) > LONGEST and not line.lstrip().startswith(UNBROKEN)]
    found += [f"{line!r} ends with a space" for line in lines if line != line.rstrip()]
    if "\n\n\n\n" in source or "nan" in names_of(tree)[1]:
        found.append("three empty lines, or nan")
    return found


found = {name: findings(source) for name, source in json.load(sys.stdin).items()}
print(json.dumps({name: list_ for name, list_ in found.items() if list_}))
