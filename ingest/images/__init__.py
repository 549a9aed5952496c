"""The way in for images: those that an upload holds are kept at once, those of web pages are fetched afterwards."""
