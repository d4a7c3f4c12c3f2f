"""Faces: parse, call one workspace method, show."""
