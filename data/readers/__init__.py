"""One reader per source format: a file in, its rows and problems out."""
