"""Web: the pages of staff and residents, the edge, the API.

Takes: requests of people and networks.
Leaves: answers in HTML, JSON and live events; every act goes through a service.
Promises: no models here; another's object answers 404; every page works without JavaScript.
"""
