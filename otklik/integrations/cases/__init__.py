"""Cases of other systems as tables: ЕЦУР, «Инцидент Менеджмент», ПОС and whatever else exports rows."""
