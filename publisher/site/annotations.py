"""A source's passages as a W3C AnnotationPage: https://www.w3.org/TR/annotation-model/"""

import json

from publisher.model import Description, File, Passage


def annotation_file(base: str, source: Description) -> File:
    """`source/SLUG.annotations.jsonld`: an annotation a passage, its bodies what rests on it."""
    path = f"{source.path}.annotations.jsonld"
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{base}{path}",
        "type": "AnnotationPage",
    }
    # A line an annotation: as readable as indented, and ten times as fast to write.
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    items = ",\n".join(
        json.dumps(_annotation(base, path, source, passage), ensure_ascii=False)
        for passage in source.passages
    )
    return File(path=path, content=f'{opening}, "items": [\n{items}\n]}}\n'.encode())


def _annotation(base: str, path: str, source: Description, passage: Passage) -> dict[str, object]:
    return {
        "id": f"{base}{path}#{passage.anchor}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [_iri(base, link.href) for link in passage.supports],
        "target": {
            "source": f"{base}{source.path}.txt",
            "selector": [
                {"type": "TextQuoteSelector", "exact": passage.exact},
                {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            ],
        },
    }


def _iri(base: str, href: str) -> str:
    """The resource or statement of a page's address: the path without suffix, with its anchor."""
    path, mark, anchor = href.partition("#")
    return f"{base}{path.removesuffix('.html')}{mark}{anchor}"
