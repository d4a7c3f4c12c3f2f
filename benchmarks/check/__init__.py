"""A labelled set of short documents, and how well `almenara check` reads them."""
