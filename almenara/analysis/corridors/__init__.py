"""Corridors: what may befall what moves along roads, or lies along a pipeline."""
