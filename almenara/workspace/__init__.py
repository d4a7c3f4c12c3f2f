"""The one door: what a user can do, as methods of `Workspace`; each part of it in a module of its own."""

from almenara.workspace.door import Workspace
from almenara.workspace.settings import DEFAULT_STORE, Settings

__all__ = ["DEFAULT_STORE", "Settings", "Workspace"]
