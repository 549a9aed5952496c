"""A small book, made anew with what a test wants to be different about it."""

import zipfile
from io import BytesIO

SAID = "The harbour of {0} was quiet and the boats of {0} had not come back from the far side of the bay."
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>On Harbours</dc:title><dc:creator id="c1">Ida Berg</dc:creator><dc:creator>Otto Falk</dc:creator>
<dc:creator opf:role="trl">Ada Moss</dc:creator><dc:language>en-GB</dc:language><dc:date>2026</dc:date>
<dc:publisher>Quay Press</dc:publisher><dc:identifier id="id">urn:isbn:9780000000002</dc:identifier></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="south" href="text/south%20bay.xhtml" media-type="application/xhtml+xml"/>
<item id="north" href="text/north.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine toc="ncx"><itemref idref="nav"/><itemref idref="north"/><itemref idref="south"/></spine></package>"""
NAV = """<html xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body><nav epub:type="toc"><ol>
<li><a href="text/north.xhtml">The North</a></li><li><a href="text/south%20bay.xhtml#low">Low Water</a></li></ol></nav>
<nav epub:type="landmarks"><ol><li><a href="text/north.xhtml">Begin Reading</a></li></ol></nav></body></html>"""
NCX = """<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>North of it</text></navLabel><content src="text/north.xhtml"/></navPoint>
<navPoint><navLabel><text>South of it</text></navLabel><content src="text/south%20bay.xhtml"/></navPoint>
</navMap></ncx>"""


def chapter(name, *, inside=""):
    return (
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        f'<style>p {{}}</style></head><body><a id="top"/><h1>The {name}</h1><p>{SAID.format(name)}</p>'
        f"{inside}</body></html>"
    )


FILES = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/content.opf": OPF,
    "OEBPS/nav.xhtml": NAV,
    "OEBPS/toc.ncx": NCX,
    "OEBPS/text/north.xhtml": chapter("North"),
    "OEBPS/text/south bay.xhtml": chapter("South", inside=f'<h2 id="low">Low Water</h2><p>{SAID.format("ebb")}</p>'),
}


def book(**changes):
    """`changes` by the member's name without folder and ending; None takes the member out."""
    files = dict(FILES)
    for name in FILES:
        key = name.rpartition("/")[2].partition(".")[0].partition(" ")[0]
        if key in changes:
            files[name] = changes.pop(key)
    return zipped({**files, **changes})


def zipped(files):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                archive.writestr(name, content, kind)
    return file.getvalue()
