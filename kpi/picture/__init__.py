"""Any chart as a picture: SVG drawn here, PNG set from it."""

from kpi.picture.draw import bare_svg, whole_svg

__all__ = ["bare_svg", "whole_svg"]
