"""OK (Odnoklassniki): signed REST at /ok/fb.do, the Bot API at /ok/graph/, and the pages as residents see them."""
