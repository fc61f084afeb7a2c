"""A source's passages as a W3C AnnotationPage: https://www.w3.org/TR/annotation-model/"""

import json

from publisher.model import Description, File


def annotation_file(base: str, source: Description) -> File:
    """`source/SLUG.annotations.jsonld`: an annotation a passage, its bodies what rests on it."""
    path = f"{source.path}.annotations.jsonld"
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{base}{path}",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{base}{path}#{passage.anchor}",
                "type": "Annotation",
                "motivation": "linking",
                "body": [_iri(base, link.href) for link in passage.supports],
                "target": {
                    "source": f"{base}{source.path}.txt",
                    "selector": [
                        {"type": "TextQuoteSelector", "exact": passage.exact},
                        {
                            "type": "TextPositionSelector",
                            "start": passage.start,
                            "end": passage.end,
                        },
                    ],
                },
            }
            for passage in source.passages
        ],
    }
    content = json.dumps(page, ensure_ascii=False, indent=1)
    return File(path=path, content=f"{content}\n".encode())


def _iri(base: str, href: str) -> str:
    """The resource or statement of a page's address: the path without suffix, with its anchor."""
    path, mark, anchor = href.partition("#")
    return f"{base}{path.removesuffix('.html')}{mark}{anchor}"
