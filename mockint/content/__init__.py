"""Content files: reading, loading, checking, and the library of all there is.

    open_library()              bundled content, the user's own, and any further folders
    check()                     every fault of some files, each with file, line and column
    schema(), new()             for authors: JSON Schemas and starter files
    load_file(QUESTION, path)   one file by its path
    document_hash() ...         content as a session keeps it

The only place that names yaml. Faults are `ContentError`s with one `Problem` each; names that
nothing answers to are `NotFoundError`s with the nearest one.
"""

from mockint.content.checking import check
from mockint.content.documents import Content, document_hash, from_document, to_document
from mockint.content.kinds import GLOSSARY, KINDS, PERSONA, QUESTION, ROUND, RUBRIC, SPECIMENS, Kind
from mockint.content.library import Library, open_library
from mockint.content.loading import load, load_file, read_file
from mockint.content.roots import content_roots, user_root
from mockint.content.schema import schema
from mockint.content.templates import DEFAULT_AREA, new
from mockint.content.yaml_file import YamlFile
from mockint.content.yaml_reader import read_yaml

__all__ = [
    "DEFAULT_AREA",
    "GLOSSARY",
    "KINDS",
    "PERSONA",
    "QUESTION",
    "ROUND",
    "RUBRIC",
    "SPECIMENS",
    "Content",
    "Kind",
    "Library",
    "YamlFile",
    "check",
    "content_roots",
    "document_hash",
    "from_document",
    "load",
    "load_file",
    "new",
    "open_library",
    "read_file",
    "read_yaml",
    "schema",
    "to_document",
    "user_root",
]
