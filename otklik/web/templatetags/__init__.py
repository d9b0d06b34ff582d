"""Words of templates: icons and the look of a page."""
